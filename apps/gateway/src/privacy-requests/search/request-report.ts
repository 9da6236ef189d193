import type { PlainValue, PrivacyRequest } from '@subjectline/contracts';
import { toCsv } from './csv';
import { flatIdentity } from '../request-identity';

type Column = readonly [title: string, cellOf: (request: PrivacyRequest) => string | null];

const columns: readonly Column[] = [
  ['Status', ({ status }) => status],
  ['Request Type', ({ policy }) => policy.actions.join('+')],
  ['Time Received', ({ created_at }) => created_at],
  ['Deadline', ({ due_date }) => due_date],
  ['Reviewed By', ({ reviewed_by }) => reviewed_by],
  ['Request ID', ({ id }) => id],
  ['Time Approved/Denied', ({ reviewed_at }) => reviewed_at],
  ['Denial Reason', ({ denial_reason }) => denial_reason ?? null],
  ['Last Updated', ({ updated_at }) => updated_at],
  ['Completed On', ({ finished_processing_at }) => finished_processing_at],
];

/** The columns of Fides' report: what each request has, then each identifier and each field that any of them has. */
export function toReport(requests: readonly PrivacyRequest[]): string {
  const all = [...columns, ...identityColumns(requests), ...fieldColumns(requests)];
  return toCsv([
    all.map(([title]) => title),
    ...requests.map((request) => all.map(([, cellOf]) => cellOf(request))),
  ]);
}

function identityColumns(requests: readonly PrivacyRequest[]): Column[] {
  const names = new Set(requests.flatMap(({ identity }) => Object.keys(flatIdentity(identity ?? {}))));
  return [...names].map((name) => [
    name,
    ({ identity }) => textOf(new Map(Object.entries(flatIdentity(identity ?? {}))).get(name)),
  ]);
}

function fieldColumns(requests: readonly PrivacyRequest[]): Column[] {
  const labels = new Map<string, string>();
  for (const { custom_privacy_request_fields: fields } of requests) {
    for (const [name, { label }] of Object.entries(fields ?? {})) labels.set(name, label);
  }
  return [...labels].map(([name, label]) => [
    `Custom Field ${label}`,
    ({ custom_privacy_request_fields: fields }) =>
      textOf(new Map(Object.entries(fields ?? {})).get(name)?.value),
  ]);
}

function textOf(value: PlainValue | undefined): string | null {
  return value === undefined ? null : [value].flat().join(', ');
}
