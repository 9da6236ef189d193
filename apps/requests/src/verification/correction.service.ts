import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  Clock,
  codeOutcome,
  currentCodes,
  isPhoneAllowed,
  ListMessages,
  reachableChannels,
  type Channel,
  type CorrectAddressRequest,
  type MessageRecord,
  type OrganizationSettings,
  type PersonIdentity,
  type ResendSchedule,
} from '@subjectline/contracts';
import { CallerLimit, type Transaction } from '@subjectline/storage';
import { proofKindOf } from '../assurance/levels';
import { assuranceOf, isAddressMissing, isForBoth, provedKinds } from '../assurance/request-assurance';
import { RequestsEnv } from '../env';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import { RequestLogStore } from '../request/request-log.store';
import type { RequestRow } from '../request/request-row';
import { RequestStore } from '../request/request.store';
import { gapAfterMs } from '../request/resend-schedule';
import { SettingsReader } from '../request/settings-reader';
import { requireVerifiable } from './require-verifiable';

/** With the code of the request itself, four addresses. */
const maxCorrections = 3;
/** Of the newest messages about a request: a code is among them. */
const readMessages = 20;

interface NewAddress {
  readonly channel: Channel;
  readonly address: string;
}

interface Correction extends NewAddress {
  readonly failed: MessageRecord;
  readonly callerCounted: boolean;
}

/**
 * A person gives another address because the code to the one before did not arrive. A caller who knows the id of a request could as well make
 * a new one, so this gives no right that a new one would not: it starts from nothing proved, and each message that failed is good for one.
 */
@Injectable()
export class CorrectionService {
  constructor(
    private readonly store: RequestStore,
    private readonly log: RequestLogStore,
    private readonly messages: PersonMessages,
    private readonly vault: PersonVault,
    private readonly settings: SettingsReader,
    private readonly callerLimit: CallerLimit,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly env: RequestsEnv,
  ) {}

  /** Whether the address is known, and whether the code goes out, does not show. */
  async correct(request: CorrectAddressRequest): Promise<ResendSchedule> {
    const { organization, id, client_digest } = request;
    const given = readAddress(request);
    const row = await this.store.read(organization, id);
    this.requireCorrectable(row, id, given.channel);
    requireReachable(given, await this.settings.read(organization));
    const failed = await this.requireFailed(row, given.channel);
    const destination = { channel: given.channel, to: addressAt(given) };
    const takeId = `${id} correction ${supersededBy(row).length}`;
    const caller = { organization, client_digest };
    const callerCounted = await this.callerLimit.require(caller, [destination], takeId);
    return this.store.transaction((transaction) =>
      this.apply(transaction, request, { ...given, failed, callerCounted }),
    );
  }

  /** Of concurrent calls one corrects: to the others the message has had its correction. */
  private async apply(
    transaction: Transaction,
    { organization, id, client_digest }: CorrectAddressRequest,
    { channel, address, failed, callerCounted }: Correction,
  ): Promise<ResendSchedule> {
    const row = await this.store.lock(transaction, organization, id);
    this.requireCorrectable(row, id, channel);
    if (supersededBy(row).includes(failed.id)) throw notFailed(id);
    const identity = this.correctedIdentity(row, { channel, address }, failed.channel);
    const correction = { channel, corrected_at: this.clock.now().toISOString() };
    const changed = this.store.correctAddress(transaction, row, {
      sealed_identity: this.vault.sealIdentity(organization, id, identity),
      identity_digests: this.vault.digestsOf(organization, identity),
      corrections: { ...row.corrections, [failed.id]: correction },
    });
    const waitMs = gapAfterMs(row.codes_asked_for + 1);
    const counted = this.store.countCode(transaction, changed, new Date(this.clock.nowMs() + waitMs));
    this.log.add(transaction, counted, 'address_corrected', 'person', proofKindOf(channel));
    await this.messages.startVerification(transaction, counted, [channel], { client_digest, callerCounted });
    return { retry_after_seconds: Math.ceil(waitMs / 1_000) };
  }

  /** Where one address is enough, the new one stands in place of the one that failed, of whatever kind it is. */
  private correctedIdentity(
    row: RequestRow,
    given: NewAddress,
    failedChannel: Channel | null,
  ): PersonIdentity {
    const { email, phone_number, ...rest } = this.vault.openIdentity(row);
    const isKept = (channel: Channel) => isForBoth(row) || channel !== failedChannel;
    const kept = { ...(isKept('email') && { email }), ...(isKept('sms') && { phone_number }) };
    return { ...rest, ...kept, ...addressAt(given) };
  }

  private requireCorrectable(
    row: RequestRow | null,
    id: string,
    channel: Channel,
  ): asserts row is RequestRow {
    requireVerifiable(row, id, this.clock.now(), this.env);
    if (!isAddressMissing(row)) throw new AppError('nothing_to_prove', { id });
    const assurance = assuranceOf(row);
    if (row.family === 'didomi' || row.submitted_by !== null)
      throw refused(id, 'an API client gave it, and can make another request');
    if (assurance.raised) throw refused(id, 'staff have asked for more proof of who made the request');
    if (provedKinds(assurance).includes(proofKindOf(channel)))
      throw refused(id, 'it is proved that it belongs to who made the request');
    if (supersededBy(row).length >= maxCorrections)
      throw refused(id, `it was corrected ${maxCorrections} times: make another request`);
  }

  /** The code whose failure the person answers: of two addresses the one of this kind, or else the last one. */
  private async requireFailed(row: RequestRow, channel: Channel): Promise<MessageRecord> {
    const { organization, id: about } = row;
    const question = { organization, about, page: 1, size: readMessages };
    const { items } = await this.bus.ask(ListMessages, question);
    const codes = currentCodes(items, supersededBy(row));
    const last = isForBoth(row) ? codes.find((code) => code.channel === channel) : codes[0];
    // what staff canceled did not fail
    const isFailed = last && last.state !== 'canceled' && codeOutcome(last).delivery === 'undelivered';
    if (!isFailed) throw notFailed(about);
    return last;
  }
}

function readAddress({ email, phone_number }: CorrectAddressRequest): NewAddress {
  if (email && !phone_number) return { channel: 'email', address: email };
  if (phone_number && !email) return { channel: 'sms', address: phone_number };
  const message = 'Exactly one of email, phone_number must be provided';
  throw new AppError('invalid', {}, [{ path: [], rule: 'exactlyOneOf', message }]);
}

function addressAt({ channel, address }: NewAddress): { email: string } | { phone_number: string } {
  return channel === 'email' ? { email: address } : { phone_number: address };
}

function requireReachable({ channel, address }: NewAddress, settings: OrganizationSettings): void {
  if (!reachableChannels(settings).includes(channel))
    throw new AppError('verification_unsendable', { why: 'no_address_for_channel' });
  if (channel === 'sms' && !isPhoneAllowed(address, settings.sms_countries))
    throw new AppError('verification_unsendable', { why: 'country_disabled' });
}

/** The messages whose failure was answered. */
function supersededBy({ corrections }: RequestRow): string[] {
  return Object.keys(corrections ?? {});
}

function notFailed(id: string): AppError {
  return refused(id, 'no code to it is reported as undelivered');
}

function refused(id: string, why: string): AppError {
  return new AppError('correction_refused', { id, why });
}
