import { messageKind, type SendMessageTask } from '@subjectline/contracts';
import { BatchColumns, type Queryable, type Transaction } from '@subjectline/storage';

/** A message in the outbox, and the accounts of which the first that works releases it. */
export interface Wait {
  readonly task: SendMessageTask;
  readonly keys: readonly string[];
  readonly outboxId: string;
  readonly attempts: number;
  /** Held until an account works. A retry is deferred to its own time, which may be the vendor's. */
  readonly isHeld: boolean;
}

interface WaitRow {
  readonly organization: string;
  readonly provider_key: string;
  readonly message_id: string;
  readonly outbox_id: string;
  readonly lane: string;
  readonly attempts: number;
  readonly is_held: boolean;
}

const columns = new BatchColumns<WaitRow>({
  organization: 'text',
  provider_key: 'text',
  message_id: 'text',
  outbox_id: 'text',
  lane: 'text',
  attempts: 'integer',
  is_held: 'boolean',
});

/**
 * Common table expressions that delete the waits of the messages in the table `source`. Here and elsewhere, locks are
 * taken in one order, so that statements of two replicas never wait for each other: rows of `messages`, then of
 * `waiting`, then of `outbox`; in each table by its key.
 */
export function deletedWaits(source: string): string {
  return `locked_waits as (
         select organization, message_id, provider_key from waiting
         where (organization, message_id) in (select organization, id from ${source})
         order by organization, message_id, provider_key for update
       ), deleted_waits as (
         delete from waiting using locked_waits as locked
         where waiting.organization = locked.organization and waiting.message_id = locked.message_id
           and waiting.provider_key = locked.provider_key
         returning waiting.outbox_id
       )`;
}

export async function deleteWaits(on: Queryable, organization: string, messageId: string): Promise<void> {
  await on.query(
    `with message as (select $1::text as organization, $2::text as id), ${deletedWaits('message')}
     select count(*) from deleted_waits`,
    [organization, messageId],
  );
}

export async function storeWaits(transaction: Transaction, waits: readonly Wait[]): Promise<void> {
  const rows = waits.flatMap(rowsOf);
  if (rows.length === 0) return;
  await transaction.query(
    `insert into waiting (${columns.names}) select * from ${columns.given}
     order by organization, message_id, provider_key
     on conflict (organization, provider_key, message_id) do update set outbox_id = excluded.outbox_id,
       attempts = excluded.attempts, is_held = excluded.is_held, since = clock_timestamp()`,
    columns.valuesOf(rows),
  );
}

function rowsOf({ task, keys, outboxId, attempts, isHeld }: Wait): WaitRow[] {
  return keys.map((key) => ({
    organization: task.organization,
    provider_key: key,
    message_id: task.id,
    outbox_id: outboxId,
    lane: messageKind(task.kind).lane,
    attempts,
    is_held: isHeld,
  }));
}
