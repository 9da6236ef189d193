import { openStatuses } from '../../api/open-statuses';
import type { RequestSearch, RequestStatus } from '../../api/types';

export const statuses = [
  'identity_unverified',
  'pending',
  'approved',
  'in_processing',
  'complete',
  'denied',
  'canceled',
  'error',
  'duplicate',
] as const satisfies readonly RequestStatus[];
export const actions = ['access', 'erasure', 'consent'] as const;
export const orders = ['due', 'newest'] as const;

/** What of the list is in the address of the page. Never a person. */
export interface Filters {
  /** Default: those in which something is still to be done. */
  readonly status?: RequestStatus | 'all';
  readonly action?: (typeof actions)[number];
  readonly order?: (typeof orders)[number];
  readonly overdue?: true;
  readonly page?: number;
}

const oneOf = <Value extends string>(known: readonly Value[], given: unknown): Value | undefined =>
  known.find((value) => value === given);

/** Ignores what is no filter, so that an old or mistyped link still shows a list. */
export function readFilters(search: Record<string, unknown>): Filters {
  const status = search['status'] === 'all' ? 'all' : oneOf(statuses, search['status']);
  const action = oneOf(actions, search['action']);
  const order = oneOf(orders, search['order']);
  const page = Number(search['page']);
  return {
    ...(status && { status }),
    ...(action && { action }),
    ...(order && { order }),
    ...(search['overdue'] === true && { overdue: true }),
    ...(Number.isInteger(page) && page > 1 && { page }),
  };
}

/** The search of the API for these filters and a text to find. */
export function searchOf({ status, action, order = 'due', overdue }: Filters, text: string): RequestSearch {
  const byStatus = status === 'all' || text ? undefined : status ? [status] : [...openStatuses];
  return {
    include_identities: true,
    ...(byStatus && { status: byStatus }),
    ...(action && { action_type: [action] }),
    ...(overdue && { is_overdue: true }),
    ...(text && { fuzzy_search_str: text }),
    ...(order === 'due' && { sort_field: 'due_date', sort_direction: 'asc' }),
  };
}
