import { Injectable } from '@nestjs/common';
import {
  ApproveAutomatically,
  Clock,
  isPhoneAllowed,
  newId,
  reachableChannels,
  type CreateRequestsRequest,
  type ItemFailure,
  type NewRequest,
  type OrganizationSettings,
} from '@subjectline/contracts';
import { Outbox, type Transaction } from '@subjectline/storage';
import { DelayedReceiptService } from './delayed-receipt.service';
import { Duplicates } from './duplicates';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import { carriesOnlyConsent } from '../request/policies';
import type { Receipt } from './receipt.service';
import { addressOf, channelFor } from '../person/request-identity';
import { refusalOf } from './request-refusal';
import { gapAfterMs } from '../request/resend-schedule';
import { RequestStore, type NewRequestRow, type RequestRow } from '../request/request.store';

/** Where new requests come from; whoever is named in `submitted_by` vouches for the person. */
export type Origin = Omit<CreateRequestsRequest, 'requests'> & {
  /** The caller's budget was taken from for what is sent. */
  readonly callerCounted?: boolean;
  /** One of many that came together. */
  readonly inBulk?: boolean;
};

/** Lets one request in, and sees it to where its person, staff or engine takes over. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly store: RequestStore,
    private readonly messages: PersonMessages,
    private readonly delayed: DelayedReceiptService,
    private readonly duplicates: Duplicates,
    private readonly vault: PersonVault,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async admit(
    transaction: Transaction,
    request: NewRequest,
    origin: Origin,
    settings: OrganizationSettings,
    receipt: Receipt | null = null,
  ): Promise<RequestRow | ItemFailure> {
    const refusal = refusalOf(request);
    if (refusal) return refusal;
    const vouchedFor = origin.submitted_by !== null;
    if (settings.subject_identity_verification_required && !vouchedFor) {
      return this.admitUnverified(transaction, request, origin, settings);
    }
    const original = await this.duplicates.originalOf(
      transaction,
      origin.organization,
      request,
      settings,
      settings.subject_identity_verification_required,
    );
    if (original) return this.admitDuplicate(transaction, request, origin, original);
    const row = await this.store.insert(transaction, this.newRow(request, origin, 'pending'));
    if (receipt) await this.acknowledge(transaction, row, receipt, settings);
    await this.goOn(transaction, row, settings);
    return row;
  }

  /** Nothing is sent and nothing begins: the first one does all that this one asks for. Staff can take it up. */
  private async admitDuplicate(
    transaction: Transaction,
    request: NewRequest,
    origin: Origin,
    original: string,
  ): Promise<RequestRow> {
    const row = await this.store.insert(transaction, this.newRow(request, origin, 'duplicate'));
    await this.store.log(transaction, row, 'duplicate', 'system', `of ${original}`);
    await this.messages.sayChanged(transaction, row);
    return row;
  }

  /** From `pending` on: to whoever reviews, or, where nobody has to, to the approval. */
  async goOn(transaction: Transaction, row: RequestRow, settings: OrganizationSettings): Promise<void> {
    await this.messages.sayChanged(transaction, row);
    if (!this.waitsForReview(row, settings)) await this.approve(transaction, row);
  }

  /**
   * Didomi knows no approval by itself: what came by its API waits for staff to begin. What a person says about their
   * consent is carried out at once, as Fides does: there is nothing to approve.
   */
  waitsForReview({ family, policy_key }: RequestRow, settings: OrganizationSettings): boolean {
    if (family === 'didomi') return true;
    return settings.require_manual_request_approval && !carriesOnlyConsent(policy_key);
  }

  async approve(transaction: Transaction, { organization, id }: RequestRow): Promise<void> {
    await this.outbox.add(transaction, ApproveAutomatically, { organization, id });
  }

  /** A receipt that is kept back changes nothing else: whoever asked cannot tell. */
  private async acknowledge(
    transaction: Transaction,
    row: RequestRow,
    receipt: Receipt,
    settings: OrganizationSettings,
  ): Promise<void> {
    if ('undecided' in receipt) return this.delayed.delay(transaction, row, receipt);
    if ('spent' in receipt) return this.delayed.suppress(transaction, row, receipt, settings);
    await this.messages.tell(transaction, row, { what: 'received' }, settings, receipt.channel);
  }

  private async admitUnverified(
    transaction: Transaction,
    request: NewRequest,
    origin: Origin,
    settings: OrganizationSettings,
  ): Promise<RequestRow | ItemFailure> {
    // fails closed: without a way to send the code there is no request that waits for it in vain
    const channels = reachableChannels(settings);
    if (channels.length === 0) return 'no_messaging';
    const channel = channelFor(addressOf(request.identity), channels);
    if (!channel) return 'no_address_for_channel';
    if (channel === 'sms' && !isPhoneAllowed(request.identity.phone_number ?? '', settings.sms_countries)) {
      return 'country_disabled';
    }
    const row = await this.store.insert(transaction, this.newRow(request, origin, 'identity_unverified'));
    const { client_digest, callerCounted, inBulk } = origin;
    await this.messages.startChallenge(transaction, row, { channel, client_digest, callerCounted, inBulk });
    await this.messages.sayChanged(transaction, row);
    return row;
  }

  private newRow(
    request: NewRequest,
    { organization, submitted_by, locale }: Origin,
    status: 'pending' | 'duplicate' | 'identity_unverified',
  ): NewRequestRow {
    const id = newId('pri');
    const { custom_privacy_request_fields, encryption_key, consent_request_id, consent_preferences } =
      request;
    const details = {
      custom_privacy_request_fields,
      encryption_key,
      consent_request_id,
      consent_preferences,
    };
    const proof_required = status === 'identity_unverified';
    return {
      organization,
      id,
      family: 'fides',
      status,
      locale,
      submitted_by,
      policy_key: request.policy_key,
      sealed_identity: this.vault.sealIdentity(organization, id, request.identity),
      identity_digests: this.vault.digestsOf(organization, request.identity),
      sealed_details: this.vault.sealDetails(organization, id, details),
      source: request.source ?? null,
      external_id: request.external_id ?? null,
      location: request.location ?? null,
      property_id: request.property_id ?? null,
      requested_at: request.requested_at ? new Date(request.requested_at) : this.clock.now(),
      proof_required,
      codes_asked_for: proof_required ? 1 : 0,
      next_code_at: proof_required ? new Date(this.clock.nowMs() + gapAfterMs(1)) : null,
    };
  }
}
