import {
  readReference,
  type DsarStatus,
  type Moments,
  type RequestFilter,
  type RequestSortField,
} from '@subjectline/contracts';
import { policyKeysWith } from './policies';
import { coreStatusesOf, openStatuses } from './request-status';

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

const open = `'{${openStatuses.join(',')}}'`;

/** Conditions that must all be true, with their values. */
class Conditions {
  private readonly values: unknown[];
  private readonly parts = ['organization = $1'];

  constructor(organization: string) {
    this.values = [organization];
  }

  /** Adds nothing when the value is undefined. */
  add(part: (parameter: string) => string, value: unknown): void {
    if (value === undefined) return;
    this.values.push(value);
    this.parts.push(part(`$${this.values.length}`));
  }

  toCondition(): Condition {
    return { where: this.parts.join(' and '), values: this.values };
  }
}

/** An empty selection matches every request of the organization. */
export function conditionOf(organization: string, selection: Selection): Condition {
  const conditions = new Conditions(organization);
  addIds(conditions, selection);
  addProperties(conditions, selection);
  addTimes(conditions, selection);
  addDsarStatuses(conditions, selection);
  for (const digests of selection.digests ?? []) {
    conditions.add((known) => `identity_digests && ${known}::text[]`, digests);
  }
  return conditions.toCondition();
}

function addIds(conditions: Conditions, selection: Selection): void {
  conditions.add((ids) => `id = any(${ids})`, selection.ids);
  conditions.add((ids) => `id = any(${ids})`, selection.foundIds);
  conditions.add((ids) => `not id = any(${ids})`, selection.excludedIds);
  const { reference } = selection;
  conditions.add((stored) => `reference = ${stored}`, reference && readReference(reference));
  conditions.add((part) => `strpos(id, lower(${part})) > 0`, selection.id_part);
  conditions.add((prefix) => `starts_with(id, ${prefix})`, selection.idPrefix);
  conditions.add(
    (prefix) => `starts_with(lower(external_id), lower(${prefix}))`,
    selection.external_id_prefix,
  );
}

function addProperties(conditions: Conditions, selection: Selection): void {
  const { actions, policyKeys, sources, excluded_sources, location, statuses } = selection;
  conditions.add((names) => `status = any(${names})`, statuses);
  conditions.add((keys) => `policy_key = any(${keys})`, actions && policyKeysWith(actions));
  conditions.add((keys) => `policy_key = any(${keys})`, policyKeys);
  conditions.add((names) => `source = any(${names})`, sources);
  conditions.add((names) => `(source is null or not source = any(${names}))`, excluded_sources);
  conditions.add((place) => `(location = ${place} or starts_with(location, ${place} || '-'))`, location);
}

function addTimes(conditions: Conditions, selection: Selection): void {
  for (const [name, column, status] of times) {
    conditions.add((time) => `(${status} and ${column} > ${time})`, selection[`${name}_gt`]);
    conditions.add((time) => `(${status} and ${column} < ${time})`, selection[`${name}_lt`]);
  }
  for (const [end, sign] of comparisons) {
    conditions.add((time) => `created_at ${sign} ${time}`, selection.created?.[end]);
    conditions.add((time) => `deadline_at ${sign} ${time}`, selection.deadline?.[end]);
  }
  if (selection.is_overdue === undefined) return;
  const overdue = (now: string) =>
    `(deadline_at < ${now} and paused_at is null and archived_at is null and status = any(${open}))`;
  conditions.add((now) => `${selection.is_overdue ? '' : 'not '}${overdue(now)}`, selection.now);
}

function addDsarStatuses(conditions: Conditions, { dsarStatuses }: Selection): void {
  if (!dsarStatuses) return;
  const archived = dsarStatuses.includes('archived')
    ? 'archived_at is not null or'
    : 'archived_at is null and';
  conditions.add((names) => `(${archived} status = any(${names}))`, coreStatusesOf(dsarStatuses));
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
