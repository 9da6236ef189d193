import type { RequestSortField } from '@subjectline/contracts';
import type { ListOptionsQuery } from './request-search.body';

/** The fields and order of a list. */
export interface ListOptions {
  readonly sort_field?: RequestSortField;
  readonly sort_direction?: 'asc' | 'desc';
  readonly include_identities: boolean;
  /** Written for the person: shown with who that is. */
  readonly include_denial_reason: boolean;
  readonly include_custom_fields: boolean;
  readonly include_log: boolean;
  readonly asCsv: boolean;
}

/** @param places where an option may stand, the first that has it counts */
export function readListOptions(...places: readonly ListOptionsQuery[]): ListOptions {
  const sort_field = firstOf(places, 'sort_field');
  const sort_direction = firstOf(places, 'sort_direction');
  const include_identities = firstOf(places, 'include_identities') ?? false;
  return {
    ...(sort_field && { sort_field }),
    ...(sort_direction && { sort_direction }),
    include_identities,
    include_denial_reason: include_identities,
    include_custom_fields: firstOf(places, 'include_custom_privacy_request_fields') ?? false,
    include_log: firstOf(places, 'verbose') ?? false,
    asCsv: firstOf(places, 'download_csv') ?? false,
  };
}

function firstOf<Name extends keyof ListOptionsQuery>(
  places: readonly ListOptionsQuery[],
  name: Name,
): ListOptionsQuery[Name] {
  return places.map((options) => options[name]).find((value) => value !== undefined && value !== null);
}
