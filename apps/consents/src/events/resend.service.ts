import { Injectable } from '@nestjs/common';
import { AppError, type ConsentEventResult, type ResendConsentEventRequest } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { EventContents } from '../consent/event-contents';
import { EventLock, type LockedEvent } from '../consent/event-lock';
import { isSettled } from '../consent/event-status';
import { EventStore, type EventRow } from '../consent/event.store';
import { NoticeContextReader, validationKindOf } from '../consent/notice-context';
import { validationMessages } from '../consent/notifications';
import type { StoredValidation } from '../person/consent-vault';
import { ApproverService, eachOnce } from '../validation/approver.service';
import { withoutSelfApproval } from '../validation/self-approval';
import { ValidationService } from '../validation/validation.service';
import { EventReaderService } from './event-reader.service';

/** Asks again about a pending event whose message was skipped, suppressed or lost. */
@Injectable()
export class ResendService {
  constructor(
    private readonly store: EventStore,
    private readonly locks: EventLock,
    private readonly contents: EventContents,
    private readonly contexts: NoticeContextReader,
    private readonly approvers: ApproverService,
    private readonly validations: ValidationService,
    private readonly reader: EventReaderService,
  ) {}

  async resend({ organization, id }: ResendConsentEventRequest): Promise<ConsentEventResult> {
    const found = await this.store.readPublic(organization, id);
    if (!found) throw new AppError('event_unknown', { id });
    const context = await this.contexts.ofChange(found);
    const { approvers: defaults } = await this.approvers.read({ organization });
    const { event, user, warnings } = await this.store.transaction(async (transaction) => {
      const { user, event } = await this.locks.lock(transaction, found);
      const validation = this.requirePending(event);
      const pending = await this.withApprovers(transaction, { user, event }, validation, defaults);
      const asker = { byClient: true };
      const asked = await this.validations.askAll(transaction, { user, event: pending }, context, asker);
      const resent = validationKindOf(this.contents.of(pending));
      const noted = await this.contents.addWarnings(transaction, pending, asked, resent);
      return { event: noted, user, warnings: asked };
    });
    return { ...(await this.reader.shown(event, user, { withApprovers: true })), warnings };
  }

  private requirePending(event: EventRow): StoredValidation {
    const { public_id: id, status } = event;
    if (isSettled(status)) throw new AppError('event_settled', { id, status });
    const { validation } = this.contents.of(event);
    if (!validation) throw new AppError('event_not_validated', { id });
    return validation;
  }

  /** An event without approvers gets those that it names, or else the organization's current ones. */
  private async withApprovers(
    transaction: Transaction,
    { user, event }: LockedEvent,
    validation: StoredValidation,
    defaults: readonly string[],
  ): Promise<EventRow> {
    const { delegate } = this.contents.of(event);
    const isApproved = validationMessages[validation.method].asks === 'approvers';
    let { approvers } = validation;
    if (isApproved && !(await this.validations.hasApprovers(transaction, event))) {
      const [own, others] = [validation.approvers, eachOnce(defaults)].map(
        (named) => withoutSelfApproval(named, user.person, delegate).approvers,
      );
      approvers = own?.length ? own : (others ?? []);
      await this.validations.addApprovers(transaction, event, approvers);
    }
    // a limit that suppresses this message as well sets `suppressed_by` again
    return this.contents.note(transaction, event, { validation: { ...validation, approvers } }, null);
  }
}
