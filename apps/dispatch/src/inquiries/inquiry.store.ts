import { Injectable } from '@nestjs/common';
import type { MessageState } from '@subjectline/contracts';
import { Database, type Transaction } from '@subjectline/storage';
import type { StoredTask } from '../message/stored-task';

/** A message whose vendor is to be asked. */
export interface DoubtfulMessage extends StoredTask {
  readonly service_type: string;
  readonly provider_key: string | null;
  readonly text_digest: string | null;
  readonly attempts: number;
  readonly unknown_attempts: number;
  /** When its last try began, and ended. */
  readonly started_at: Date | null;
  readonly settled_at: Date;
  /** How often its vendor was asked before. */
  readonly inquiries: number;
}

interface ClaimedRow extends DoubtfulMessage {
  readonly state: MessageState;
}

type Name = Pick<StoredTask, 'organization' | 'id'>;

@Injectable()
export class InquiryStore {
  constructor(private readonly database: Database) {}

  /**
   * Takes messages that are due away from other replicas until a moment, after which they are due again: the replica may
   * die.
   */
  async claim(due: Date, until: Date, limit: number): Promise<DoubtfulMessage[]> {
    const rows = await this.database.query<ClaimedRow>(
      `with due as (
         select organization, id from messages where inquire_at <= $1 order by inquire_at limit $3
         for no key update skip locked
       )
       update messages set inquire_at = case messages.state when 'unknown' then $2::timestamptz end
       from due where (messages.organization, messages.id) = (due.organization, due.id)
       returning messages.organization, messages.id, kind, channel, about, locale, sealed_content, expires_at, is_test,
         state, service_type, provider_key, text_digest, attempts, unknown_attempts, started_at, settled_at, inquiries`,
      [due, until, limit],
    );
    return rows.filter(({ state }) => state === 'unknown');
  }

  /** @param at null: it is not asked for again */
  async askAgain({ organization, id }: Name, inquiries: number, at: Date | null): Promise<void> {
    await this.database.query(
      `update messages set inquiries = $3, inquire_at = $4
       where organization = $1 and id = $2 and state = 'unknown'`,
      [organization, id, inquiries, at],
    );
  }

  /** @returns whether it is still unknown; it stays so until the transaction ends */
  async lock(transaction: Transaction, { organization, id }: Name): Promise<boolean> {
    const rows = await transaction.query(
      `select from messages where organization = $1 and id = $2 and state = 'unknown' for no key update`,
      [organization, id],
    );
    return rows.length > 0;
  }

  /** @param isAbsent its vendor has not taken it, which is then no longer unknown of its last try */
  async requeue(transaction: Transaction, { organization, id }: Name, isAbsent: boolean): Promise<void> {
    await transaction.query(
      `with changed as (
         update messages set state = 'queued', reason = case when $3 then 'unavailable' else 'unknown' end,
           settled_at = null, inquire_at = null, unknown_attempts = unknown_attempts - $3::boolean::integer
         where organization = $1 and id = $2 returning organization, id, attempts
       )
       update attempts set outcome = 'unavailable', code = 'not-found' from changed
       where $3 and attempts.organization = changed.organization and attempts.message_id = changed.id
         and attempts.number = changed.attempts`,
      [organization, id, isAbsent],
    );
  }
}
