import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client } from './client';
import { Problem } from './problem';
import type { BrandDetails, WordingChanges } from './types';

export interface Place {
  readonly kind: string;
  readonly locale: string;
}

export const paramsOf = ({ kind, locale }: Place) => ({ path: { kind }, query: { locale } });

interface Preview {
  readonly channel: 'email' | 'sms';
  readonly changes?: WordingChanges;
  readonly brand?: BrandDetails;
}

/** A refusal says what is wrong with the draft, so that it is not tried again. */
export function previewQuery(place: Place, body: Preview) {
  return queryOptions({
    queryKey: ['wording-preview', place, body],
    queryFn: async ({ signal }) => {
      const { data } = await client.POST('/api/v1/wordings/{kind}/preview', {
        params: paramsOf(place),
        body,
        signal,
      });
      if (!data) throw new Problem('');
      return data;
    },
    placeholderData: keepPreviousData,
    retry: false,
  });
}
