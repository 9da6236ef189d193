import { Injectable } from '@nestjs/common';
import {
  Clock,
  isPhoneAllowed,
  newId,
  reachableChannels,
  type CreateRequestsRequest,
  type ItemFailure,
  type NewRequest,
  type OrganizationSettings,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { channelsToProve } from '../assurance/levels';
import { newAssurance } from '../assurance/request-assurance';
import type { Laws } from '../laws/applicable-laws';
import { receivedAt } from '../deadlines/received';
import { startClock } from '../deadlines/request-clock';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import { addressOf, channelsOf } from '../person/request-identity';
import { answerOf } from '../request/policies';
import { reminderAt } from '../request/reminder';
import { RequestLogStore } from '../request/request-log.store';
import type { NewRequestRow, RequestRow } from '../request/request-row';
import { RequestStore } from '../request/request.store';
import { gapAfterMs } from '../request/resend-schedule';
import { ReviewGateService } from '../review/review-gate.service';
import { DelayedReceiptService } from './delayed-receipt.service';
import { DuplicateService } from './duplicate.service';
import type { WantedRequest } from './new-request-level';
import type { Receipt } from './receipt.service';
import { lawRefusalOf, refusalOf } from './request-refusal';

/** Where new requests come from. The API client in `submitted_by` vouches for the person. */
export type Origin = Omit<CreateRequestsRequest, 'requests'> & {
  readonly laws: Laws;
  /** The messages are counted against the caller's limit already. */
  readonly callerCounted?: boolean;
  /** One of many in one call. */
  readonly inBulk?: boolean;
};

/** Admits one request: stores it, and sends its code or receipt. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly store: RequestStore,
    private readonly log: RequestLogStore,
    private readonly messages: PersonMessages,
    private readonly delayed: DelayedReceiptService,
    private readonly duplicates: DuplicateService,
    private readonly gate: ReviewGateService,
    private readonly vault: PersonVault,
    private readonly clock: Clock,
  ) {}

  async admit(
    transaction: Transaction,
    wanted: WantedRequest,
    origin: Origin,
    settings: OrganizationSettings,
    receipt: Receipt | null = null,
  ): Promise<RequestRow | ItemFailure> {
    const { request, level } = wanted;
    const refusal = refusalOf(request) ?? lawRefusalOf(request, origin);
    if (refusal) return refusal;
    const vouchedFor = origin.submitted_by !== null;
    if (level.level > 0) return this.admitUnverified(transaction, wanted, origin, settings);
    const { organization, laws } = origin;
    // where persons verify, only requests that are verified or vouched for count
    const provenOnly =
      settings.subject_identity_verification_required || (laws.assurance.is_enabled && vouchedFor);
    const original = await this.duplicates.originalOf(transaction, organization, request, settings, {
      provenOnly,
    });
    if (original) return this.admitDuplicate(transaction, wanted, origin, original);
    const row = await this.store.insert(transaction, this.newRow(wanted, origin, 'pending'));
    if (receipt) await this.acknowledge(transaction, row, receipt, settings);
    await this.gate.advance(transaction, row, settings);
    return row;
  }

  /** Nothing is sent and nothing begins: the original does all that this one asks for. Staff can still approve it. */
  private async admitDuplicate(
    transaction: Transaction,
    wanted: WantedRequest,
    origin: Origin,
    original: string,
  ): Promise<RequestRow> {
    const row = await this.store.insert(transaction, this.newRow(wanted, origin, 'duplicate'));
    this.log.add(transaction, row, 'duplicate', 'system', `of ${original}`);
    await this.messages.publishChanged(transaction, row);
    return row;
  }

  /** A suppressed receipt changes nothing else: the caller cannot tell. */
  private async acknowledge(
    transaction: Transaction,
    row: RequestRow,
    receipt: Receipt,
    settings: OrganizationSettings,
  ): Promise<void> {
    if ('undecided' in receipt) return this.delayed.delay(transaction, row, receipt);
    if ('exceeded' in receipt) return this.delayed.suppress(transaction, row, receipt, settings);
    const { channel } = receipt;
    await this.messages.notify(transaction, row, { what: 'received' }, settings, { channel });
  }

  private async admitUnverified(
    transaction: Transaction,
    { request, level }: WantedRequest,
    origin: Origin,
    settings: OrganizationSettings,
  ): Promise<RequestRow | ItemFailure> {
    // fails closed: no request waits for a code that cannot be sent
    const channels = reachableChannels(settings);
    if (channels.length === 0) return 'no_messaging';
    const { identity } = request;
    const [first] = channelsToProve(level.level, [], channelsOf(addressOf(identity), channels));
    if (!first) return 'no_address_for_channel';
    if (first === 'sms' && !isPhoneAllowed(identity.phone_number ?? '', settings.sms_countries)) {
      return 'country_disabled';
    }
    const fresh = this.newRow({ request, level }, origin, 'identity_unverified');
    const remind_at = reminderAt(settings, this.clock.now());
    const row = await this.store.insert(transaction, { ...fresh, remind_at });
    const { client_digest, callerCounted, inBulk } = origin;
    const caller = { client_digest, callerCounted, inBulk };
    await this.messages.startVerification(transaction, row, channels, caller);
    await this.messages.publishChanged(transaction, row);
    return row;
  }

  private newRow(
    { request, level }: WantedRequest,
    { organization, submitted_by, locale, laws }: Origin,
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
    const created_at = this.clock.now();
    const asked = { family: 'fides', policy_key: request.policy_key } as const;
    const { law, received } = vouchedFacts(request, submitted_by, created_at);
    const { location, property_id } = request;
    const terms = { law, location, property_id, received, ...answerOf(asked) };
    return {
      organization,
      id,
      ...asked,
      status,
      locale,
      submitted_by,
      created_at,
      clock: startClock(terms, laws),
      sealed_identity: this.vault.sealIdentity(organization, id, request.identity),
      identity_digests: this.vault.digestsOf(organization, request.identity),
      sealed_details: this.vault.sealDetails(organization, id, details),
      source: request.source ?? null,
      external_id: request.external_id ?? null,
      location: request.location ?? null,
      property_id: request.property_id ?? null,
      requested_at: request.requested_at ? new Date(request.requested_at) : created_at,
      proof_required,
      assurance: newAssurance(level, Boolean(laws.assurance.is_enabled && laws.assurance.session)),
      codes_asked_for: proof_required ? 1 : 0,
      next_code_at: proof_required ? new Date(this.clock.nowMs() + gapAfterMs(1)) : null,
    };
  }
}

/** What only a caller that vouches for the person may say of a request. */
function vouchedFacts(
  { law, received_at, requested_at }: NewRequest,
  submitted_by: string | null,
  now: Date,
): { law: string | null; received: Date } {
  if (submitted_by === null) return { law: null, received: now };
  return { law: law ?? null, received: receivedAt(received_at ?? requested_at, now) };
}
