import type { RequestLogEntry } from '@subjectline/contracts';
import { nullableText, objectOf, text, type HandSchema } from '../openapi/shape';

/** What Fides calls what happens to a request. */
const titles: Readonly<Record<string, string>> = {
  created: 'Request created',
  pending: 'Request pending',
  approved: 'Request approved',
  denied: 'Request denied',
  canceled: 'Request canceled',
  complete: 'Request completed',
  duplicate: 'Duplicate Request Detection',
  resubmitted: 'Request resubmitted',
  code_asked_for: 'Another code requested',
  code_suppressed: 'Code not sent',
  code_unsendable: 'Code not sent',
  code_exhausted: 'Code locked',
  receipt_suppressed: 'Receipt not sent',
  message_undelivered: 'Message not delivered',
  disowned: 'Request disowned',
  disowning_taken_back: 'Request disowned by mistake',
  identity_unverified: 'Request unverified',
};

const failures: readonly string[] = ['message_undelivered', 'code_exhausted', 'code_unsendable', 'error'];
const skips: readonly string[] = ['code_suppressed', 'receipt_suppressed', 'duplicate'];

/** In the detailed view of a request: what happened, by what it is called. */
export function toResults(log: readonly RequestLogEntry[]): Record<string, object[]> {
  const results: Record<string, object[]> = {};
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

/** An execution log of Fides, one for each thing that happened. */
export function toExecutionLog(entry: RequestLogEntry, action: string): object {
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

export const executionLogShape: HandSchema = objectOf({
  connection_key: nullableText,
  dataset_name: text,
  collection_name: nullableText,
  fields_affected: { type: 'array', items: { type: 'object' } },
  message: nullableText,
  action_type: text,
  status: text,
  updated_at: { type: 'string', format: 'date-time' },
});

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
