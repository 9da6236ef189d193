import { Injectable } from '@nestjs/common';
import { AppError, type ConsentEventChanges } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { EventLookup } from '../consent/event-lookup';
import { isSettled } from '../consent/event-status';
import { EventStore, type EventRow } from '../consent/event.store';
import { EventChangeService } from '../events/event-change.service';
import { IntakeService, type Arrival, type StoredEvent } from '../events/intake.service';
import type { LinkContent } from '../person/consent-vault';
import { LinkRecords } from './link-records';
import { LinkStore, type LinkRow } from './link.store';

/** What a link does, once nothing can refuse it any more. */
type Action = (transaction: Transaction) => Promise<StoredEvent>;

/** Creates the event of a link, or confirms a pending one. */
@Injectable()
export class LinkActionService {
  constructor(
    private readonly store: LinkStore,
    private readonly records: LinkRecords,
    private readonly events: EventStore,
    private readonly lookup: EventLookup,
    private readonly intake: IntakeService,
    private readonly changes: EventChangeService,
  ) {}

  /** Refuses what the link could not do. */
  async prepare(organization: string, content: LinkContent): Promise<Action> {
    if (content.action === 'event.create') {
      const admitted = await this.intake.admit(arrivalOf(organization, content));
      return (transaction) => this.intake.take(transaction, admitted);
    }
    const event = await this.pending(organization, content);
    const { consents, delegate } = content.event;
    const changes: ConsentEventChanges = {
      status: 'confirmed',
      ...(consents && { consents }),
      ...(delegate && { delegate }),
    };
    const admitted = await this.changes.admit(event, changes);
    return (transaction) => this.changes.apply(transaction, admitted);
  }

  /** Runs once: the call and the event `verified` both lead here, and the second finds the outcome of the first. */
  async run(link: LinkRow): Promise<EventRow> {
    const action = await this.prepare(link.organization, this.records.contentOf(link)).catch(
      async (error: unknown) => {
        // perhaps it is refused because the other one has just run it
        const { event_id } = await this.records.require(link.organization, link.id);
        if (event_id === null) throw error;
        return null;
      },
    );
    const done =
      action && (await this.events.transaction((transaction) => this.runOnce(transaction, link, action)));
    return done ?? this.outcomeOf(link);
  }

  /** Null if it ran before. */
  private async runOnce(transaction: Transaction, link: LinkRow, action: Action): Promise<EventRow | null> {
    const locked = await this.store.lock(transaction, link);
    if (!locked || locked.event_id) return null;
    const { event } = await action(transaction);
    await this.store.markFollowed(transaction, link, event.id);
    return event;
  }

  private async pending(
    organization: string,
    { organization_user_id, event: { id: named } }: LinkContent,
  ): Promise<EventRow> {
    const id = named ?? '';
    const event = await this.lookup.ofUser(organization, organization_user_id, id);
    if (!event) throw new AppError('event_unknown', { id });
    if (isSettled(event.status))
      throw new AppError('event_settled', { id: event.public_id, status: event.status });
    return event;
  }

  private async outcomeOf({ organization, id }: LinkRow): Promise<EventRow> {
    const { event_id } = await this.records.require(organization, id);
    const event = event_id && (await this.events.read(organization, event_id));
    if (!event) throw new AppError('event_unknown', { id: event_id ?? id });
    return event;
  }
}

/** The event is the link's user's, even if it names another one. */
function arrivalOf(organization: string, { organization_user_id, event }: LinkContent): Arrival {
  const { country, metadata, email } = event.user ?? {};
  const user = { organization_user_id, country, metadata, email };
  return { organization, input: { ...event, user }, isSilent: false, asker: {} };
}
