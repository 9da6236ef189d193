import { Injectable } from '@nestjs/common';
import { Clock, type SendLimitName } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';

const retentionMs = 7 * 86_400_000;
/** More than one use adds. */
const deletedAtOnce = 10;

export interface CountedId {
  readonly organization: string;
  readonly id: string;
}

export interface DecidedSend extends CountedId {
  /** The exceeded limit, or null. */
  readonly spent_budget: SendLimitName | null;
}

/** The decisions about messages, by the ids that their callers gave them. */
@Injectable()
export class CountedSendStore {
  constructor(private readonly clock: Clock) {}

  /** Claims ids for their callers. @returns those that were not claimed before */
  async claim(transaction: Transaction, ids: readonly CountedId[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const nowMs = this.clock.nowMs();
    const rows = await transaction.query<CountedId>(
      `with expired as (
         delete from counted_sends where ctid = any(array(
           select ctid from counted_sends where counted_at < $4 order by counted_at limit ${deletedAtOnce}
           for update skip locked)))
       insert into counted_sends (organization, id, counted_at)
       select organization, id, $3 from unnest($1::text[], $2::text[]) as claimed (organization, id)
       order by organization, id on conflict do nothing returning organization, id`,
      [...columnsOf(ids), new Date(nowMs), new Date(nowMs - retentionMs)],
    );
    return new Set(rows.map(keyOf));
  }

  async remember(transaction: Transaction, decided: readonly DecidedSend[]): Promise<void> {
    if (decided.length === 0) return;
    await transaction.query(
      `update counted_sends set spent_budget = decided.spent_budget
       from unnest($1::text[], $2::text[], $3::text[]) as decided (organization, id, spent_budget)
       where counted_sends.organization = decided.organization and counted_sends.id = decided.id`,
      [...columnsOf(decided), decided.map(({ spent_budget }) => spent_budget)],
    );
  }

  /** A statement of its own, so that it sees what the first caller has committed. */
  async read(
    transaction: Transaction,
    ids: readonly CountedId[],
  ): Promise<Map<string, SendLimitName | null>> {
    if (ids.length === 0) return new Map();
    const rows = await transaction.query<DecidedSend>(
      `select organization, id, spent_budget from counted_sends
       join unnest($1::text[], $2::text[]) as asked (organization, id) using (organization, id)`,
      columnsOf(ids),
    );
    return new Map(rows.map((row) => [keyOf(row), row.spent_budget]));
  }
}

export function keyOf({ organization, id }: CountedId): string {
  return `${organization} ${id}`;
}

function columnsOf(ids: readonly CountedId[]): string[][] {
  return [ids.map(({ organization }) => organization), ids.map(({ id }) => id)];
}
