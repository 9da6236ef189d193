import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  ApproveAutomatically,
  Clock,
  newId,
  Settings,
  VerifyChallenge,
  type CreateRequestsRequest,
  type IdentityVerifiedEvent,
  type ItemFailure,
  type ListRequestsRequest,
  type MessageUndeliveredEvent,
  type NewRequest,
  type OrganizationSettings,
  type PrivacyRequest,
  type ReadRequestRequest,
  type RequestList,
  type RequestResults,
  type VerifyRequestRequest,
} from '@subjectline/contracts';
import { KeyRing, Outbox, type Transaction } from '@subjectline/storage';
import { PersonMessages } from './person-messages';
import { findPolicy } from './policies';
import { addressOf, channelFor, identifiersOf, identityContext } from './request-identity';
import { mayFollow } from './request-status';
import { RequestStore, toPrivacyRequest, type NewRequestRow, type RequestRow } from './request.store';

/** From the form to the review: a request comes in, and its person proves who they are. */
@Injectable()
export class RequestService {
  constructor(
    private readonly store: RequestStore,
    private readonly messages: PersonMessages,
    private readonly outbox: Outbox,
    private readonly bus: Bus,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** Stores every request that can be, all in one transaction; the others are named with their reason. */
  async create({
    organization,
    requests,
    submitted_by,
    locale,
  }: CreateRequestsRequest): Promise<RequestResults> {
    const settings = await this.settings(organization);
    const origin = { organization, submitted_by, locale };
    const results: RequestResults = { succeeded: [], failed: [] };
    await this.store.transaction(async (transaction) => {
      for (const [index, request] of requests.entries()) {
        const outcome = await this.createOne(transaction, request, origin, settings);
        if (typeof outcome === 'string') results.failed.push({ index, reason: outcome });
        else results.succeeded.push(toPrivacyRequest(outcome));
      }
    });
    return results;
  }

  /** A right code moves the request on; the answer shows it as `pending`, whatever follows by itself. */
  async verify({ organization, id, code }: VerifyRequestRequest): Promise<PrivacyRequest> {
    const row = await this.require(organization, id);
    if (row.status !== 'identity_unverified') throw notAwaitingCode(row);
    const settings = await this.settings(organization);
    const { verified_at } = await this.bus
      .ask(VerifyChallenge, { organization, about: id, code })
      .catch(async (error: unknown) => {
        if (!(error instanceof AppError) || error.code !== 'code_used') throw error;
        // somebody was faster with the right code; the request has moved on, or is about to
        throw notAwaitingCode({ ...(await this.require(organization, id)), status: 'pending' });
      });
    return toPrivacyRequest(await this.markVerified(organization, id, new Date(verified_at), settings));
  }

  /** The same as the end of `verify`, for when we died between identity's answer and our own transaction. */
  async identityVerified({ organization, about, verified_at }: IdentityVerifiedEvent): Promise<void> {
    if (!(await this.store.read(organization, about))) return;
    await this.markVerified(organization, about, new Date(verified_at), await this.settings(organization));
  }

  async messageUndelivered({
    organization,
    about,
    kind,
    reason,
    state,
  }: MessageUndeliveredEvent): Promise<void> {
    if (!about) return;
    await this.store.logAlone(
      { organization, id: about },
      'message_undelivered',
      'dispatch',
      `${kind}: ${reason ?? state}`,
    );
  }

  async read({ organization, id }: ReadRequestRequest): Promise<PrivacyRequest> {
    return toPrivacyRequest(await this.require(organization, id));
  }

  async list({ organization, filter, page, size }: ListRequestsRequest): Promise<RequestList> {
    const { rows, total } = await this.store.list(organization, { statuses: filter?.statuses, page, size });
    return { items: rows.map(toPrivacyRequest), total };
  }

  private async createOne(
    transaction: Transaction,
    request: NewRequest,
    origin: Pick<CreateRequestsRequest, 'organization' | 'submitted_by' | 'locale'>,
    settings: OrganizationSettings,
  ): Promise<RequestRow | ItemFailure> {
    if (identifiersOf(request.identity).length === 0) return 'identity_empty';
    if (!findPolicy(request.policy_key)) return 'policy_unknown';
    const vouchedFor = origin.submitted_by !== null;
    const mustVerify = settings.subject_identity_verification_required && !vouchedFor;
    if (!mustVerify) {
      const row = await this.store.insert(transaction, this.newRow(request, origin, 'pending'));
      if (!vouchedFor) await this.messages.tell(transaction, row, { what: 'received' }, settings);
      await this.afterPending(transaction, row, settings);
      return row;
    }
    // fails closed: without a way to send the code there is no request that waits for it in vain
    if (settings.active_channels.length === 0) return 'no_messaging';
    const channel = channelFor(addressOf(request.identity), settings.active_channels);
    if (!channel) return 'no_address_for_channel';
    const row = await this.store.insert(transaction, this.newRow(request, origin, 'identity_unverified'));
    await this.messages.startChallenge(transaction, row, channel);
    return row;
  }

  private newRow(
    request: NewRequest,
    {
      organization,
      submitted_by,
      locale,
    }: Pick<CreateRequestsRequest, 'organization' | 'submitted_by' | 'locale'>,
    status: 'pending' | 'identity_unverified',
  ): NewRequestRow {
    const id = newId('pri');
    const identity = Object.fromEntries(identifiersOf(request.identity));
    return {
      organization,
      id,
      status,
      locale,
      submitted_by,
      policy_key: request.policy_key,
      sealed_identity: this.keys.sealJson(identity, identityContext(organization, id)),
      identity_digests: Object.entries(identity).map(([name, value]) =>
        this.keys.digest('person', organization, name, value),
      ),
      source: request.source ?? null,
      external_id: request.external_id ?? null,
      location: request.location ?? null,
      property_id: request.property_id ?? null,
      requested_at: request.requested_at ? new Date(request.requested_at) : this.clock.now(),
    };
  }

  private async markVerified(
    organization: string,
    id: string,
    verifiedAt: Date,
    settings: OrganizationSettings,
  ): Promise<RequestRow> {
    return this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      if (!row) throw new AppError('request_unknown', { id });
      if (row.status !== 'identity_unverified' || !mayFollow(row.status, 'pending')) return row;
      const facts = { identity_verified_at: verifiedAt };
      const moved = await this.store.move(transaction, row, 'pending', 'person', facts);
      await this.messages.tell(transaction, moved, { what: 'received' }, settings);
      await this.afterPending(transaction, moved, settings);
      return moved;
    });
  }

  private async afterPending(
    transaction: Transaction,
    row: RequestRow,
    settings: OrganizationSettings,
  ): Promise<void> {
    await this.messages.sayChanged(transaction, row);
    if (settings.require_manual_request_approval) return;
    const { organization, id } = row;
    await this.outbox.add(transaction, ApproveAutomatically, { organization, id });
  }

  private async require(organization: string, id: string): Promise<RequestRow> {
    const row = await this.store.read(organization, id);
    if (!row) throw new AppError('request_unknown', { id });
    return row;
  }

  /** Read from the broker, not from memory: a switch that was just turned on holds for the next request. */
  private async settings(organization: string): Promise<OrganizationSettings> {
    const settings = await this.bus.read(Settings, organization);
    if (!settings) throw new AppError('unavailable', { what: 'settings' });
    return settings;
  }
}

function notAwaitingCode({ id, status }: RequestRow): AppError {
  return new AppError('request_not_awaiting_code', { id, status });
}
