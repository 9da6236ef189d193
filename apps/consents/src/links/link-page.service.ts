import { Injectable } from '@nestjs/common';
import { canonicalLocale, defaultLocale, defaultRegulation, type Approval } from '@subjectline/contracts';
import { ChoiceService } from '../consent/choice.service';
import { EventContents } from '../consent/event-contents';
import { EventLookup } from '../consent/event-lookup';
import { EventStore, type EventRow } from '../consent/event.store';
import type { LinkContent } from '../person/consent-vault';
import { LinkRecords } from './link-records';
import type { LinkRow } from './link.store';

/** What the page behind a client's link shows before it is confirmed. */
@Injectable()
export class LinkPageService {
  constructor(
    private readonly records: LinkRecords,
    private readonly events: EventStore,
    private readonly lookup: EventLookup,
    private readonly contents: EventContents,
    private readonly choices: ChoiceService,
  ) {}

  async read(organization: string, id: string): Promise<Approval> {
    const link = await this.records.require(organization, id);
    const content = this.records.contentOf(link);
    const { event: input } = content;
    const event = await this.eventOf(link, content);
    const stored = event && this.contents.of(event);
    const delegate = input.delegate ?? stored?.delegate ?? null;
    return {
      method: 'link',
      event_id: event?.public_id ?? null,
      status: event?.status ?? 'pending_approval',
      organization_user_id: null,
      regulation: event?.regulation ?? input.regulation ?? defaultRegulation,
      created_at: event?.chosen_at.toISOString() ?? input.created_at ?? link.created_at.toISOString(),
      consents: input.consents ?? stored?.consents ?? {},
      delegate: delegate && { id: delegate.id, name: delegate.name ?? null },
      proofs: [],
      superseded: event ? await this.choices.isSuperseded(event) : false,
      locale: event?.locale ?? canonicalLocale(input.locale ?? '') ?? defaultLocale,
      decided_at: event?.decided_at?.toISOString() ?? null,
    };
  }

  /** The event that the link has created, or is to confirm. */
  private async eventOf(link: LinkRow, content: LinkContent): Promise<EventRow | null> {
    const { action, event, organization_user_id } = content;
    if (link.event_id) return this.events.read(link.organization, link.event_id);
    if (action !== 'event.update' || !event.id) return null;
    return this.lookup.ofUser(link.organization, organization_user_id, event.id);
  }
}
