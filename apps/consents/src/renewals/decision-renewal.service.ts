import { Injectable } from '@nestjs/common';
import { AppError } from '@subjectline/contracts';
import { CallerLimit } from '@subjectline/storage';
import { EventContents } from '../consent/event-contents';
import { isSettled } from '../consent/event-status';
import { EventStore } from '../consent/event.store';
import { destinationOf } from '../person/addresses';
import { countedAsker } from '../person/asker';
import { UserDirectory } from '../person/user-directory';
import { LinkedEvents } from '../validation/linked-events';
import { ValidationService } from '../validation/validation.service';

@Injectable()
export class DecisionRenewalService {
  constructor(
    private readonly linked: LinkedEvents,
    private readonly events: EventStore,
    private readonly contents: EventContents,
    private readonly users: UserDirectory,
    private readonly validations: ValidationService,
    private readonly callerLimit: CallerLimit,
  ) {}

  /** @returns the lifetime of the new link, in seconds */
  async renew(
    organization: string,
    subject: string,
    clientDigest: string | null | undefined,
  ): Promise<number> {
    const found = await this.linked.require(organization, subject);
    const user = await this.users.read(organization, found.user_id);
    const reach = await this.validations.reachOfSubject(organization, subject, user);
    const asker = await countedAsker(this.callerLimit, organization, clientDigest, [destinationOf(reach)]);
    return this.events.transaction(async (transaction) => {
      // locked: a decision that is being made needs no further link
      const event = await this.events.lock(transaction, organization, found.id);
      if (!event || !user) throw new AppError('event_unknown', { id: found.public_id });
      if (isSettled(event.status)) {
        throw new AppError('event_settled', { id: event.public_id, status: event.status });
      }
      await this.validations.askAgain(transaction, { user, event }, subject, asker);
      return this.contents.of(event).validation?.expires_in ?? 0;
    });
  }
}
