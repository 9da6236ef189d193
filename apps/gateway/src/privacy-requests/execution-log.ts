import type { RequestLogEntry } from '@subjectline/contracts';
import { ListOf, Nullable, ObjectOf, Text, Timestamp } from '@subjectline/schema';
import { AlwaysNull } from '../http/always-null';

/** Fides' titles of log entries. */
const titles: Readonly<Record<string, string>> = {
  created: 'Request created',
  pending: 'Request pending',
  approved: 'Request approved',
  denied: 'Request denied',
  canceled: 'Request canceled',
  complete: 'Request completed',
  duplicate: 'Duplicate Request Detection',
  resubmitted: 'Request resubmitted',
  reopened: 'Request reopened',
  reminder_sent: 'Reminder to verify sent',
  extension_requested: 'Extension of the deadline requested',
  extended: 'Deadline extended',
  extension_failed: 'Deadline not extended',
  due_soon: 'Request due soon',
  overdue: 'Request overdue',
  appealed: 'Appeal received',
  acknowledged: 'Receipt confirmed',
  acknowledgement_requested: 'Receipt to be confirmed',
  unacknowledged: 'Receipt not confirmed in time',
  clarification_requested: 'Question to the person requested',
  clarification_asked: 'Person asked',
  clarification_failed: 'Question not sent',
  clarification_answered: 'Person answered',
  step_proved: 'Step of verification done',
  assurance_raised: 'More assurance requested',
  data_points_not_matched: 'Data points not matched',
  code_asked_for: 'Another code requested',
  address_corrected: 'Address corrected',
  code_suppressed: 'Code not sent',
  code_unsendable: 'Code not sent',
  code_exhausted: 'Code locked',
  receipt_suppressed: 'Receipt not sent',
  message_undelivered: 'Message not delivered',
  disowned: 'Request disowned',
  disowning_taken_back: 'Request disowned by mistake',
  identity_unverified: 'Request unverified',
};

const failures: readonly string[] = [
  'message_undelivered',
  'code_exhausted',
  'code_unsendable',
  'extension_failed',
  'clarification_failed',
  'error',
];
const skips: readonly string[] = ['code_suppressed', 'receipt_suppressed', 'duplicate'];

/** An execution log of Fides, one for each thing that happened. */
export class ExecutionLogResource {
  @AlwaysNull connection_key!: null;
  @Text({ example: 'Request created' }) dataset_name!: string;
  @AlwaysNull collection_name!: null;
  @ListOf(ObjectOf<object>(), { example: [] }) fields_affected!: object[];
  @Nullable(Text({ example: 'by person' })) message!: string | null;
  @Text({ example: 'access' }) action_type!: string;
  @Text({ example: 'complete' }) status!: string;
  @Timestamp updated_at!: string;
}

/** The same in the detailed view of a request. */
export interface ExecutionResult extends Omit<
  ExecutionLogResource,
  'dataset_name' | 'fields_affected' | 'action_type'
> {
  readonly fields_affected: null;
  readonly action_type: null;
  readonly user_id: string;
}

/** In the detailed view of a request: what happened, by what it is called. */
export function toResults(log: readonly RequestLogEntry[]): Record<string, ExecutionResult[]> {
  const results: Record<string, ExecutionResult[]> = {};
  for (const entry of log) {
    (results[titleOf(entry)] ??= []).push({
      connection_key: null,
      collection_name: null,
      fields_affected: null,
      message: messageOf(entry),
      action_type: null,
      status: isDecision(entry) ? entry.what : statusOf(entry),
      updated_at: entry.happened_at,
      user_id: entry.by,
    });
  }
  return results;
}

export function toExecutionLog(entry: RequestLogEntry, action: string): ExecutionLogResource {
  return {
    connection_key: null,
    dataset_name: titleOf(entry),
    collection_name: null,
    fields_affected: [],
    message: messageOf(entry),
    action_type: action,
    status: statusOf(entry),
    updated_at: entry.happened_at,
  };
}

function titleOf({ what }: RequestLogEntry): string {
  return titles[what] ?? what;
}

function messageOf({ detail, by }: RequestLogEntry): string {
  return detail === null ? `by ${by}` : `by ${by}: ${detail}`;
}

function isDecision({ what }: RequestLogEntry): boolean {
  return what === 'approved' || what === 'denied';
}

function statusOf({ what }: RequestLogEntry): string {
  if (failures.includes(what)) return 'error';
  return skips.includes(what) ? 'skipped' : 'complete';
}
