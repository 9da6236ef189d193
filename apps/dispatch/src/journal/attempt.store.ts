import { Injectable } from '@nestjs/common';
import { BatchColumns, type Queryable } from '@subjectline/storage';
import type { Attempt } from './attempt';
import { isForgotten } from '../message/task-row';
import { deletedWaits } from '../message/wait.store';

interface AttemptRow {
  readonly organization: string;
  readonly id: string;
  readonly number: number;
  readonly service_type: string;
  readonly provider_key: string;
  readonly outcome: string;
  readonly code: string | null;
  readonly provider_reason: string | null;
  readonly provider_message_id: string | null;
  readonly started_at: Date;
  readonly finished_at: Date;
  readonly state: string;
  readonly reason: string | null;
  readonly next_attempt_at: Date | null;
  readonly is_forgotten: boolean;
  readonly is_uncounted: boolean;
}

const rows = new BatchColumns<AttemptRow>({
  organization: 'text',
  id: 'text',
  number: 'integer',
  service_type: 'text',
  provider_key: 'text',
  outcome: 'text',
  code: 'text',
  provider_reason: 'text',
  provider_message_id: 'text',
  started_at: 'timestamptz',
  finished_at: 'timestamptz',
  state: 'text',
  reason: 'text',
  next_attempt_at: 'timestamptz',
  is_forgotten: 'boolean',
  is_uncounted: 'boolean',
});

@Injectable()
export class AttemptStore {
  /** @returns the ids of the messages whose current try this was */
  async write(on: Queryable, attempts: readonly Attempt[]): Promise<ReadonlySet<string>> {
    const written = await on.query<{ message_id: string }>(
      `with given as (
         select * from ${rows.given}
       ), locked as (
         select messages.organization, messages.id
         from given join messages on (messages.organization, messages.id) = (given.organization, given.id)
         where messages.state = 'sending' and messages.attempts = given.number
         order by messages.organization, messages.id for no key update of messages
       ), changed as (
         update messages set state = given.state, reason = given.reason, next_attempt_at = given.next_attempt_at,
           provider_message_id = coalesce(given.provider_message_id, messages.provider_message_id),
           settled_at = case when given.state = 'queued' then null else given.finished_at end,
           sealed_content = case when given.is_forgotten then null else messages.sealed_content end,
           uncounted_attempts = messages.uncounted_attempts + given.is_uncounted::integer,
           unknown_attempts = messages.unknown_attempts + (given.outcome = 'unknown')::integer,
           lease_until = null, inquiries = 0,
           inquire_at = case given.state when 'unknown' then given.finished_at end
         from given join locked using (organization, id)
         where messages.organization = given.organization and messages.id = given.id
         returning messages.organization, messages.id
       ), ${deletedWaits('changed')}
       insert into attempts (organization, message_id, number, service_type, provider_key, outcome, code, started_at,
         finished_at, reason)
       select organization, id, number, service_type, provider_key, outcome, code, started_at, finished_at,
         provider_reason
       from given join changed using (organization, id)
       returning message_id`,
      rows.valuesOf(attempts.map(rowOf)),
    );
    return new Set(written.map(({ message_id }) => message_id));
  }
}

function rowOf({ task, verdict, ...attempt }: Attempt): AttemptRow {
  const { result } = attempt;
  const isSent = result.outcome === 'sent';
  return {
    organization: task.organization,
    id: task.id,
    number: attempt.number,
    service_type: attempt.serviceType,
    provider_key: attempt.providerKey,
    outcome: result.outcome,
    code: isSent ? null : result.code,
    provider_reason: isSent ? null : (result.reason ?? null),
    provider_message_id: isSent ? result.providerMessageId : null,
    started_at: attempt.startedAt,
    finished_at: attempt.finishedAt,
    state: verdict.state,
    reason: verdict.reason,
    next_attempt_at: verdict.nextAttemptAt,
    is_forgotten: isForgotten(task, verdict),
    is_uncounted: attempt.isUncounted,
  };
}
