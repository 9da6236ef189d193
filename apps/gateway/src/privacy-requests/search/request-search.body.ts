import {
  listedActions,
  listedStatuses,
  requestSortFields,
  requestSources,
  type ListedAction,
  type ListedStatus,
  type RequestSortField,
  type RequestSource,
} from '@subjectline/contracts';
import {
  ExactValues,
  SearchFlag,
  SearchMoment,
  SearchText,
  SearchTexts,
  SearchWord,
  SearchWords,
} from './search-fields';

const sortFields = `One of ${requestSortFields.join(', ')}.`;
const exactValues = 'Exact values by name; in a query as JSON or as `name[key]=value`. All must match.';

/** The fields and order of a list. */
export class ListOptionsQuery {
  @SearchWord(requestSortFields, sortFields) sort_field?: RequestSortField | null;
  @SearchWord(['asc', 'desc'], '`asc` or `desc`. Default: `desc`.') sort_direction?: 'asc' | 'desc' | null;
  @SearchFlag("`true` includes the last 1,000 entries of each request's history.") verbose?: boolean | null;
  @SearchFlag("`true` includes the persons' identities.") include_identities?: boolean | null;

  @SearchFlag('`true` includes custom form fields.')
  include_custom_privacy_request_fields?: boolean | null;

  @SearchFlag('`true` returns all matches as CSV.') download_csv?: boolean | null;
}

/** Every filter of Fides, and what the list shows. */
export class RequestSearchBody extends ListOptionsQuery {
  @SearchTexts('A whole id, some whole ids, or a part of one.') request_id?: string[] | null;
  @SearchTexts('The same as `request_id`.') request_ids?: string[] | null;
  @SearchTexts('The same as `request_id`.') id?: string[] | null;
  @SearchText('The reference number of a request, as its person reads it out.') reference?: string | null;
  @SearchText('Prefix of an external id.') external_id?: string | null;

  @SearchText(
    'A reference number, the prefix of a request id, or part of an e-mail address, phone number or id of the person.',
  )
  fuzzy_search_str?: string | null;

  @SearchWords(listedStatuses, 'One or more statuses.') status?: ListedStatus[] | null;
  @SearchWords(listedActions, 'One or more actions.') action_type?: ListedAction[] | null;
  @SearchWords(requestSources, 'One or more sources.') source?: RequestSource[] | null;

  @SearchText('A country including its regions, such as `US`, or a region, such as `US-CA`.')
  location?: string | null;

  @SearchFlag('`true` for open requests past their due date, `false` for all others.')
  is_overdue?: boolean | null;

  @SearchMoment('Requests created after this time.') created_gt?: string | null;
  @SearchMoment('Requests created before this time.') created_lt?: string | null;
  @SearchMoment('Requests started after this time.') started_gt?: string | null;
  @SearchMoment('Requests started before this time.') started_lt?: string | null;
  @SearchMoment('Requests completed after this time.') completed_gt?: string | null;
  @SearchMoment('Requests completed before this time.') completed_lt?: string | null;
  @SearchMoment('Requests failed after this time.') errored_gt?: string | null;
  @SearchMoment('Requests failed before this time.') errored_lt?: string | null;
  @ExactValues(exactValues) identities?: Record<string, unknown> | null;
  @ExactValues(exactValues) custom_privacy_request_fields?: Record<string, unknown> | null;

  @SearchFlag('`true` includes requests from the source Consent Webhook.')
  include_consent_webhook_requests?: boolean | null;

  @SearchFlag('Ignored: there is no soft delete.') include_deleted_requests?: boolean | null;
}

export class RequestListQuery extends RequestSearchBody {
  @SearchText('The exact e-mail address, phone number or id of a person.') identity?: string | null;
}
