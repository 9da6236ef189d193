import { queryOptions, keepPreviousData } from '@tanstack/react-query';
import { client } from './client';
import type { PrivacyRequest, RequestSearch } from './types';

export interface RequestPage {
  readonly items: readonly PrivacyRequest[];
  readonly total: number;
  readonly pages: number;
}

/** A search is a POST: no address is part of a URL. */
export function requestsQuery(search: RequestSearch, page = 1, size = 50) {
  return queryOptions({
    queryKey: ['requests', search, page, size],
    queryFn: async ({ signal }): Promise<RequestPage> => {
      const options = { params: { query: { page, size } }, body: search, signal };
      const { data } = await client.POST('/api/v1/privacy-request/search', options);
      return data ?? { items: [], total: 0, pages: 0 };
    },
    placeholderData: keepPreviousData,
  });
}

/** A labelled value of an identity, as Fides writes it. */
interface Labelled {
  readonly label: string;
  readonly value: unknown;
}

const isLabelled = (entry: unknown): entry is Labelled =>
  typeof entry === 'object' && entry !== null && 'label' in entry && 'value' in entry;

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** Labels and values of an identity or of the form's answers; those without a value are left out. */
export function labelledTexts(
  values: Readonly<Record<string, unknown>> | null,
): (readonly [string, string])[] {
  return Object.values(values ?? {})
    .filter(isLabelled)
    .filter(({ value }) => value !== null && value !== '')
    .map(({ label, value }) => [label, textOf(value)]);
}

/** What the person can be reached by, or else their first identifier. */
export function addressOf({ identity }: PrivacyRequest): string | null {
  return labelledTexts(identity)[0]?.[1] ?? null;
}

export function rightOf({ policy }: PrivacyRequest): 'access' | 'erasure' | 'consent' {
  return policy.rules[0]?.action_type ?? 'access';
}
