import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  canonicalLocale,
  CreateLink,
  defaultLocale,
  newId,
  VerifyLink,
  type ConsentLinkReference,
  type CreateConsentLinkRequest,
  type CreatedConsentLink,
  type FollowedConsentLink,
  type IdentityVerifiedEvent,
} from '@subjectline/contracts';
import { SettingsReader } from '../organization/settings-reader';
import { subjectOf, typeOf } from '../person/subject-reference';
import { LinkActionService } from './link-action.service';
import { LinkRecords } from './link-records';
import { LinkStore } from './link.store';

const defaultLifetimeSeconds = 900;

/**
 * Links that clients pass on: one creates an event, or confirms a pending one. What a link does is stored here, so its
 * holder cannot change it.
 */
@Injectable()
export class LinkService {
  constructor(
    private readonly store: LinkStore,
    private readonly records: LinkRecords,
    private readonly actions: LinkActionService,
    private readonly settings: SettingsReader,
    private readonly bus: Bus,
  ) {}

  async create(request: CreateConsentLinkRequest): Promise<CreatedConsentLink> {
    const { organization, organization_user_id, action, event, lifetime = defaultLifetimeSeconds } = request;
    const redirect_url = request.redirect_url ?? null;
    await this.settings.requireAllowed(organization, redirect_url);
    const content = { organization_user_id, action, event, redirect_url };
    // refused now rather than when the link is followed
    await this.actions.prepare(organization, content);
    const id = newId('clk');
    const created = await this.bus.ask(CreateLink, {
      organization,
      about: id,
      message_kind: 'validation-double-optin',
      locale: canonicalLocale(event.locale ?? '') ?? defaultLocale,
      lifetime_seconds: lifetime,
      ...(redirect_url && { return_to: redirect_url }),
    });
    await this.records.insert(organization, id, content);
    return { id, ...created };
  }

  async follow({ organization, about, token }: ConsentLinkReference): Promise<FollowedConsentLink> {
    const link = await this.records.require(organization, subjectOf(about));
    await this.bus.ask(VerifyLink, { organization, about, token });
    const event = await this.actions.run(link);
    const { redirect_url } = this.records.contentOf(link);
    const return_to = await this.settings.ifAllowed(organization, redirect_url);
    return { event_id: event.public_id, status: event.status, return_to };
  }

  /** Completes a link whose process died between identity's reply and its own transaction. */
  async identityVerified({ organization, about }: IdentityVerifiedEvent): Promise<void> {
    const subject = subjectOf(about);
    if (typeOf(subject) !== 'clk') return;
    const link = await this.store.read(organization, subject);
    if (!link || link.event_id) return;
    await this.actions.run(link).catch((error: unknown) => {
      // what is refused stays refused, and the link's holder was told
      if (!(error instanceof AppError) || error.status >= 500) throw error;
    });
  }
}
