import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import { Database, Table } from '@subjectline/storage';
import type { FailureOutcome } from '../message/outcome';

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

/** How many accounts do not work for one reason. */
export interface Trouble {
  readonly reason: FailureOutcome;
  readonly accounts: number;
}

const circuits = new Table<Circuit>('circuits');

/** Which accounts do not work; shared by all replicas. */
@Injectable()
export class CircuitStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  all(): Promise<Circuit[]> {
    return circuits.list(this.database, {});
  }

  of(organization: string): Promise<Circuit[]> {
    return circuits.list(this.database, { organization }, 'provider_key');
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
       returning *`,
      [organization, key, version, reason, now, new Date(now.getTime() + probeInMs)],
    );
    return row ?? null;
  }

  /** The account works again: its messages are released. False if it was closed before. */
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

  /** Of all organizations: how many accounts do not work, by reason. */
  troubles(): Promise<Trouble[]> {
    return this.database.query<Trouble>(
      'select reason, count(*)::int as accounts from circuits group by reason order by reason',
    );
  }

  /** How many messages wait for accounts that do not work. Reads all of them, which may be many. */
  async countWaiting(): Promise<number> {
    const [row] = await this.database.query<{ messages: number }>(
      `select count(distinct (organization, message_id))::int as messages
       from waiting join circuits using (organization, provider_key)`,
    );
    return row?.messages ?? 0;
  }
}
