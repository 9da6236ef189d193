import { requestSortFields, type RequestSortField } from '@subjectline/contracts';
import type { FilterSource } from './filter-source';

/** The fields and order of a list. */
export interface ListOptions {
  readonly sort_field?: RequestSortField;
  readonly sort_direction?: 'asc' | 'desc';
  readonly include_identities: boolean;
  readonly include_custom_fields: boolean;
  readonly include_log: boolean;
  readonly asCsv: boolean;
}

/** @param sources where an option may stand, the first that has it counts */
export function readListOptions(...sources: readonly FilterSource[]): ListOptions {
  const sort_field = firstOf(sources, (source) => source.words('sort_field', requestSortFields).at(-1));
  const sort_direction = firstOf(sources, (source) =>
    source.words('sort_direction', ['asc', 'desc'] as const).at(-1),
  );
  const isOn = (name: string) => firstOf(sources, (source) => source.switch(name)) ?? false;
  return {
    ...(sort_field && { sort_field }),
    ...(sort_direction && { sort_direction }),
    include_identities: isOn('include_identities'),
    include_custom_fields: isOn('include_custom_privacy_request_fields'),
    include_log: isOn('verbose'),
    asCsv: isOn('download_csv'),
  };
}

function firstOf<Value>(
  sources: readonly FilterSource[],
  read: (source: FilterSource) => Value | undefined,
): Value | undefined {
  for (const source of sources) {
    const value = read(source);
    if (value !== undefined) return value;
  }
  return undefined;
}
