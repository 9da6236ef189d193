import { Injectable } from '@nestjs/common';
import { Clock, type MessageKind } from '@subjectline/contracts';
import { Database } from '@subjectline/storage';

/** Messages to be released; shared by all replicas. */
export interface Release {
  readonly organization: string;
  readonly provider_key: string;
  readonly is_replan: boolean;
}

/** What is released: held messages alone, or retries too, before their time. */
export type Released = 'held' | 'held and retries';

/** How long a replica may hold messages before it hears that the account works again. */
const slack = `interval '3 seconds'`;
/** All messages deferred by then; what is held again, because its account does not work, is not released again. */
const isReleased = `(is_held or not is_held_only)
  and since <= requested_at + case when is_replan then interval '0' else ${slack} end`;

/** Releases the messages that are held for an account, or deferred to a retry. */
@Injectable()
export class ReleaseStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Releases the messages of an organization whose settings have changed. */
  async requestReplan(organization: string, released: Released): Promise<void> {
    await this.database.query(
      `insert into releases (organization, provider_key, is_replan, is_held_only)
       select distinct organization, provider_key, true, $2::boolean from waiting
       where organization = $1 and (is_held or not $2) order by organization, provider_key
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
       select distinct organization, provider_key, true, true from waiting where is_held
       order by organization, provider_key on conflict do nothing`,
    );
  }

  /**
   * A replica that heard late that an account works again has held messages for it since: they are released too.
   * Retries keep their time.
   */
  async requestReleaseOfWorking(): Promise<void> {
    await this.database.query(
      `insert into releases (organization, provider_key, is_replan, is_held_only)
       select distinct organization, provider_key, false, true from waiting
       where is_held and not exists (select from circuits where circuits.organization = waiting.organization
         and circuits.provider_key = waiting.provider_key)
       order by organization, provider_key on conflict do nothing`,
    );
  }

  list(): Promise<Release[]> {
    return this.database.query<Release>('select organization, provider_key, is_replan from releases');
  }

  /**
   * Releases up to `count` messages that were deferred before the request. Returns how many there were. It waits for no
   * row of `waiting`: another replica may be releasing the same messages for another account.
   */
  async release(
    { organization, provider_key }: Release,
    lane: MessageKind['lane'],
    count: number,
  ): Promise<number> {
    const [row] = await this.database.query<{ freed: number }>(
      `with next as (
         select waiting.organization, message_id from waiting join releases using (organization, provider_key)
         where organization = $1 and provider_key = $2 and lane = $5 and ${isReleased}
         order by attempts, since limit $3 for update of waiting skip locked
       ), every as (
         select organization, message_id, provider_key from waiting
         where (organization, message_id) in (select organization, message_id from next) for update skip locked
       ), freed as (
         delete from waiting using every
         where waiting.organization = every.organization and waiting.message_id = every.message_id
           and waiting.provider_key = every.provider_key
         returning outbox_id
       ), early as (
         select id from outbox where id in (select outbox_id from freed) and available_at > $4 and published_in is null
         order by id for update
       ), due as (
         update outbox set available_at = $4 where id in (select id from early)
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

  /** Drops the release if the account broke down again. */
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
}
