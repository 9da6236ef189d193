import { Injectable } from '@nestjs/common';
import {
  AppError,
  defaultRegulation,
  type ConsentEvent,
  type ConsentEventList,
  type ListConsentEventsRequest,
  type ListPendingConsentEventsRequest,
  type ReadConsentEventRequest,
} from '@subjectline/contracts';
import { CallerService } from '../tokens/caller.service';
import { ChoiceService } from '../consent/choice.service';
import { EventContents } from '../consent/event-contents';
import { EventStore, type EventRow } from '../consent/event.store';
import { UserDirectory, type KnownUser } from '../person/user-directory';

/** Consent events as callers see them. */
@Injectable()
export class EventReaderService {
  constructor(
    private readonly store: EventStore,
    private readonly users: UserDirectory,
    private readonly callers: CallerService,
    private readonly choices: ChoiceService,
    private readonly contents: EventContents,
  ) {}

  async read(request: ReadConsentEventRequest): Promise<ConsentEvent> {
    const { organization, id, consent_token, user_id, organization_user_id } = request;
    const isNamed =
      consent_token !== undefined || user_id !== undefined || organization_user_id !== undefined;
    const named = isNamed ? await this.callers.userOf(request) : null;
    const event = await this.store.readPublic(organization, id);
    // another user's event stays hidden
    if (!event || (isNamed && named?.row.id !== event.user_id)) throw new AppError('event_unknown', { id });
    const user = named ?? (await this.userOf(event));
    return this.shown(event, user, { withApprovers: !consent_token });
  }

  async list(request: ListConsentEventsRequest): Promise<ConsentEventList> {
    const { organization, consent_token, skip, limit } = request;
    const { statuses = ['confirmed'], regulation = defaultRegulation } = request;
    const user = await this.callers.userOf(request);
    if (!user) return { items: [], total: 0 };
    const selection = { userId: user.row.id, statuses, regulation };
    const { rows, total } = await this.store.list(organization, selection, { skip, limit });
    const oldest = rows.at(-1);
    const confirmed = oldest ? await this.store.confirmedSince(oldest) : [];
    const items = rows.map((event) =>
      this.shownWith(event, user, this.choices.isOverriddenBy(event, confirmed), !consent_token),
    );
    return { items, total };
  }

  async listPending({
    organization,
    skip,
    limit,
  }: ListPendingConsentEventsRequest): Promise<ConsentEventList> {
    const { rows, total } = await this.store.listPending(organization, { skip, limit });
    const items = rows.map(async (event) =>
      this.shown(event, await this.userOf(event), { withApprovers: true }),
    );
    return { items: await Promise.all(items), total };
  }

  async shown(
    event: EventRow,
    user: KnownUser,
    { withApprovers }: { withApprovers: boolean },
  ): Promise<ConsentEvent> {
    return this.shownWith(event, user, await this.choices.isSuperseded(event), withApprovers);
  }

  private async userOf({ organization, user_id }: EventRow): Promise<KnownUser> {
    const user = await this.users.read(organization, user_id);
    if (!user) throw new Error('the user of an event is gone');
    return user;
  }

  private shownWith(
    event: EventRow,
    { person }: KnownUser,
    superseded: boolean,
    withApprovers: boolean,
  ): ConsentEvent {
    const content = this.contents.of(event);
    const { consents, metadata, user_metadata, country, delegate, validation, rejection_reason } = content;
    const { public_id, organization_user_id } = person;
    return {
      id: event.public_id,
      status: event.status,
      created_at: event.chosen_at.toISOString(),
      updated_at: event.updated_at.toISOString(),
      regulation: event.regulation,
      user: { id: public_id, organization_user_id, country, metadata: user_metadata },
      consents,
      proofs_id: event.proof_ids,
      delegate,
      metadata,
      validation: validation && {
        ...validation,
        approvers: withApprovers ? [...validation.approvers] : [],
        ...(withApprovers && event.suppressed_by && { suppressed_by: event.suppressed_by }),
      },
      locale: event.locale,
      superseded,
      decided_at: event.decided_at?.toISOString() ?? null,
      rejection_reason,
      warnings: [...(content.warnings ?? [])],
      messages_about: event.id,
    };
  }
}
