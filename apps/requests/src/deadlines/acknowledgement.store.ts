import { Injectable } from '@nestjs/common';
import { Clock, type SettledMessage } from '@subjectline/contracts';
import { Database, type Transaction } from '@subjectline/storage';
import type { RequestRow } from '../request/request-row';

export type UnconfirmedRow = Pick<
  RequestRow,
  'organization' | 'id' | 'status' | 'archived_at' | 'ack_due_at' | 'clock'
>;

/** Whose receipt is confirmed, and whose is not. */
@Injectable()
export class AcknowledgementStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  /** Receipts that were sent: those that a law wants are noted, all in one statement. */
  async confirm(receipts: readonly SettledMessage[]): Promise<void> {
    await this.database.query(
      `with given as (
         select * from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as given (whose, about, message, sent_at)
       ), locked as (
         select organization, id, message, sent_at from requests join given on whose = organization and about = id
         where ack_due_at is not null or ack_missed_at is not null order by organization, id for update of requests
       ), confirmed as (
         update requests set ack_due_at = null, ack_missed_at = null, version = version + 1, updated_at = $5,
           clock = clock || jsonb_build_object('acknowledgement', jsonb_build_object('requested_at', sent_at,
             'requested_by', 'system') || coalesce(clock -> 'acknowledgement', '{}')
             || jsonb_build_object('state', 'sent', 'message_id', message, 'notified_at', sent_at))
         from locked where requests.organization = locked.organization and requests.id = locked.id
         returning requests.organization, requests.id
       )
       insert into request_log (organization, request_id, happened_at, what, by)
       select organization, id, $5, 'acknowledged', 'system' from confirmed`,
      [
        receipts.map(({ organization }) => organization),
        receipts.map(({ about }) => about),
        receipts.map(({ message_id }) => message_id),
        receipts.map(({ settled_at }) => settled_at),
        this.clock.now(),
      ],
    );
  }

  /** Receipts that were not sent: what staff asked for can be asked for again. */
  async fail(receipts: readonly SettledMessage[]): Promise<void> {
    await this.database.query(
      `update requests set clock = jsonb_set(clock, '{acknowledgement,state}', '"failed"')
       from unnest($1::text[], $2::text[], $3::text[]) as given (whose, about, message)
       where organization = whose and id = about and clock -> 'acknowledgement' ->> 'message_id' = message
         and clock -> 'acknowledgement' ->> 'state' = 'pending'`,
      [
        receipts.map(({ organization }) => organization),
        receipts.map(({ about }) => about),
        receipts.map(({ message_id }) => message_id),
      ],
    );
  }

  /** Those whose receipt had to be confirmed by now, locked, except those that another replica has. */
  lockMissed(transaction: Transaction, limit: number): Promise<UnconfirmedRow[]> {
    return transaction.query<UnconfirmedRow>(
      `select organization, id, status, archived_at, ack_due_at, clock from requests
       where ack_due_at < $1 order by ack_due_at limit $2 for update skip locked`,
      [this.clock.now(), limit],
    );
  }

  /** @param missedAt null: it was answered meanwhile */
  setMissed(transaction: Transaction, { organization, id }: UnconfirmedRow, missedAt: Date | null): void {
    transaction.later(
      'update requests set ack_due_at = null, ack_missed_at = $3 where organization = $1 and id = $2',
      [organization, id, missedAt],
    );
  }

  /** Open requests whose receipt was not confirmed in time, of all organizations, by law. */
  countMissed(): Promise<{ law: string | null; requests: number }[]> {
    return this.database.query(
      `select clock ->> 'law' as law, count(*) as requests from requests
       where ack_missed_at is not null and archived_at is null and status in ('identity_unverified', 'pending')
       group by 1`,
    );
  }
}
