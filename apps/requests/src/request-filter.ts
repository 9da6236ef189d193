import type { DsarStatus, Moments, RequestFilter, RequestSortField } from '@subjectline/contracts';
import { policiesThat } from './policies';
import { coreStatusesOf } from './request-status';

/** A condition in SQL and the values of its parameters. */
export interface Condition {
  readonly where: string;
  readonly values: readonly unknown[];
}

export interface Selection extends Omit<RequestFilter, 'identities'> {
  /** One list for each identifier: a request has to have one of each. */
  readonly digests?: readonly (readonly string[])[];
  readonly excludedIds?: readonly string[];
  readonly policyKeys?: readonly string[];
  readonly dsarStatuses?: readonly DsarStatus[];
  readonly created?: Moments;
  readonly deadline?: Moments;
}

const comparisons = [
  ['gt', '>'],
  ['gte', '>='],
  ['lt', '<'],
  ['lte', '<='],
] as const;

/** All that is there has to fit together; nothing there fits every request of the organization. */
export function conditionOf(organization: string, selection: Selection): Condition {
  const values: unknown[] = [organization];
  const parts = ['organization = $1'];
  const add = (part: (parameter: string) => string, value: unknown): void => {
    if (value === undefined) return;
    values.push(value);
    parts.push(part(`$${values.length}`));
  };
  add((ids) => `id = any(${ids})`, selection.ids);
  add((prefix) => `starts_with(id, lower(${prefix}))`, selection.id_prefix);
  add((prefix) => `starts_with(lower(external_id), lower(${prefix}))`, selection.external_id_prefix);
  add((ids) => `not id = any(${ids})`, selection.excludedIds);
  add((statuses) => `status = any(${statuses})`, selection.statuses);
  add((keys) => `policy_key = any(${keys})`, selection.actions && policiesThat(selection.actions));
  add((moment) => `created_at > ${moment}`, selection.created_gt);
  add((moment) => `created_at < ${moment}`, selection.created_lt);
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

/** Requests that are alike keep the order in which they came in. */
export function orderOf({ field, direction }: Order): string {
  const position = `position ${direction}`;
  return field === 'created_at' ? position : `${field} ${direction} nulls last, ${position}`;
}
