import {
  AppError,
  check,
  requestActions,
  RequestFilter,
  requestSortFields,
  requestStatuses,
  type Problem,
  type RequestSortField,
} from '@subjectline/contracts';
import { readMoment } from '../http/moment';
import { readSwitch, readText, readTexts, readWord, readWords, type Query } from '../http/page';
import { withIds, withSearchText } from './request-filter-text';

/** What a list shows and in which order. */
export interface ListOptions {
  readonly sort_field?: RequestSortField;
  readonly sort_direction?: 'asc' | 'desc';
  readonly include_identities?: boolean;
  readonly include_custom_fields?: boolean;
}

export const filterQuery = {
  status: 'Only of this status; may be given several times',
  request_id: 'Only those whose id begins like this; `id` means the same',
  external_id: 'Only those whose external id begins like this',
  created_gt: 'Only those that came in after this moment',
  created_lt: 'Only those that came in before this moment',
  action_type: 'access, erasure or consent; may be given several times',
  identity: 'Only those of the person with exactly this e-mail address, number or id',
  fuzzy_search_str: 'An id of a request, or how it begins; else the same as `identity`',
} as const;

export const listQuery = {
  sort_field: `One of ${requestSortFields.join(', ')}`,
  sort_direction: 'asc or desc; desc unless told',
  include_identities: '`true` shows who the persons are',
  include_custom_privacy_request_fields: '`true` shows what else the form asked for',
} as const;

/** The filters of a query string. */
export function readFilterQuery(query: Query): RequestFilter {
  const ids = [...readTexts(query, 'request_id'), ...readTexts(query, 'id')];
  const statuses = readWords(query, 'status', requestStatuses);
  const actions = readWords(query, 'action_type', requestActions);
  const identity = readText(query, 'identity');
  const external = readText(query, 'external_id');
  const searched = readText(query, 'fuzzy_search_str');
  return checkFilter(['query'], {
    ...(searched && withSearchText(searched)),
    ...(ids.length > 0 && withIds(ids)),
    ...(external && { external_id_prefix: external }),
    ...(statuses.length > 0 && { statuses }),
    ...(actions.length > 0 && { actions }),
    ...momentsOf((name) => readText(query, name), ['query']),
    ...(identity !== undefined && { identities: [{ name: null, value: identity }] }),
  });
}

export function readListOptions(query: Query): ListOptions {
  const sort_field = readWord(query, 'sort_field', requestSortFields);
  const sort_direction = readWord(query, 'sort_direction', ['asc', 'desc']);
  return {
    ...(sort_field && { sort_field }),
    ...(sort_direction && { sort_direction }),
    include_identities: readSwitch(query, 'include_identities') ?? false,
    include_custom_fields: readSwitch(query, 'include_custom_privacy_request_fields') ?? false,
  };
}

/** @param place where the filters stand in the HTTP request */
export function checkFilter(place: Problem['path'], filter: object): RequestFilter {
  try {
    return check(RequestFilter, filter);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const problems = error.problems.map((problem) => ({ ...problem, path: [...place, ...problem.path] }));
    throw new AppError('invalid', {}, problems);
  }
}

export function momentsOf(
  textOf: (name: string) => string | undefined,
  path: Problem['path'],
): Pick<RequestFilter, 'created_gt' | 'created_lt'> {
  const [after, before] = [textOf('created_gt'), textOf('created_lt')];
  return {
    ...(after !== undefined && { created_gt: readMoment(after, [...path, 'created_gt']) }),
    ...(before !== undefined && { created_lt: readMoment(before, [...path, 'created_lt']) }),
  };
}
