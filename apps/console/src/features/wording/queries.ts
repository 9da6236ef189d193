import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, client } from '../../api/client';
import { Problem, toProblem } from '../../api/problem';
import type { BrandDetails, Wording, WordingChanges, WordingVersion } from '../../api/types';

export const kindsQuery = api.queryOptions('get', '/api/v1/wordings');

export interface Place {
  readonly kind: string;
  readonly locale: string;
}

const at = ({ kind, locale }: Place) => ({ path: { kind }, query: { locale } });

export function wordingQuery(place: Place) {
  return api.queryOptions('get', '/api/v1/wordings/{kind}', { params: at(place) });
}

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
        params: at(place),
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

export async function saveWording(
  place: Place,
  { version, changes }: { readonly version: number; readonly changes: WordingChanges },
): Promise<Wording> {
  const body = { ...changes, if_version: version };
  const { data } = await client.PATCH('/api/v1/wordings/{kind}', { params: at(place), body });
  if (!data) throw new Problem('');
  return data;
}

export function removeWording(place: Place) {
  return client.DELETE('/api/v1/wordings/{kind}', { params: at(place) });
}

/** None where the organization never had words of its own. */
export function versionsQuery(place: Place) {
  return queryOptions({
    queryKey: ['wording-versions', place],
    queryFn: async (): Promise<readonly WordingVersion[]> => {
      try {
        const { path, query } = at(place);
        const params = { path, query: { ...query, size: 50 } };
        return (await client.GET('/api/v1/wordings/{kind}/versions', { params })).data?.items ?? [];
      } catch (error) {
        if (toProblem(error).status === 404) return [];
        throw error;
      }
    },
  });
}

export function versionQuery(place: Place, version: number) {
  const { path, query } = at(place);
  const params = { path: { ...path, version: String(version) }, query };
  return api.queryOptions('get', '/api/v1/wordings/{kind}/versions/{version}', { params });
}

export function restoreVersion(place: Place, version: number, key: string) {
  const { path, query } = at(place);
  return client.POST('/api/v1/wordings/{kind}/versions/{version}/restore', {
    params: { path: { ...path, version: String(version) }, query, header: { 'Idempotency-Key': key } },
  });
}

export async function sendTest(place: Place, to: string): Promise<string> {
  const body = { to: to.includes('@') ? { email: to } : { phone_number: to } };
  const { data } = await client.POST('/api/v1/wordings/{kind}/test', { params: at(place), body });
  if (!data) throw new Problem('');
  return data.id;
}

export const brandQuery = api.queryOptions('get', '/api/v1/brand');
