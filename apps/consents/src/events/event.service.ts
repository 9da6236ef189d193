import { Injectable } from '@nestjs/common';
import {
  AppError,
  type ChangeConsentEventRequest,
  type ConsentEventResult,
  type CreateConsentEventRequest,
} from '@subjectline/contracts';
import { CallerLimit, type Destination } from '@subjectline/storage';
import { EventStore } from '../consent/event.store';
import { validationMessages } from '../consent/notifications';
import { destinationOf, reachOf, reachOfPerson } from '../person/addresses';
import { countedAsker, type Asker } from '../person/asker';
import { UserDirectory } from '../person/user-directory';
import { CallerService } from '../tokens/caller.service';
import { EventChangeService } from './event-change.service';
import { EventReaderService } from './event-reader.service';
import { IntakeService, type AdmittedEvent, type StoredEvent } from './intake.service';

/** Creates and changes consent events. */
@Injectable()
export class EventService {
  constructor(
    private readonly store: EventStore,
    private readonly directory: UserDirectory,
    private readonly callers: CallerService,
    private readonly intake: IntakeService,
    private readonly changes: EventChangeService,
    private readonly reader: EventReaderService,
    private readonly callerLimit: CallerLimit,
  ) {}

  async create(request: CreateConsentEventRequest): Promise<ConsentEventResult> {
    const { organization, event, consent_token, client_digest } = request;
    const input = consent_token ? await this.callers.ownInput(organization, consent_token, event) : event;
    // browsers do not import
    const isSilent = Boolean(request.disable_integrations) && !consent_token;
    const asker = consent_token ? { clientDigest: client_digest } : { byClient: true };
    const found = await this.intake.admit({ organization, input, isSilent, asker });
    const admitted = { ...found, asker: await this.countedAsker(found) };
    const stored = await this.store.transaction((transaction) => this.intake.take(transaction, admitted));
    return this.resultOf(stored, !consent_token);
  }

  async change({ organization, id, changes }: ChangeConsentEventRequest): Promise<ConsentEventResult> {
    const event = await this.store.readPublic(organization, id);
    if (!event) throw new AppError('event_unknown', { id });
    const admitted = await this.changes.admit(event, changes);
    const stored = await this.store.transaction((transaction) => this.changes.apply(transaction, admitted));
    return this.resultOf(stored, true);
  }

  /** A browser's own event may send a message to the person, or to several approvers. */
  private async countedAsker(admitted: AdmittedEvent): Promise<Asker> {
    const { organization, asker, isSilent, validation } = admitted;
    if (!validation || isSilent || asker.byClient) return asker;
    const { asks } = validationMessages[validation.method];
    const approvers = asks === 'approvers' ? validation.approvers : [];
    const destinations =
      approvers.length > 0
        ? approvers.map((email) => destinationOf(reachOf(email)))
        : [await this.personOf(admitted)];
    return countedAsker(this.callerLimit, organization, asker.clientDigest, destinations);
  }

  private async personOf({ organization, input }: AdmittedEvent): Promise<Destination> {
    const user = await this.directory.find(organization, { user_id: input.user?.id ?? undefined });
    return destinationOf(user && reachOfPerson(user.person));
  }

  private async resultOf(
    { event, user, warnings }: StoredEvent,
    withApprovers: boolean,
  ): Promise<ConsentEventResult> {
    return { ...(await this.reader.shown(event, user, { withApprovers })), warnings };
  }
}
