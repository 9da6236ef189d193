import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  allowedRedirect,
  AppError,
  Clock,
  CreateLink,
  ReadLink,
  requestLinkSeconds,
  requireAllowedRedirect,
  translated,
  VerifyLink,
  type ConfirmedRequest,
  type ConfirmRequestByLinkRequest,
  type CreatedRequestLink,
  type CreateRequestLinkRequest,
  type LinkView,
  type ReadRequestPageRequest,
  type RenewRequestLinkRequest,
  type RequestPage,
  type ResendSchedule,
} from '@subjectline/contracts';
import { pageFacts } from '../person/notifications';
import { toRequestAssurance } from '../assurance/request-assurance';
import { PersonVault } from '../person/person-vault';
import { rightOf } from '../request/policies';
import { RequestLogStore } from '../request/request-log.store';
import { awaitsProof, dsarStatusOf } from '../request/request-status';
import { RequestStore } from '../request/request.store';
import { requireUnverified } from '../request/require-unverified';
import { SettingsReader } from '../request/settings-reader';
import {
  isCurrentReference,
  newLinkReference,
  requestIdOf,
  verifiedChannelOf,
} from '../request/subject-reference';
import { SearchService } from '../search/search.service';
import { ConfirmationService } from '../verification/confirmation.service';
import { ProofsInHand } from '../verification/proofs-in-hand';
import { ResendService } from '../verification/resend.service';

/** A person verifies a request by a link. An API client may create a link, which does that and nothing else. */
@Injectable()
export class LinkService {
  constructor(
    private readonly store: RequestStore,
    private readonly log: RequestLogStore,
    private readonly search: SearchService,
    private readonly confirmations: ConfirmationService,
    private readonly proofs: ProofsInHand,
    private readonly resends: ResendService,
    private readonly vault: PersonVault,
    private readonly settings: SettingsReader,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  async create(request: CreateRequestLinkRequest): Promise<CreatedRequestLink> {
    const { organization, request_id, lifetime_seconds = requestLinkSeconds, created_by } = request;
    const row = await this.search.require(organization, request_id);
    const settings = await this.settings.read(organization);
    requireAllowedRedirect(request.redirect_url, settings);
    const defaultUrl = this.vault.openDetailsOf(row).dsar?.redirect_url ?? null;
    const redirect_url = request.redirect_url ?? allowedRedirect(defaultUrl, settings);
    const from = dsarStatusOf(row);
    if (from !== 'unverified') {
      throw new AppError('status_forbids', { id: request_id, from, to: 'verified' });
    }
    const { about, linkId } = newLinkReference(row);
    const { token, expires_at } = await this.bus.ask(CreateLink, {
      organization,
      about,
      message_kind: 'request-verify',
      locale: row.locale,
      lifetime_seconds,
      ...(redirect_url && { return_to: redirect_url }),
    });
    await this.log.addAlone(row, 'link_created', created_by, linkId);
    const created_at = this.clock.now().toISOString();
    return { id: linkId, request_id, token, redirect_url, created_at, expires_at };
  }

  /** A followed link makes the request pending, as a right code does. */
  async confirm({ organization, about, token }: ConfirmRequestByLinkRequest): Promise<ConfirmedRequest> {
    const { id, link } = await this.read({ organization, about, token });
    const row = await this.store.read(organization, id);
    // a used or expired link is refused as such by identity
    if (link.state === 'open') requireUnverified(row, id);
    if (row && !isCurrentReference(row, about)) throw new AppError('link_expired', { id });
    const { channel, verified_at, challenge_id } = await this.bus.ask(VerifyLink, {
      organization,
      about,
      token,
    });
    const evidence = { channel: verifiedChannelOf(about, channel), method: 'link', verified_at } as const;
    const verified = await this.proofs.store({ organization, id, challenge_id }, () =>
      this.confirmations.confirm(organization, id, { ...evidence, references: [about] }),
    );
    const settings = await this.settings.read(organization);
    const return_to = allowedRedirect(link.return_to, settings);
    const { missing } = toRequestAssurance(verified);
    const left = missing.length > 0 && { missing };
    return { id, status: dsarStatusOf(verified), return_to, ...pageFacts(verified), ...left };
  }

  /** The old link is enough to have another sent to the same address. */
  async renew(request: RenewRequestLinkRequest): Promise<ResendSchedule> {
    const { organization, client_digest } = request;
    const { id, link } = await this.read(request);
    if (!link.proves || link.state === 'disowned') throw new AppError('link_unknown');
    const row = await this.store.read(organization, id);
    // it went to an address that was corrected: its holder is not who waits for a link
    if (row && !isCurrentReference(row, request.about)) throw new AppError('link_unknown');
    const again = { organization, id, client_digest: client_digest ?? null };
    return this.resends.resend(again, { byLink: true });
  }

  /** What the page behind a link shows: the right and the status, and nothing of the person. */
  async readPage({ organization, about, locale }: ReadRequestPageRequest): Promise<RequestPage> {
    const id = requestIdOf(about);
    if (!id) throw new AppError('request_unknown', { id: about });
    const row = await this.search.require(organization, id);
    const right = rightOf(row.policy_key);
    const pageLocale = locale ?? row.locale;
    return {
      id,
      // its page offers the confirmation, which opens it again
      status: awaitsProof(row) ? 'unverified' : dsarStatusOf(row),
      user_right_id: right.id,
      user_right_label: translated(right.label, pageLocale),
      locale: pageLocale,
      ...pageFacts(row),
    };
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
