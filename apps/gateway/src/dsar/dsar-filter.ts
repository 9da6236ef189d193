import {
  dsarStatuses,
  userRightIds,
  type DsarFilter,
  type DsarStatus,
  type Moments,
  type UserRightId,
} from '@subjectline/contracts';
import { Optional } from '@subjectline/schema';
import { anyOf, inList, SliceQuery } from '../didomi/list';
import { QueryMoment, QueryText, QueryWords } from '../http/query/query-fields';

const statusText = `One of ${dsarStatuses.join(', ')}.`;
const rightText = `One of ${userRightIds.join(', ')}.`;
const After = Optional(QueryMoment('After this time.'));
const From = Optional(QueryMoment('At or after this time.'));
const Before = Optional(QueryMoment('Before this time.'));
const Until = Optional(QueryMoment('At or before this time.'));

/** A slice and filters of a list of privacy requests. */
export class DsarRequestsQuery extends SliceQuery {
  @Optional(QueryWords(dsarStatuses, statusText)) status?: DsarStatus[];
  @Optional(QueryWords(dsarStatuses, inList(statusText))) 'status[$in]'?: DsarStatus[];
  @Optional(QueryWords(userRightIds, rightText)) user_right_id?: UserRightId[];
  @Optional(QueryWords(userRightIds, inList(rightText))) 'user_right_id[$in]'?: UserRightId[];
  @Optional(QueryText("The organization's own id of the user.")) organization_user_id?: string;
  @After 'created_at[$gt]'?: string;
  @From 'created_at[$gte]'?: string;
  @Before 'created_at[$lt]'?: string;
  @Until 'created_at[$lte]'?: string;
  @After 'deadline_at[$gt]'?: string;
  @From 'deadline_at[$gte]'?: string;
  @Before 'deadline_at[$lt]'?: string;
  @Until 'deadline_at[$lte]'?: string;
}

export function dsarFilterOf(query: DsarRequestsQuery): DsarFilter {
  const statuses = anyOf(query.status, query['status[$in]']);
  const user_right_ids = anyOf(query.user_right_id, query['user_right_id[$in]']);
  const { organization_user_id } = query;
  const created = momentsOf(query, 'created_at');
  const deadline = momentsOf(query, 'deadline_at');
  return {
    ...(statuses && { statuses }),
    ...(user_right_ids && { user_right_ids }),
    ...(organization_user_id !== undefined && { organization_user_id }),
    ...(created && { created }),
    ...(deadline && { deadline }),
  };
}

function momentsOf(query: DsarRequestsQuery, field: 'created_at' | 'deadline_at'): Moments | undefined {
  const given = (['gt', 'gte', 'lt', 'lte'] as const).flatMap((comparison) => {
    const moment = query[`${field}[$${comparison}]`];
    return moment === undefined ? [] : [[comparison, moment] as const];
  });
  return given.length > 0 ? Object.fromEntries(given) : undefined;
}
