import type { Logger } from '@subjectline/bus';
import type { Clock, SendMessageTask } from '@subjectline/contracts';
import type { Database } from '@subjectline/storage';

const dayMs = 24 * 3_600_000;
/** How long a count of the table is good for; what is begun here meanwhile is added to it. */
const freshMs = 10_000;
/** From this share of the limit on, it is warned of. */
const warnedShare = 0.8;

interface Usage {
  readonly countedAtMs: number;
  readonly stored: number;
  /** Of those that were let through since, so that another try is not another message. */
  readonly since: Set<string>;
}

type Alarm = 'near' | 'reached';

/**
 * No more text messages within any day than an organization is ready to pay for, whoever causes them. Counted from the
 * table of messages, so that it holds over restarts and replicas; they may overrun it by what they have in hand at once.
 */
export class SmsLimit {
  private readonly usages = new Map<string, Promise<Usage>>();
  private readonly alarms = new Map<string, { readonly alarm: Alarm; readonly atMs: number }>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  async admits({ organization, id }: SendMessageTask, limit: number): Promise<boolean> {
    const usage = await this.usageOf(organization, limit);
    const used = usage.stored + usage.since.size;
    if (used >= limit * warnedShare) this.warn(organization, used, limit);
    if (usage.since.has(id)) return true;
    // what has begun, or waits for its provider, is counted already: it may go on
    if (used >= limit) return this.hasBegun(organization, id);
    usage.since.add(id);
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
    if (before && nowMs - before.countedAtMs < freshMs) return before;
    const [row] = await this.database.query<{ count: number }>(
      `select count(*)::integer as count from (
         select 1 from messages where organization = $1 and channel = 'sms' and created_at > $2 limit $3) as sent`,
      [organization, new Date(nowMs - dayMs), limit],
    );
    return { countedAtMs: nowMs, stored: row?.count ?? 0, since: new Set() };
  }

  private async hasBegun(organization: string, id: string): Promise<boolean> {
    const rows = await this.database.query(
      `select 1 from messages where organization = $1 and id = $2 and channel = 'sms'
         and (attempts > 0 or provider_key is not null)`,
      [organization, id],
    );
    return rows.length > 0;
  }

  /** Once a day for each organization and alarm. */
  private warn(organization: string, used: number, limit: number): void {
    const alarm: Alarm = used >= limit ? 'reached' : 'near';
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
