import type { DsarStatus, Moments, RequestFilter, RequestSortField } from '@subjectline/contracts';
import { policyKeysWith } from './policies';
import { coreStatusesOf } from './request-status';

/** A condition in SQL and the values of its parameters. */
export interface Condition {
  readonly where: string;
  readonly values: readonly unknown[];
}

export interface Selection extends Omit<RequestFilter, 'identities' | 'search_text' | 'custom_fields'> {
  /** A request matches when it has one of each list. */
  readonly digests?: readonly (readonly string[])[];
  /** Found by opening the sealed columns. */
  readonly foundIds?: readonly string[];
  readonly excludedIds?: readonly string[];
  readonly idPrefix?: string;
  readonly policyKeys?: readonly string[];
  readonly dsarStatuses?: readonly DsarStatus[];
  /** The time that `is_overdue` compares with. */
  readonly now?: Date;
  readonly created?: Moments;
  readonly deadline?: Moments;
}

const comparisons = [
  ['gt', '>'],
  ['gte', '>='],
  ['lt', '<'],
  ['lte', '<='],
] as const;

/** The times of a request's life, and the requests that they apply to. */
const times = [
  ['created', 'created_at', 'true'],
  ['started', 'started_processing_at', 'true'],
  ['completed', 'finished_processing_at', "status = 'complete'"],
  ['errored', 'finished_processing_at', "status = 'error'"],
] as const;

/** The statuses in which a person waits for an answer. */
const open = `'{identity_unverified,pending,approved,in_processing,error}'`;

/** All parts must match. An empty selection matches every request of the organization. */
export function conditionOf(organization: string, selection: Selection): Condition {
  const values: unknown[] = [organization];
  const parts = ['organization = $1'];
  const add = (part: (parameter: string) => string, value: unknown): void => {
    if (value === undefined) return;
    values.push(value);
    parts.push(part(`$${values.length}`));
  };
  add((ids) => `id = any(${ids})`, selection.ids);
  add((ids) => `id = any(${ids})`, selection.foundIds);
  add((part) => `strpos(id, lower(${part})) > 0`, selection.id_part);
  add((prefix) => `starts_with(id, ${prefix})`, selection.idPrefix);
  add((prefix) => `starts_with(lower(external_id), lower(${prefix}))`, selection.external_id_prefix);
  add((ids) => `not id = any(${ids})`, selection.excludedIds);
  add((statuses) => `status = any(${statuses})`, selection.statuses);
  add((keys) => `policy_key = any(${keys})`, selection.actions && policyKeysWith(selection.actions));
  add((sources) => `source = any(${sources})`, selection.sources);
  add((sources) => `(source is null or not source = any(${sources}))`, selection.excluded_sources);
  add((place) => `(location = ${place} or starts_with(location, ${place} || '-'))`, selection.location);
  for (const [name, column, status] of times) {
    add((moment) => `(${status} and ${column} > ${moment})`, selection[`${name}_gt`]);
    add((moment) => `(${status} and ${column} < ${moment})`, selection[`${name}_lt`]);
  }
  const overdue = (now: string) => `(deadline_at < ${now} and archived_at is null and status = any(${open}))`;
  if (selection.is_overdue !== undefined) {
    add((now) => `${selection.is_overdue ? '' : 'not '}${overdue(now)}`, selection.now);
  }
  add((keys) => `policy_key = any(${keys})`, selection.policyKeys);
  const { dsarStatuses } = selection;
  const archived = dsarStatuses?.includes('archived')
    ? 'archived_at is not null or'
    : 'archived_at is null and';
  add((statuses) => `(${archived} status = any(${statuses}))`, dsarStatuses && coreStatusesOf(dsarStatuses));
  for (const [end, sign] of comparisons) {
    add((moment) => `created_at ${sign} ${moment}`, selection.created?.[end]);
    add((moment) => `deadline_at ${sign} ${moment}`, selection.deadline?.[end]);
  }
  for (const digests of selection.digests ?? [])
    add((known) => `identity_digests && ${known}::text[]`, digests);
  return { where: parts.join(' and '), values };
}

export interface Order {
  readonly field: RequestSortField;
  readonly direction: 'asc' | 'desc';
}

/** Requests with equal values stay in the order in which they came in. */
export function orderOf({ field, direction }: Order): string {
  const position = `position ${direction}`;
  if (field === 'created_at') return position;
  // the names of the columns are ours: the contract knows no others
  const column = field === 'due_date' ? 'deadline_at' : field;
  return `${column} ${direction} nulls last, ${position}`;
}
