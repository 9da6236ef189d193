import { Injectable } from '@nestjs/common';
import {
  AppError,
  type ChangeConsentEventRequest,
  type ConsentEventResult,
  type CreateConsentEventRequest,
  type DeleteConsentEventRequest,
  type DeleteConsentEventsRequest,
  type DeletedConsentEvents,
} from '@subjectline/contracts';
import { CallerBudget, type Destination } from '@subjectline/storage';
import { destinationOf, reachOf } from '../person/addresses';
import { CallerService } from '../tokens/caller.service';
import { ChoiceService } from '../consent/choice.service';
import type { Asker } from '../person/consent-messages';
import { EventChangeService } from './event-change.service';
import { EventReaderService } from './event-reader.service';
import { EventStore, type EventRow } from '../consent/event.store';
import { IntakeService, type AdmittedEvent, type StoredEvent } from './intake.service';
import { validationMessages } from '../consent/notifications';
import { UserDirectory } from '../person/user-directory';
import { UserStore } from '../person/user.store';

/** Consent events, written by whoever may. */
@Injectable()
export class EventService {
  constructor(
    private readonly store: EventStore,
    private readonly users: UserStore,
    private readonly directory: UserDirectory,
    private readonly callers: CallerService,
    private readonly intake: IntakeService,
    private readonly changing: EventChangeService,
    private readonly reader: EventReaderService,
    private readonly choices: ChoiceService,
    private readonly budget: CallerBudget,
  ) {}

  async create(request: CreateConsentEventRequest): Promise<ConsentEventResult> {
    const { organization, event, consent_token, client_digest } = request;
    const input = consent_token ? await this.callers.ownInput(organization, consent_token, event) : event;
    // whoever imports is no browser
    const isSilent = Boolean(request.disable_integrations) && !consent_token;
    const asker = consent_token ? { clientDigest: client_digest } : { byClient: true };
    const found = await this.intake.admit({ organization, input, isSilent, asker });
    const admitted = { ...found, asker: await this.countedAsker(found) };
    const stored = await this.store.transaction((transaction) => this.intake.take(transaction, admitted));
    return this.resultOf(stored, !consent_token);
  }

  async change({ organization, id, changes }: ChangeConsentEventRequest): Promise<ConsentEventResult> {
    const admitted = await this.changing.admit(await this.require(organization, id), changes);
    const stored = await this.store.transaction((transaction) => this.changing.make(transaction, admitted));
    return this.resultOf(stored, true);
  }

  async delete({ organization, id }: DeleteConsentEventRequest): Promise<DeletedConsentEvents> {
    const event = await this.require(organization, id);
    return this.remove(organization, { userId: event.user_id }, event);
  }

  async deleteAll(request: DeleteConsentEventsRequest): Promise<DeletedConsentEvents> {
    const { organization, user_id, organization_user_id, statuses, regulation } = request;
    const user = await this.directory.find(organization, { user_id, organization_user_id });
    if (!user) return { deleted: 0 };
    return this.remove(organization, { userId: user.row.id, statuses, regulation });
  }

  /** With its user locked: nobody counts what holds while it goes away. */
  private async remove(
    organization: string,
    selection: Parameters<EventStore['remove']>[2],
    event: EventRow | null = null,
  ): Promise<DeletedConsentEvents> {
    const { count: deleted } = await this.store.transaction(async (transaction) => {
      await this.users.lock(transaction, organization, selection.userId);
      return this.store.remove(transaction, organization, selection, event?.id);
    });
    if (event && deleted === 0) throw new AppError('event_unknown', { id: event.public_id });
    return { deleted };
  }

  /** A browser's own event may ask one person or several approvers to confirm it. */
  private async countedAsker(admitted: AdmittedEvent): Promise<Asker> {
    const { organization, asker, isSilent, validation } = admitted;
    if (!validation || isSilent || asker.byClient) return asker;
    const caller = { organization, client_digest: asker.clientDigest };
    const { asks } = validationMessages[validation.method];
    const approvers = asks === 'approvers' ? validation.approvers : [];
    const destinations =
      approvers.length > 0
        ? approvers.map((email) => destinationOf(reachOf(email)))
        : [await this.personOf(admitted)];
    return { ...asker, callerCounted: await this.budget.require(caller, destinations) };
  }

  private async personOf({ organization, input }: AdmittedEvent): Promise<Destination> {
    const user = await this.directory.find(organization, { user_id: input.user?.id ?? undefined });
    return destinationOf(user && this.choices.reachOfPerson(user.person));
  }

  private async require(organization: string, id: string): Promise<EventRow> {
    const event = await this.store.readPublic(organization, id);
    if (!event) throw new AppError('event_unknown', { id });
    return event;
  }

  private async resultOf(
    { event, user, warnings }: StoredEvent,
    withApprovers: boolean,
  ): Promise<ConsentEventResult> {
    return { ...(await this.reader.shown(event, user, { withApprovers })), warnings };
  }
}
