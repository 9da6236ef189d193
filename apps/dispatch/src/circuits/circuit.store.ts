import type { Clock, MessageKind } from '@subjectline/contracts';
import type { Database } from '@subjectline/storage';
import { reasonsOfMessage, type FailureOutcome } from '../message/outcome';

export type QueueLane = MessageKind['lane'];

/** A provider config of an organization, as it was saved at one time. */
export interface AccountId {
  readonly organization: string;
  readonly key: string;
  readonly version: number;
}

/** An account that does not work. */
export interface Circuit {
  readonly organization: string;
  readonly provider_key: string;
  readonly version: number;
  readonly reason: FailureOutcome;
  readonly opened_at: Date;
  readonly probe_at: Date;
  readonly probes: number;
}

export interface Release {
  readonly organization: string;
  readonly provider_key: string;
  readonly is_replan: boolean;
}

/** What goes on: held messages alone, or retries too, before their time. */
export type Released = 'held' | 'held and retries';

/** A message that waits, as the outbox holds it. */
export interface WaitingTask {
  readonly message_id: string;
  readonly outbox_id: string;
  /** Null once it was published. */
  readonly payload: Uint8Array | null;
}

const columns = 'organization, provider_key, version, reason, opened_at, probe_at, probes';
/** How long a replica may go on to hold messages before it hears that the account works again. */
const slack = `interval '3 seconds'`;
/** Everything that waits is let go; where the account may not work still, what comes back is not let go again. */
const isReleased = `(is_held or not is_held_only)
  and since <= requested_at + case when is_replan then interval '0' else ${slack} end`;
const codesFirst = `lane = 'notices', attempts, since`;

/** Which accounts do not work and what waits for them; shared by all replicas. */
export class CircuitStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  all(): Promise<Circuit[]> {
    return this.database.query<Circuit>(`select ${columns} from circuits`);
  }

  of(organization: string): Promise<Circuit[]> {
    return this.database.query<Circuit>(
      `select ${columns} from circuits where organization = $1 order by provider_key`,
      [organization],
    );
  }

  async open(
    { organization, key, version }: AccountId,
    reason: FailureOutcome,
    probeInMs: number,
  ): Promise<Circuit | null> {
    const now = this.clock.now();
    const [row] = await this.database.query<Circuit>(
      `insert into circuits (organization, provider_key, version, reason, opened_at, probe_at)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (organization, provider_key) do update set version = excluded.version, reason = excluded.reason,
         opened_at = excluded.opened_at, probe_at = excluded.probe_at, probes = 0
       where circuits.version < excluded.version
       returning ${columns}`,
      [organization, key, version, reason, now, new Date(now.getTime() + probeInMs)],
    );
    return row ?? null;
  }

  /** The account works again: what waits for it goes on. False when it was closed before. */
  async close({ organization, key, version }: AccountId): Promise<boolean> {
    const rows = await this.database.query(
      `with closed as (
         delete from circuits where organization = $1 and provider_key = $2 and version = $3
         returning organization, provider_key
       )
       insert into releases (organization, provider_key, is_replan)
       select organization, provider_key, false from closed
       on conflict (organization, provider_key) do update set is_held_only = false, requested_at = excluded.requested_at
       returning provider_key`,
      [organization, key, version],
    );
    return rows.length > 0;
  }

  /** True for the one replica that may try a message now. */
  async claimProbe({ organization, provider_key, version }: Circuit, nextInMs: number): Promise<boolean> {
    const now = this.clock.now();
    const rows = await this.database.query(
      `update circuits set probes = probes + 1, probe_at = $5
       where organization = $1 and provider_key = $2 and version = $3 and probe_at <= $4 returning provider_key`,
      [organization, provider_key, version, now, new Date(now.getTime() + nextInMs)],
    );
    return rows.length > 0;
  }

  /**
   * One message for a probe: a code before a notice, and the least tried, which is not the one that failed last. None
   * that was refused for what it is.
   */
  async nextWaiting({ organization, provider_key }: Circuit): Promise<WaitingTask | null> {
    const [row] = await this.database.query<WaitingTask>(
      `select message_id, outbox_id, outbox.payload from waiting left join outbox on outbox.id = outbox_id and published_in is null
       where organization = $1 and provider_key = $2 and not exists (select from attempts as tried
         where tried.organization = waiting.organization and tried.message_id = waiting.message_id
           and tried.number = waiting.attempts and tried.reason = any($3))
       order by ${codesFirst} limit 1`,
      [organization, provider_key, reasonsOfMessage],
    );
    return row ?? null;
  }

  async findWaiting(organization: string, messageId: string): Promise<WaitingTask | null> {
    const [row] = await this.database.query<WaitingTask>(
      `select message_id, outbox_id, outbox.payload from waiting join outbox on outbox.id = outbox_id and published_in is null
       where organization = $1 and message_id = $2 limit 1`,
      [organization, messageId],
    );
    return row ?? null;
  }

  /** It has been tried: the outbox is not to publish it as well. */
  async forget(organization: string, { message_id, outbox_id }: WaitingTask): Promise<void> {
    await this.database.query(
      `with gone as (delete from waiting where organization = $1 and message_id = $2 and outbox_id = $3)
       delete from outbox where id = $3 and published_in is null`,
      [organization, message_id, outbox_id],
    );
  }

  /** What waits of an organization goes on: its settings have changed. */
  async requestReplan(organization: string, released: Released): Promise<void> {
    await this.database.query(
      `insert into releases (organization, provider_key, is_replan, is_held_only)
       select distinct organization, provider_key, true, $2::boolean from waiting
       where organization = $1 and (is_held or not $2)
       on conflict (organization, provider_key) do update set is_replan = true,
         is_held_only = releases.is_held_only and excluded.is_held_only, requested_at = excluded.requested_at`,
      [organization, released === 'held'],
    );
  }

  /** What is held for an account is planned once more. */
  async requestReplanOf(organization: string, key: string): Promise<void> {
    await this.database.query(
      `insert into releases (organization, provider_key, is_replan, is_held_only)
       select $1, $2, true, true
       where exists (select from waiting where organization = $1 and provider_key = $2 and is_held)
       on conflict (organization, provider_key) do update set is_replan = true, requested_at = excluded.requested_at`,
      [organization, key],
    );
  }

  async requestReplanOfAll(): Promise<void> {
    await this.database.query(
      `insert into releases (organization, provider_key, is_replan, is_held_only)
       select distinct organization, provider_key, true, true from waiting where is_held on conflict do nothing`,
    );
  }

  /**
   * A replica that heard late that an account works again has held messages for it since: they go on too. Retries keep
   * their time.
   */
  async requestReleaseOfWorking(): Promise<void> {
    await this.database.query(
      `insert into releases (organization, provider_key, is_replan, is_held_only)
       select distinct organization, provider_key, false, true from waiting
       where is_held and not exists (select from circuits where circuits.organization = waiting.organization
         and circuits.provider_key = waiting.provider_key)
       on conflict do nothing`,
    );
  }

  releases(): Promise<Release[]> {
    return this.database.query<Release>('select organization, provider_key, is_replan from releases');
  }

  /** Lets so many of those go on that wait since before they were asked for. Returns how many there were. */
  async release({ organization, provider_key }: Release, lane: QueueLane, count: number): Promise<number> {
    const [row] = await this.database.query<{ freed: number }>(
      `with next as (
         select waiting.organization, message_id from waiting join releases using (organization, provider_key)
         where organization = $1 and provider_key = $2 and lane = $5 and ${isReleased}
         order by attempts, since limit $3 for update of waiting skip locked
       ), freed as (
         delete from waiting using next
         where waiting.organization = next.organization and waiting.message_id = next.message_id
         returning outbox_id
       ), due as (
         update outbox set available_at = $4 where id in (select outbox_id from freed) and available_at > $4 and published_in is null
       )
       select count(*)::int as freed from next`,
      [organization, provider_key, count, this.clock.now(), lane],
    );
    return row?.freed ?? 0;
  }

  async endRelease({ organization, provider_key }: Release): Promise<void> {
    await this.database.query(
      `delete from releases where organization = $1 and provider_key = $2
       and (is_replan or requested_at + ${slack} < clock_timestamp())
       and not exists (select from waiting where waiting.organization = $1 and waiting.provider_key = $2
         and ${isReleased})`,
      [organization, provider_key],
    );
  }

  /** The account broke down again: its messages wait. True where that is so. */
  async dropStale({ organization, provider_key }: Release): Promise<boolean> {
    const rows = await this.database.query(
      `delete from releases using circuits
       where releases.organization = $1 and releases.provider_key = $2 and not is_replan
         and circuits.organization = releases.organization and circuits.provider_key = releases.provider_key
       returning releases.provider_key`,
      [organization, provider_key],
    );
    return rows.length > 0;
  }

  /** Of all organizations: how many accounts do not work, by reason, and how many messages wait for them. */
  async trouble(): Promise<{ reasons: { reason: FailureOutcome; accounts: number }[]; waiting: number }> {
    const [reasons, [waiting]] = await Promise.all([
      this.database.query<{ reason: FailureOutcome; accounts: number }>(
        'select reason, count(*)::int as accounts from circuits group by reason order by reason',
      ),
      this.database.query<{ messages: number }>(
        `select count(distinct (organization, message_id))::int as messages
         from waiting join circuits using (organization, provider_key)`,
      ),
    ]);
    return { reasons, waiting: waiting?.messages ?? 0 };
  }

  /** How many messages wait for each account of an organization. */
  counts(organization: string): Promise<{ provider_key: string; waiting: number }[]> {
    return this.database.query(
      `select provider_key, count(*)::int as waiting from waiting where organization = $1 group by provider_key`,
      [organization],
    );
  }
}
