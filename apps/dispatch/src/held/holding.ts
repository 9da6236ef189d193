import { messageKind, newId, sendTaskOf, type Clock, type SendMessageTask } from '@subjectline/contracts';
import { Batch, type Database, type Outbox, type Transaction } from '@subjectline/storage';
import { holdUntil, type FailureOutcome } from '../message/outcome';
import { lastMomentOf } from '../message/moments';
import type { Routes } from '../routing/plan';

/** A message that no account can take now. */
export interface Held {
  readonly task: SendMessageTask;
  /** Every route that could send it: the message is released when the first of them works. */
  readonly routes: Routes;
  /** Null where its account works and is slow: it waits for its turn. */
  readonly reason: FailureOutcome | null;
}

/** A row of `waiting` for each account. */
export interface Wait {
  readonly task: SendMessageTask;
  readonly keys: readonly string[];
  readonly outboxId: string;
  readonly attempts: number;
  /** It waits for an account. A retry waits for its time alone, which may be what the vendor asked for. */
  readonly isHeld: boolean;
}

/** Keeps messages until an account works. They wait in the outbox, and `waiting` says for what. */
export class Holding {
  private readonly batch = new Batch((held: readonly Held[]) => this.write(held));

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** False when the message is no longer queued: it has ended, or another process is sending it. */
  hold(held: Held): Promise<boolean> {
    return this.batch.add(held);
  }

  private write(held: readonly Held[]): Promise<boolean[]> {
    return this.database.transaction(async (transaction) => {
      const attempts = await this.store(transaction, held);
      await this.forgetEarlier(
        transaction,
        held.filter(({ task }) => attempts.has(nameOf(task))),
      );
      const waits: Wait[] = [];
      for (const { task, routes } of held) {
        const made = attempts.get(nameOf(task));
        if (made === undefined) continue;
        const outboxId = newId('out');
        const availableAt = holdUntil(this.clock.now(), lastMomentOf(task));
        await this.outbox.add(transaction, sendTaskOf(task.kind), task, { id: outboxId, availableAt });
        waits.push({
          task,
          keys: routes.map(({ state }) => state.key),
          outboxId,
          attempts: made,
          isHeld: true,
        });
      }
      await storeWaits(transaction, waits);
      return held.map(({ task }) => attempts.has(nameOf(task)));
    });
  }

  /** A hold is repeated when the answer to its commit was lost: the outbox holds the message once all the same. */
  private async forgetEarlier(transaction: Transaction, held: readonly Held[]): Promise<void> {
    await transaction.query(
      `with gone as (
         delete from waiting using unnest($1::text[], $2::text[]) as given (organization, id)
         where waiting.organization = given.organization and waiting.message_id = given.id
         returning outbox_id
       )
       delete from outbox where id in (select outbox_id from gone) and published_in is null`,
      [held.map(({ task }) => task.organization), held.map(({ task }) => task.id)],
    );
  }

  /** How many tries each of them has behind it. */
  private async store(transaction: Transaction, held: readonly Held[]): Promise<ReadonlyMap<string, number>> {
    const rows = await transaction.query<{ organization: string; id: string; attempts: number }>(
      `insert into messages (organization, id, kind, channel, about, service_type, provider_key, sealed_content, locale,
         expires_at, is_test, reason, state, attempts, created_at)
       select given.*, 'queued', 0, $13
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
         $9::text[], $10::timestamptz[], $11::boolean[], $12::text[]) as given
       on conflict (organization, id) do update set reason = excluded.reason, next_attempt_at = null
       where messages.state = 'queued'
       returning organization, id, attempts`,
      [
        held.map(({ task }) => task.organization),
        held.map(({ task }) => task.id),
        held.map(({ task }) => task.kind),
        held.map(({ routes }) => routes[0].channel),
        held.map(({ task }) => task.about ?? null),
        held.map(({ routes }) => routes[0].provider.serviceType),
        held.map(({ routes }) => routes[0].state.key),
        held.map(({ task }) => task.sealed_content),
        held.map(({ task }) => task.locale),
        held.map(({ task }) => task.expires_at ?? null),
        held.map(({ task }) => task.is_test ?? false),
        held.map(({ reason }) => reason),
        this.clock.now(),
      ],
    );
    return new Map(rows.map((row) => [nameOf(row), row.attempts]));
  }
}

export async function storeWaits(transaction: Transaction, waits: readonly Wait[]): Promise<void> {
  const rows = waits.flatMap(({ keys, ...wait }) => keys.map((key) => ({ ...wait, key })));
  if (rows.length === 0) return;
  await transaction.query(
    `insert into waiting (organization, provider_key, message_id, outbox_id, lane, attempts, is_held)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::integer[], $7::boolean[])
     on conflict (organization, provider_key, message_id) do update set outbox_id = excluded.outbox_id,
       attempts = excluded.attempts, is_held = excluded.is_held, since = clock_timestamp()`,
    [
      rows.map(({ task }) => task.organization),
      rows.map(({ key }) => key),
      rows.map(({ task }) => task.id),
      rows.map(({ outboxId }) => outboxId),
      rows.map(({ task }) => messageKind(task.kind).lane),
      rows.map(({ attempts }) => attempts),
      rows.map(({ isHeld }) => isHeld),
    ],
  );
}

function nameOf({ organization, id }: { organization: string; id: string }): string {
  return `${organization} ${id}`;
}
