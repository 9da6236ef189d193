import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, Tracing, type Logger } from '@subjectline/bus';
import {
  Address,
  check,
  countedAddressContext,
  type Channel,
  type CountedSend,
  type CountSendRequest,
  type ReachedLimit,
  type ReachedLimits,
  type ReadSendLimitsRequest,
  type SendLimitName,
  type TakenSends,
  type TakeSendsRequest,
} from '@subjectline/contracts';
import { Batch, Database, KeyRing, type Transaction } from '@subjectline/storage';
import { LimitsService, type Taking } from '../limits/limits.service';
import { RecipientService } from '../limits/recipient.service';
import type { Recipient } from '../limits/send-counters';
import { ChallengeMetrics } from '../metrics/challenge-metrics';
import { CountedSendStore, keyOf, type CountedId } from './counted-send.store';

interface Counting {
  readonly request: CountSendRequest;
  readonly recipient: Recipient;
}

/** The messages of one call, to be taken as a whole or each on its own. */
interface TakingCall extends Taking {
  readonly whole: boolean;
}

/**
 * Counts what other services send to unverified addresses: all of it counts against one limit. Concurrent calls are counted
 * in one transaction: one by one, a flood at one address would hold every connection while it waits for the lock.
 */
@Injectable()
export class SendService {
  private readonly countings = new Batch((countings: readonly Counting[]) => this.countAll(countings));
  private readonly takings = new Batch((calls: readonly TakingCall[]) => this.takeAll(calls));

  constructor(
    private readonly database: Database,
    private readonly counted: CountedSendStore,
    private readonly limits: LimitsService,
    private readonly recipients: RecipientService,
    private readonly keys: KeyRing,
    private readonly metrics: ChallengeMetrics,
    private readonly tracing: Tracing,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** Refuses what exceeds the limits of one caller before it costs anything. */
  take({
    organization,
    client_digest,
    sends,
    whole = false,
    take_id: takeId,
  }: TakeSendsRequest): Promise<TakenSends> {
    const wanted = sends.map(({ channel, sealed_address: address }) => ({
      organization,
      client_digest,
      recipient: address === undefined ? null : this.recipientOf(organization, channel, address),
    }));
    return this.takings.add({ sends: wanted, whole, takeId }, this.tracing);
  }

  async count(request: CountSendRequest): Promise<CountedSend> {
    const { organization, channel, sealed_address } = request;
    const recipient = this.recipientOf(organization, channel, sealed_address);
    return { spent_budget: await this.countings.add({ request, recipient }, this.tracing) };
  }

  /** For an operator who looks for the reason why a person gets nothing. */
  async readLimits({ organization, sealed_address }: ReadSendLimitsRequest): Promise<ReachedLimits> {
    const to = this.addressIn(organization, sealed_address);
    const wanted: Channel[] = [
      ...(to.email ? ['email' as const] : []),
      ...(to.phone_number ? ['sms' as const] : []),
    ];
    const limits: ReachedLimit[] = [];
    for (const channel of wanted) {
      const recipient = this.recipients.of(organization, channel, to);
      const budget = await this.database.transaction((transaction) =>
        this.limits.exceededLimit(transaction, { organization }, recipient),
      );
      if (budget) limits.push({ channel, budget });
    }
    return { limits };
  }

  private recipientOf(organization: string, channel: Channel, sealedAddress: string): Recipient {
    return this.recipients.of(organization, channel, this.addressIn(organization, sealedAddress));
  }

  private addressIn(organization: string, sealed: string): Address {
    return check(Address, this.keys.openJson(sealed, countedAddressContext(organization)));
  }

  private async takeAll(calls: readonly TakingCall[]): Promise<TakenSends[]> {
    const waits = await this.database.transaction((transaction) =>
      this.limits.takeSends(transaction, calls.flatMap(takingsOf)),
    );
    let begin = 0;
    return calls.map((call) => {
      const answers = waits.slice(begin, (begin += takingsOf(call).length));
      const own = call.whole ? call.sends.map(() => answers[0] ?? null) : answers;
      const refused = own.flatMap((seconds, index) =>
        seconds === null ? [] : [{ index, retry_after_seconds: seconds }],
      );
      return { refused };
    });
  }

  private countAll(countings: readonly Counting[]): Promise<(SendLimitName | null)[]> {
    return this.database.transaction((transaction) => this.countOnce(transaction, countings));
  }

  /** Each id is decided once: a repeated call, even a concurrent one, gets the first answer. */
  private async countOnce(
    transaction: Transaction,
    countings: readonly Counting[],
  ): Promise<(SendLimitName | null)[]> {
    const keys = countings.map(({ request }, index) => idOf(request) ?? index);
    const first = new Map(countings.map((one, index) => [keys[index], one] as const).toReversed());
    const ids = [...first.values()].flatMap(({ request }) => countedIdOf(request));
    const claimed = await this.counted.claim(transaction, ids);
    const fresh = [...first].filter(([key]) => typeof key === 'number' || claimed.has(key ?? ''));
    const answers = await this.decide(
      transaction,
      fresh.map(([, one]) => one),
    );
    await this.counted.remember(
      transaction,
      fresh.flatMap(([, { request }], index) =>
        countedIdOf(request).map((id) => ({ ...id, spent_budget: answers[index] ?? null })),
      ),
    );
    const known = await this.counted.read(
      transaction,
      ids.filter((id) => !claimed.has(keyOf(id))),
    );
    const decided = new Map<string | number | undefined, SendLimitName | null>(known);
    fresh.forEach(([key], index) => decided.set(key, answers[index] ?? null));
    return keys.map((key) => decided.get(key) ?? null);
  }

  private async decide(
    transaction: Transaction,
    countings: readonly Counting[],
  ): Promise<(SendLimitName | null)[]> {
    if (countings.length === 0) return [];
    const messages = countings.map(({ request: sender, recipient }) => ({ sender, recipient }));
    const answers = await this.limits.countSends(transaction, messages);
    for (const budget of answers) {
      if (!budget) continue;
      transaction.afterCommit(() => {
        this.metrics.countSuppressed(budget);
        this.logger.warn({ budget }, 'a message was suppressed');
      });
    }
    return answers;
  }
}

function takingsOf({ sends, whole, takeId }: TakingCall): Taking[] {
  return whole ? [{ sends, takeId }] : sends.map((send) => ({ sends: [send] }));
}

/** The key that it is counted under; undefined when it is counted each time. */
function idOf(request: CountSendRequest): string | undefined {
  return countedIdOf(request).map(keyOf)[0];
}

function countedIdOf({ organization, count_id: id }: CountSendRequest): CountedId[] {
  return id ? [{ organization, id }] : [];
}
