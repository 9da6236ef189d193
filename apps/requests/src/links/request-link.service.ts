import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  allowedSendingOn,
  AppError,
  Clock,
  CreateLink,
  ReadLink,
  requestLinkSeconds,
  VerifyLink,
  type ConfirmedRequest,
  type ConfirmRequestByLinkRequest,
  type CreatedRequestLink,
  type CreateRequestLinkRequest,
  type LinkView,
  type RenewRequestLinkRequest,
  type ResendSchedule,
  requireSendingOn,
} from '@subjectline/contracts';
import { aboutLink, requestIdOf } from '../request/subject-reference';
import { PersonVault } from '../person/person-vault';
import { dsarStatusOf } from '../request/request-status';
import { RequestStore } from '../request/request.store';
import { SearchService } from '../search/search.service';
import { SettingsReader } from '../request/settings-reader';
import { requireAwaiting, VerificationService } from '../verification/verification.service';

/** A person confirms a request by a link; a client may ask for one, which does that and nothing else. */
@Injectable()
export class RequestLinkService {
  constructor(
    private readonly store: RequestStore,
    private readonly search: SearchService,
    private readonly verification: VerificationService,
    private readonly vault: PersonVault,
    private readonly settings: SettingsReader,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  async create(request: CreateRequestLinkRequest): Promise<CreatedRequestLink> {
    const { organization, request_id, lifetime_seconds = requestLinkSeconds, created_by } = request;
    const row = await this.search.require(organization, request_id);
    const settings = await this.settings.read(organization);
    requireSendingOn(request.redirect_url, settings);
    const usual = this.vault.openDetailsOf(row).dsar?.redirect_url ?? null;
    const redirect_url = request.redirect_url ?? allowedSendingOn(usual, settings);
    const from = dsarStatusOf(row);
    if (from !== 'unverified') {
      throw new AppError('status_forbids', { id: request_id, from, to: 'verified' });
    }
    const { about, linkId } = aboutLink(request_id);
    const { token, expires_at } = await this.bus.ask(CreateLink, {
      organization,
      about,
      message_kind: 'request-verify',
      locale: row.locale,
      lifetime_seconds,
      ...(redirect_url && { return_to: redirect_url }),
    });
    await this.store.logAlone(row, 'link_created', created_by, linkId);
    const created_at = this.clock.now().toISOString();
    return { id: linkId, request_id, token, redirect_url, created_at, expires_at };
  }

  /** A link that was followed moves the request on, as a right code does. */
  async confirm({ organization, about, token }: ConfirmRequestByLinkRequest): Promise<ConfirmedRequest> {
    const { id, link } = await this.read({ organization, about, token });
    const row = await this.store.read(organization, id);
    // what is used or expired says so itself
    if (link.state === 'open') requireAwaiting(row, id);
    const proof = await this.bus.ask(VerifyLink, { organization, about, token });
    const verified = await this.verification.markVerified(organization, about, proof);
    const settings = await this.settings.read(organization);
    return { id, status: dsarStatusOf(verified), return_to: allowedSendingOn(link.return_to, settings) };
  }

  /** Whoever holds the old link got it from us: that is enough to have another sent to where it went. */
  async renew(request: RenewRequestLinkRequest): Promise<ResendSchedule> {
    const { organization, client_digest } = request;
    const { id, link } = await this.read(request);
    if (!link.proves || link.state === 'disowned') throw new AppError('link_unknown');
    return this.verification.resend({ organization, id, client_digest: client_digest ?? null });
  }

  private async read({
    organization,
    about,
    token,
  }: ConfirmRequestByLinkRequest): Promise<{ id: string; link: LinkView }> {
    const id = requestIdOf(about);
    const link = await this.bus.ask(ReadLink, { token });
    if (!id || link.organization !== organization || link.about !== about) throw new AppError('link_unknown');
    return { id, link };
  }
}
