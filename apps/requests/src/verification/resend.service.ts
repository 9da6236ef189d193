import { Injectable } from '@nestjs/common';
import {
  Clock,
  reachableChannels,
  type Channel,
  type ResendCodeRequest,
  type ResendSchedule,
} from '@subjectline/contracts';
import { CallerLimit, type Transaction } from '@subjectline/storage';
import { RequestsEnv } from '../env';
import { PersonMessages } from '../person/person-messages';
import { PersonVault } from '../person/person-vault';
import { addressOf } from '../person/request-identity';
import { RequestLogStore } from '../request/request-log.store';
import type { RequestRow } from '../request/request-row';
import { RequestStore } from '../request/request.store';
import { gapAfterMs } from '../request/resend-schedule';
import { SettingsReader } from '../request/settings-reader';
import { requireVerifiable } from './require-verifiable';

interface ResendOptions {
  /** By a link, also where the API of the request sends codes. */
  readonly byLink?: boolean;
}

interface Resend {
  readonly request: ResendCodeRequest;
  readonly channels: readonly Channel[];
  readonly callerCounted: boolean;
  readonly options: ResendOptions;
}

/** Sends another code or link to a person who has not proved who they are. */
@Injectable()
export class ResendService {
  constructor(
    private readonly store: RequestStore,
    private readonly log: RequestLogStore,
    private readonly messages: PersonMessages,
    private readonly vault: PersonVault,
    private readonly settings: SettingsReader,
    private readonly callerLimit: CallerLimit,
    private readonly clock: Clock,
    private readonly env: RequestsEnv,
  ) {}

  /**
   * Sends nothing before the schedule allows it, and answers with the schedule. Whether the code goes out is decided by
   * identity's limits, and unknown here.
   */
  async resend(request: ResendCodeRequest, options: ResendOptions = {}): Promise<ResendSchedule> {
    const { organization, id } = request;
    const row = await this.store.read(organization, id);
    requireVerifiable(row, id, this.clock.now(), this.env);
    const channels = await this.channelsOf(request);
    if (this.isTooEarly(row)) return this.scheduleOf(row);
    const callerCounted = await this.count(request, row, channels);
    return this.store.transaction((transaction) =>
      this.resendLocked(transaction, { request, channels, callerCounted, options }),
    );
  }

  /** The locked row keeps the schedule: of ten concurrent calls one sends a code. */
  private async resendLocked(
    transaction: Transaction,
    { request, channels, callerCounted, options }: Resend,
  ): Promise<ResendSchedule> {
    const { organization, id, client_digest } = request;
    const row = await this.store.lock(transaction, organization, id);
    requireVerifiable(row, id, this.clock.now(), this.env);
    if (this.isTooEarly(row)) return this.scheduleOf(row);
    const nextCodeAt = new Date(this.clock.nowMs() + gapAfterMs(row.codes_asked_for + 1));
    const counted = this.store.countCode(transaction, row, nextCodeAt);
    const caller = { client_digest, callerCounted, ...options };
    const isSent = await this.messages.startVerification(transaction, counted, channels, caller);
    this.log.add(transaction, counted, isSent ? 'code_asked_for' : 'code_unsendable', 'person');
    return this.scheduleOf(counted);
  }

  /** Of concurrent calls only the one that sends a code is counted, hence the same id for all. */
  private count(
    { organization, id, client_digest }: ResendCodeRequest,
    row: RequestRow,
    channels: readonly Channel[],
  ): Promise<boolean> {
    const to = addressOf(this.vault.openIdentity(row));
    const wanted = this.messages.channelsToWrite(row, channels);
    const destinations = wanted.map((channel) => ({ channel, to: addressOf(to, channel) }));
    const takeId = `${id} ${row.codes_asked_for}`;
    return this.callerLimit.require({ organization, client_digest }, destinations, takeId);
  }

  /** Those that work now; only one where its code was asked for. */
  private async channelsOf({ organization, channel }: ResendCodeRequest): Promise<Channel[]> {
    const reachable = reachableChannels(await this.settings.read(organization));
    return channel ? reachable.filter((one) => one === channel) : [...reachable];
  }

  private isTooEarly({ next_code_at }: RequestRow): boolean {
    return next_code_at !== null && next_code_at > this.clock.now();
  }

  private scheduleOf({ next_code_at }: RequestRow): ResendSchedule {
    const waitMs = (next_code_at?.getTime() ?? 0) - this.clock.nowMs();
    return { retry_after_seconds: Math.max(0, Math.ceil(waitMs / 1_000)) };
  }
}
