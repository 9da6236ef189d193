import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  canonicalLocale,
  CreateLink,
  defaultLocale,
  newId,
  usualRegulation,
  VerifyLink,
  type Approval,
  type ConsentEventChanges,
  type ConsentLinkReference,
  type CreateConsentLinkRequest,
  type CreatedConsentLink,
  type FollowedConsentLink,
  type IdentityVerifiedEvent,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { ChoiceService } from '../consent/choice.service';
import { ConsentVault, type LinkContent } from '../person/consent-vault';
import { EventChangeService } from '../events/event-change.service';
import { isSettled } from '../consent/event-status';
import { EventStore, type EventRow } from '../consent/event.store';
import { IntakeService, type Arrival, type StoredEvent } from '../events/intake.service';
import { sortOf, thingOf } from '../person/link-about';
import { LinkStore, type LinkRow } from './link.store';
import { SettingsReader } from '../organization/settings-reader';
import { UserDirectory } from '../person/user-directory';

const usualLifetimeSeconds = 900;

/** What a link does, once all that can be refused has been. */
type Action = (transaction: Transaction) => Promise<StoredEvent>;

/**
 * Links that act, for a client to hand on: one makes an event, or confirms one that waits. What a link does is kept
 * here; whoever holds it can change nothing about it.
 */
@Injectable()
export class LinkService {
  constructor(
    private readonly store: LinkStore,
    private readonly events: EventStore,
    private readonly intake: IntakeService,
    private readonly changing: EventChangeService,
    private readonly choices: ChoiceService,
    private readonly users: UserDirectory,
    private readonly settings: SettingsReader,
    private readonly vault: ConsentVault,
    private readonly bus: Bus,
  ) {}

  async create(request: CreateConsentLinkRequest): Promise<CreatedConsentLink> {
    const { organization, organization_user_id, action, event, lifetime = usualLifetimeSeconds } = request;
    const redirect_url = request.redirect_url ?? null;
    await this.settings.requireAllowed(organization, redirect_url);
    const content = { organization_user_id, action, event, redirect_url };
    // refused now rather than when somebody presses the button
    await this.actionOf(organization, content);
    const id = newId('clk');
    const created = await this.bus.ask(CreateLink, {
      organization,
      about: id,
      message_kind: 'validation-double-optin',
      locale: canonicalLocale(event.locale ?? '') ?? defaultLocale,
      lifetime_seconds: lifetime,
      ...(redirect_url && { return_to: redirect_url }),
    });
    await this.store.sweep();
    const owner = { organization, id };
    await this.store.insert({ ...owner, sealed_content: this.vault.seal('link', owner, content) });
    return { id, ...created };
  }

  async follow({ organization, about, token }: ConsentLinkReference): Promise<FollowedConsentLink> {
    const link = await this.require(organization, thingOf(about));
    await this.bus.ask(VerifyLink, { organization, about, token });
    const event = await this.act(link);
    const { redirect_url } = this.contentOf(link);
    const return_to = await this.settings.ifAllowed(organization, redirect_url);
    return { event_id: event.public_id, status: event.status, return_to };
  }

  /** For when we died between identity's answer and our own transaction. */
  async identityVerified({ organization, about }: IdentityVerifiedEvent): Promise<void> {
    const thing = thingOf(about);
    if (sortOf(thing) !== 'clk') return;
    const link = await this.store.read(organization, thing);
    if (!link || link.event_id) return;
    await this.act(link).catch((error: unknown) => {
      // what cannot be done now never will; whoever pressed the button was told
      if (!(error instanceof AppError) || error.status >= 500) throw error;
    });
  }

  async readPage(organization: string, thing: string): Promise<Approval> {
    const link = await this.require(organization, thing);
    const { event: input, action, organization_user_id } = this.contentOf(link);
    const event = await this.eventOf(link, organization_user_id, action === 'event.update' ? input.id : null);
    const content = event && this.choices.contentOf(event);
    const delegate = input.delegate ?? content?.delegate ?? null;
    return {
      method: 'link',
      event_id: event?.public_id ?? null,
      status: event?.status ?? 'pending_approval',
      organization_user_id: null,
      regulation: event?.regulation ?? input.regulation ?? usualRegulation,
      created_at: event?.chosen_at.toISOString() ?? input.created_at ?? link.created_at.toISOString(),
      consents: input.consents ?? content?.consents ?? {},
      delegate: delegate && { id: delegate.id, name: delegate.name ?? null },
      proofs: [],
      superseded: event ? await this.choices.isSuperseded(event) : false,
      locale: event?.locale ?? canonicalLocale(input.locale ?? '') ?? defaultLocale,
      decided_at: event?.decided_at?.toISOString() ?? null,
    };
  }

  /** Once: the call and the event `verified` both come here, and whoever is second finds what came of it. */
  private async act(link: LinkRow): Promise<EventRow> {
    const action = await this.actionOf(link.organization, this.contentOf(link)).catch(
      async (error: unknown) => {
        // it may be refused because the other one has just done it
        const { event_id } = await this.require(link.organization, link.id);
        if (event_id === null) throw error;
        return null;
      },
    );
    const done =
      action && (await this.events.transaction((transaction) => this.once(transaction, link, action)));
    return done ?? this.made(link);
  }

  /** Null where it was done before. */
  private async once(transaction: Transaction, link: LinkRow, action: Action): Promise<EventRow | null> {
    const locked = await this.store.lock(transaction, link);
    if (!locked || locked.event_id) return null;
    const { event } = await action(transaction);
    await this.store.markFollowed(transaction, link, event.id);
    return event;
  }

  private async actionOf(organization: string, content: LinkContent): Promise<Action> {
    if (content.action === 'event.create') {
      const admitted = await this.intake.admit(arrivalOf(organization, content));
      return (transaction) => this.intake.take(transaction, admitted);
    }
    const event = await this.waiting(organization, content);
    const { consents, delegate } = content.event;
    const changes: ConsentEventChanges = {
      status: 'confirmed',
      ...(consents && { consents }),
      ...(delegate && { delegate }),
    };
    const admitted = await this.changing.admit(event, changes);
    return (transaction) => this.changing.make(transaction, admitted);
  }

  private async waiting(
    organization: string,
    { organization_user_id, event: { id } }: LinkContent,
  ): Promise<EventRow> {
    const event = await this.ownEvent(organization, organization_user_id, id ?? '');
    if (!event) throw new AppError('event_unknown', { id: id ?? '' });
    if (isSettled(event.status))
      throw new AppError('event_settled', { id: event.public_id, status: event.status });
    return event;
  }

  private eventOf(
    link: LinkRow,
    name: string,
    publicId: string | null | undefined,
  ): Promise<EventRow | null> {
    if (link.event_id) return this.events.read(link.organization, link.event_id);
    return publicId ? this.ownEvent(link.organization, name, publicId) : Promise.resolve(null);
  }

  /** Somebody else's event is none. */
  private async ownEvent(organization: string, name: string, publicId: string): Promise<EventRow | null> {
    const user = await this.users.find(organization, { organization_user_id: name });
    const event = await this.events.readPublic(organization, publicId);
    return event && event.user_id === user?.row.id ? event : null;
  }

  private async made({ organization, id }: LinkRow): Promise<EventRow> {
    const { event_id } = await this.require(organization, id);
    const event = event_id && (await this.events.read(organization, event_id));
    if (!event) throw new AppError('event_unknown', { id: event_id ?? id });
    return event;
  }

  private contentOf(link: LinkRow): LinkContent {
    return this.vault.open('link', link, link.sealed_content);
  }

  private async require(organization: string, id: string): Promise<LinkRow> {
    const link = await this.store.read(organization, id);
    if (!link) throw new AppError('link_unknown', { id });
    return link;
  }
}

/** The link's user, whomever its event names. */
function arrivalOf(organization: string, { organization_user_id, event }: LinkContent): Arrival {
  const { country, metadata, email } = event.user ?? {};
  const user = { organization_user_id, country, metadata, email };
  return { organization, input: { ...event, user }, isSilent: false, asker: {} };
}
