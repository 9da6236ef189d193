import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import { Clock, dayMs, type SendMessageTask, type SmsUsage } from '@subjectline/contracts';
import { SmsUsageStore, type SmsCount } from './sms-usage.store';

/** How long a count of the table is used; messages admitted here meanwhile are added to it. */
const maxCountAgeMs = 10_000;
/** The table is counted again once this replica has used this share of the remaining limit: other replicas use it too. */
const freshShare = 0.1;
/** An admitted message that is not in the table by then was never tried. */
const underWayMs = 60_000;
/** Operators are warned from this share of the limit on. */
const warnedShare = 0.8;

interface Usage {
  readonly countedAtMs: number;
  readonly stored: number;
  /** When each message that is not in the table yet was admitted, so that another try does not count again. */
  readonly since: Map<string, number>;
  /** How many of them there may be before the table is counted again. */
  readonly good: number;
}

type Alarm = Exclude<SmsUsage['state'], 'ok'>;

/**
 * No more text messages within any 24 hours than an organization is ready to pay for, whatever causes them. Counted
 * from the table of messages, so that the limit holds across restarts and replicas. Several replicas may exceed it
 * slightly: each sees a message that another has admitted only once that message has begun.
 */
@Injectable()
export class SmsLimit {
  private readonly usages = new Map<string, Promise<Usage>>();
  private readonly alarms = new Map<string, { readonly alarm: Alarm; readonly atMs: number }>();

  constructor(
    private readonly store: SmsUsageStore,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  async admits({ organization, id }: SendMessageTask, limit: number): Promise<boolean> {
    const usage = await this.usageOf(organization, limit);
    const used = usage.stored + usage.since.size;
    const state = stateOf(used, limit);
    if (state !== 'ok') this.warn(organization, state, limit);
    if (usage.since.has(id)) return true;
    // what has begun, or waits for its provider, is counted already: it may go on
    if (used >= limit) return this.store.hasBegun(organization, id);
    usage.since.set(id, this.clock.nowMs());
    return true;
  }

  private usageOf(organization: string, limit: number): Promise<Usage> {
    const known = this.usages.get(organization);
    const counted = this.countAgain(organization, limit, known);
    this.usages.set(organization, counted);
    return counted;
  }

  private async countAgain(
    organization: string,
    limit: number,
    known: Promise<Usage> | undefined,
  ): Promise<Usage> {
    const before = await known?.catch(() => undefined);
    const nowMs = this.clock.nowMs();
    if (before && nowMs - before.countedAtMs < maxCountAgeMs && before.since.size <= before.good)
      return before;
    const admitted = [...(before?.since ?? [])].filter(([, atMs]) => atMs > nowMs - underWayMs);
    const { count, ids } = await this.count(
      organization,
      limit,
      admitted.map(([id]) => id),
    );
    const since = new Map(admitted.filter(([id]) => !ids.includes(id)));
    const room = Math.max(0, limit - count - since.size);
    return { countedAtMs: nowMs, stored: count, since, good: since.size + Math.floor(room * freshShare) };
  }

  async usage(organization: string, limit: number): Promise<SmsUsage> {
    const { count: sent } = await this.count(organization, limit);
    return { state: stateOf(sent, limit), sent, daily_limit: limit };
  }

  private count(organization: string, limit: number, admitted: readonly string[] = []): Promise<SmsCount> {
    return this.store.count(organization, new Date(this.clock.nowMs() - dayMs), limit, admitted);
  }

  /** Once a day for each organization and alarm. */
  private warn(organization: string, alarm: Alarm, limit: number): void {
    const before = this.alarms.get(organization);
    const nowMs = this.clock.nowMs();
    if (before && nowMs - before.atMs < dayMs && (before.alarm === alarm || before.alarm === 'reached'))
      return;
    this.alarms.set(organization, { alarm, atMs: nowMs });
    const facts = { organization, limit };
    if (alarm === 'reached') this.logger.error(facts, 'the daily limit of text messages is reached');
    else this.logger.warn(facts, 'the daily limit of text messages is near');
  }
}

function stateOf(used: number, limit: number): SmsUsage['state'] {
  if (used >= limit) return 'reached';
  return used >= limit * warnedShare ? 'near' : 'ok';
}
