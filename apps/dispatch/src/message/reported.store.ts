import { Injectable } from '@nestjs/common';
import { Clock, type MessageState } from '@subjectline/contracts';
import { BatchColumns, type Transaction } from '@subjectline/storage';
import { forgottenKinds } from './task-row';
import { deletedWaits } from './wait.store';

/** A message of which it was not known whether it was sent, and what a report says. */
export interface Settlement {
  readonly organization: string;
  readonly id: string;
  readonly state: Extract<MessageState, 'sent' | 'failed'>;
  readonly provider_message_id: string | null;
}

interface MessageName {
  readonly organization: string;
  readonly id: string;
}

const settlements = new BatchColumns<Settlement>(
  { organization: 'text', id: 'text', state: 'text', provider_message_id: 'text' },
  2,
);
const names = new BatchColumns<MessageName>({ organization: 'text', id: 'text' });

/** Settles messages by reports of their vendors. Their rows are locked. */
@Injectable()
export class ReportedStore {
  constructor(private readonly clock: Clock) {}

  async settle(transaction: Transaction, settled: readonly Settlement[]): Promise<void> {
    if (settled.length === 0) return;
    await transaction.query(
      `with given as (
         select * from ${settlements.given}
       ), changed as (
         update messages set state = given.state, next_attempt_at = null, settled_at = $1,
           reason = case given.state when 'failed' then 'refused' end,
           provider_message_id = coalesce(messages.provider_message_id, given.provider_message_id),
           sealed_content = case when messages.kind = any($2) then null else messages.sealed_content end
         from given
         where messages.organization = given.organization and messages.id = given.id
           and messages.state in ('unknown', 'queued')
         returning messages.organization, messages.id
       ), ${deletedWaits('changed')}
       select count(*) from deleted_waits`,
      [this.clock.now(), forgottenKinds, ...settlements.valuesOf(settled)],
    );
  }

  /**
   * Of messages whose try has just ended unknown: those whose vendor has reported on them already, with what it said. In a
   * statement after the one that recorded the try, so that it sees reports for which that one waited.
   */
  async reported(transaction: Transaction, messages: readonly MessageName[]): Promise<Settlement[]> {
    if (messages.length === 0) return [];
    return transaction.query<Settlement & MessageName>(
      `select messages.organization, messages.id, null as provider_message_id,
         case when bool_and(reports.status = 'rejected') then 'failed' else 'sent' end as state
       from ${names.given} join messages on (messages.organization, messages.id) = (given.organization, given.id)
       join delivery_reports reports on reports.organization = messages.organization
         and reports.message_id = messages.id and reports.provider_key = messages.provider_key
       group by messages.organization, messages.id order by messages.organization, messages.id`,
      names.valuesOf(messages),
    );
  }
}
