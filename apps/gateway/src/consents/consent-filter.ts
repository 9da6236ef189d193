import { consentEventStatuses, type ConsentEventStatus } from '@subjectline/contracts';
import { Optional } from '@subjectline/schema';
import { anyOf, inList, Limit, Skip, SliceQuery } from '../didomi/list';
import { QueryFlag, QueryText, QueryWords } from '../http/query/query-fields';

const statusText = `One of ${consentEventStatuses.join(', ')}.`;
const OrganizationUserId = Optional(QueryText("The organization's own id of the user."));
const Regulation = Optional(QueryText('The regulation, such as `gdpr`.'));

export class CreateEventQuery {
  @Optional(QueryFlag('`true` for an import: no message is sent.')) $disable_integrations?: boolean;
  @Optional(QueryFlag('Ignored: TCF strings are not generated.')) $generate_tcfcs?: boolean;
}

export class UserQuery {
  @Optional(QueryText('The id of the user.')) user_id?: string;
  @OrganizationUserId organization_user_id?: string;
}

export class EventsQuery extends UserQuery {
  @Optional(QueryWords(consentEventStatuses, statusText)) status?: ConsentEventStatus[];
  @Optional(QueryWords(consentEventStatuses, inList(statusText))) 'status[$in]'?: ConsentEventStatus[];
  @Regulation regulation?: string;
}

export class ListEventsQuery extends EventsQuery {
  @Limit $limit: number = 20;
  @Skip $skip: number = 0;
}

export class RegulationQuery {
  @Regulation regulation?: string;
}

export class UsersQuery extends SliceQuery {
  @OrganizationUserId organization_user_id?: string;
  @Regulation regulation?: string;
}

type EventFilter = Omit<EventsQuery, 'status' | 'status[$in]'> & { statuses?: ConsentEventStatus[] };

export function eventFilterOf({ status, 'status[$in]': more, ...query }: EventsQuery): EventFilter {
  const statuses = anyOf(status, more);
  return { ...query, ...(statuses && { statuses }) };
}
