import { Injectable } from '@nestjs/common';
import { Database } from '@subjectline/storage';
import type { Circuit } from '../circuits/circuit.store';
import { reasonsOfMessage } from '../message/outcome';
import { deletedWaits } from '../message/wait.store';

/** A deferred message, as the outbox holds it. */
export interface WaitingTask {
  readonly message_id: string;
  readonly outbox_id: string;
  /** Null once it was published. */
  readonly payload: Uint8Array | null;
}

export interface WaitingLane {
  readonly lane: string;
  readonly messages: number;
  /** Since when the first of them waits; null where none does. */
  readonly oldest: Date | null;
}

/** The messages that are held for an account, or deferred to a retry. */
@Injectable()
export class WaitingStore {
  constructor(private readonly database: Database) {}

  /**
   * A message for a probe: a code before a notice, and the least tried, which is not the one that failed last. Messages
   * that were refused for their own content are left out.
   */
  async next({ organization, provider_key }: Circuit): Promise<WaitingTask | null> {
    const [row] = await this.database.query<WaitingTask>(
      `select message_id, outbox_id, outbox.payload from waiting left join outbox on outbox.id = outbox_id and published_in is null
       where organization = $1 and provider_key = $2 and not exists (select from attempts as tried
         where tried.organization = waiting.organization and tried.message_id = waiting.message_id
           and tried.number = waiting.attempts and tried.reason = any($3))
       order by lane = 'notices', attempts, since limit 1`,
      [organization, provider_key, reasonsOfMessage],
    );
    return row ?? null;
  }

  async find(organization: string, messageId: string): Promise<WaitingTask | null> {
    const [row] = await this.database.query<WaitingTask>(
      `select message_id, outbox_id, outbox.payload from waiting join outbox on outbox.id = outbox_id and published_in is null
       where organization = $1 and message_id = $2 limit 1`,
      [organization, messageId],
    );
    return row ?? null;
  }

  /** Deletes a message that has been tried: the outbox must not publish it as well. */
  async delete(organization: string, { message_id, outbox_id }: WaitingTask): Promise<void> {
    await this.database.transaction(async (transaction) => {
      await transaction.query(
        `with message as (
           select distinct organization, message_id as id from waiting
           where organization = $1 and message_id = $2 and outbox_id = $3
         ), ${deletedWaits('message')}
         select count(*) from deleted_waits`,
        [organization, message_id, outbox_id],
      );
      await transaction.query('delete from outbox where id = $1 and published_in is null', [outbox_id]);
    });
  }

  /** What waits in each lane, over all organizations. A message that waits for several accounts counts once. */
  lanes(): Promise<WaitingLane[]> {
    return this.database.query<WaitingLane>(
      `select lane, count(distinct (organization, message_id)) filter (where message_id is not null) as messages,
         min(since) as oldest
       from unnest(array['codes', 'notices']) as lane left join waiting using (lane) group by lane`,
    );
  }

  /** How many messages wait for each account of an organization. */
  counts(organization: string): Promise<{ provider_key: string; waiting: number }[]> {
    return this.database.query(
      `select provider_key, count(*)::int as waiting from waiting where organization = $1 group by provider_key`,
      [organization],
    );
  }
}
