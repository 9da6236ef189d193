import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  Clock,
  dayMs,
  reachableChannels,
  VerifyChallenge,
  type IdentityVerifiedEvent,
  type OrganizationSettings,
  type PrivacyRequest,
  type ResendCodeRequest,
  type ResendSchedule,
  type VerifyRequestRequest,
} from '@subjectline/contracts';
import { CallerBudget, type Transaction } from '@subjectline/storage';
import { isHandedOn, requestIdOf } from '../request/subject-reference';
import { RequestsEnv } from '../env';
import { Duplicates } from '../intake/duplicates';
import { IntakeService } from '../intake/intake.service';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import { addressOf, channelFor } from '../person/request-identity';
import { mayFollow } from '../request/request-status';
import { toPrivacyRequest } from '../request/request-view';
import { RequestStore, type RequestRow, type StatusFacts } from '../request/request.store';
import { gapAfterMs } from '../request/resend-schedule';
import { SettingsReader } from '../request/settings-reader';

type Proof = Pick<IdentityVerifiedEvent, 'channel' | 'verified_at'>;

/** What a right code leads to. What followed by itself while the answer was under way is read afterwards. */
const asVerified = {
  status: 'pending',
  reviewed_at: null,
  reviewed_by: null,
  started_processing_at: null,
} as const;

/** A person proves who they are, or asks for another code to do it with. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly store: RequestStore,
    private readonly messages: PersonMessages,
    private readonly vault: PersonVault,
    private readonly duplicates: Duplicates,
    private readonly intake: IntakeService,
    private readonly settings: SettingsReader,
    private readonly bus: Bus,
    private readonly budget: CallerBudget,
    private readonly clock: Clock,
    private readonly env: RequestsEnv,
  ) {}

  /** A right code moves the request on; the answer shows it as `pending`, whatever follows by itself. */
  async verify({ organization, id, code, client_digest }: VerifyRequestRequest): Promise<PrivacyRequest> {
    const row = await this.store.read(organization, id);
    requireAwaiting(row, id);
    const proof = await this.bus
      .ask(VerifyChallenge, { organization, about: id, code, client_digest: client_digest ?? null })
      .catch((error: unknown) => {
        if (!(error instanceof AppError) || error.code !== 'code_used') throw error;
        // somebody was faster with the right code; the request has moved on, or is about to
        throw new AppError('request_not_awaiting_code', { id, status: 'pending' });
      });
    const verified = await this.markVerified(organization, id, proof);
    const shown = toPrivacyRequest(verified, this.clock.now());
    return shown.status === 'duplicate' ? shown : { ...shown, ...asVerified };
  }

  /** The same as the end of `verify`, for when we died between identity's answer and our own transaction. */
  async identityVerified({
    organization,
    about,
    channel,
    verified_at,
  }: IdentityVerifiedEvent): Promise<void> {
    const id = requestIdOf(about);
    const row = id && (await this.store.read(organization, id));
    // mostly the call was faster, and there is nothing left to do
    if (!row || row.status !== 'identity_unverified') return;
    await this.markVerified(organization, about, { channel, verified_at });
  }

  /**
   * Has another code sent, unless it is too early for one; the locked request keeps the schedule, so that ten who ask
   * at once get one code. Whether the code goes out is decided by identity's budgets, of which nothing is known here.
   */
  async resend({ organization, id, client_digest }: ResendCodeRequest): Promise<ResendSchedule> {
    const channels = reachableChannels(await this.settings.read(organization));
    const known = await this.store.read(organization, id);
    this.requireProvable(known, id);
    if (this.isTooEarly(known)) return this.scheduleOf(known);
    const to = addressOf(this.vault.openIdentity(known));
    const channel = channelFor(to, channels);
    const destinations = channel ? [{ channel, to }] : [];
    // of several concurrent calls one gets a code, and only that one is counted
    const takeId = `${id} ${known.codes_asked_for}`;
    const callerCounted = await this.budget.require({ organization, client_digest }, destinations, takeId);
    return this.store.transaction(async (transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      this.requireProvable(row, id);
      if (this.isTooEarly(row)) return this.scheduleOf(row);
      const nextCodeAt = new Date(this.clock.nowMs() + gapAfterMs(row.codes_asked_for + 1));
      const asked = await this.store.codeAskedFor(transaction, row, nextCodeAt);
      const asker = { client_digest, callerCounted };
      const isSent = await this.messages.startProof(transaction, asked, channels, asker);
      await this.store.log(transaction, asked, isSent ? 'code_asked_for' : 'code_unsendable', 'person');
      return this.scheduleOf(asked);
    });
  }

  private isTooEarly({ next_code_at }: RequestRow): boolean {
    return next_code_at !== null && next_code_at > this.clock.now();
  }

  private requireProvable(row: RequestRow | null, id: string): asserts row is RequestRow {
    requireAwaiting(row, id);
    this.requireOpen(row);
  }

  private scheduleOf({ next_code_at }: RequestRow): ResendSchedule {
    const waitMs = (next_code_at?.getTime() ?? 0) - this.clock.nowMs();
    return { retry_after_seconds: Math.max(0, Math.ceil(waitMs / 1_000)) };
  }

  /** What nobody has proved for days lapses for good. */
  private requireOpen({ id, created_at }: RequestRow): void {
    const endsMs = created_at.getTime() + this.env.SUBJECTLINE_VERIFICATION_DAYS * dayMs;
    if (this.clock.nowMs() >= endsMs) throw new AppError('code_expired', { id });
  }

  /** @param about what was proved: the request, or one link to it */
  async markVerified(organization: string, about: string, proof: Proof): Promise<RequestRow> {
    const id = requestIdOf(about) ?? about;
    const verified_channel = isHandedOn(about) ? null : proof.channel;
    const settings = await this.settings.read(organization);
    return this.store.transaction(async (transaction: Transaction) => {
      const row = await this.store.lock(transaction, organization, id);
      if (!row) throw new AppError('request_unknown', { id });
      // the call and the event both come here: the second finds it done
      if (row.status !== 'identity_unverified' || !mayFollow(row.status, 'pending')) return row;
      const facts = { identity_verified_at: new Date(proof.verified_at), verified_channel };
      const original = await this.originalOf(transaction, row, settings);
      if (original) return this.markDuplicate(transaction, row, facts, original);
      const moved = await this.store.move(transaction, row, 'pending', 'person', facts);
      await this.messages.tell(transaction, moved, { what: 'received' }, settings);
      await this.intake.goOn(transaction, moved, settings);
      return moved;
    });
  }

  private async originalOf(
    transaction: Transaction,
    row: RequestRow,
    settings: OrganizationSettings,
  ): Promise<string | null> {
    const { organization, policy_key, family } = row;
    if (family !== 'fides') return null;
    const asked = { policy_key, identity: this.vault.openIdentity(row) };
    await this.duplicates.lock(transaction, organization, [asked], settings);
    return this.duplicates.originalOf(transaction, organization, asked, settings, true);
  }

  /** The person has proved who they are, and has asked for the same before: nothing more is sent or begun. */
  private async markDuplicate(
    transaction: Transaction,
    row: RequestRow,
    facts: StatusFacts,
    original: string,
  ): Promise<RequestRow> {
    const moved = await this.store.move(transaction, row, 'duplicate', 'system', facts, `of ${original}`);
    await this.messages.sayChanged(transaction, moved);
    return moved;
  }
}

export function requireAwaiting(row: RequestRow | null, id: string): asserts row is RequestRow {
  if (!row) throw new AppError('request_unknown', { id });
  if (row.status !== 'identity_unverified') {
    // any caller who knows the id can ask, so it does not reveal that another request is under way
    const status = row.status === 'duplicate' ? 'pending' : row.status;
    throw new AppError('request_not_awaiting_code', { id, status });
  }
}
