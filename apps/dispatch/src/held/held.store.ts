import { Injectable } from '@nestjs/common';
import { Clock, type SendMessageTask } from '@subjectline/contracts';
import { BatchColumns, type Transaction } from '@subjectline/storage';
import { taskColumns, type TaskRow } from '../message/task-row';
import { deletedWaits } from '../message/wait.store';

export interface HeldRow extends TaskRow {
  readonly channel: string;
  readonly service_type: string;
  readonly provider_key: string;
  readonly reason: string | null;
  readonly recipient_digest: string;
}

/** A message that is queued. */
export interface QueuedRow {
  readonly organization: string;
  readonly id: string;
  /** It had no row before. */
  readonly is_new: boolean;
  /** Its earlier tries. */
  readonly attempts: number;
}

const heldColumns = new BatchColumns<HeldRow>(
  {
    ...taskColumns,
    channel: 'text',
    service_type: 'text',
    provider_key: 'text',
    reason: 'text',
    recipient_digest: 'text',
  },
  1,
);
const messageColumns = new BatchColumns<Pick<HeldRow, 'organization' | 'id'>>({
  organization: 'text',
  id: 'text',
});

/** What is stored of messages that wait until an account works. */
@Injectable()
export class HeldStore {
  constructor(private readonly clock: Clock) {}

  /** @returns those that are queued: the others have ended, or another process is sending them */
  writeMessages(transaction: Transaction, held: readonly HeldRow[]): Promise<QueuedRow[]> {
    return transaction.query<QueuedRow>(
      `insert into messages (${heldColumns.names}, state, attempts, created_at)
       select ${heldColumns.selected}, 'queued', 0, $1 from ${heldColumns.given}
       order by organization, id
       on conflict (organization, id) do update set reason = excluded.reason, next_attempt_at = null
       where messages.state = 'queued'
       returning organization, id, (xmax = 0) as is_new, attempts`,
      [this.clock.now(), ...heldColumns.valuesOf(held)],
    );
  }

  /** A hold is repeated if the reply to its commit was lost: the outbox holds the message once all the same. */
  async deleteEarlier(transaction: Transaction, tasks: readonly SendMessageTask[]): Promise<void> {
    await transaction.query(
      `with given as (select * from ${messageColumns.given}), ${deletedWaits('given')}, locked as (
         select id from outbox where id in (select outbox_id from deleted_waits) and published_in is null
         order by id for update
       )
       delete from outbox where id in (select id from locked)`,
      messageColumns.valuesOf(tasks),
    );
  }
}
