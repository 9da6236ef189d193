import { api, client } from '../../api/client';
import { Problem } from '../../api/problem';
import type { Wording, WordingChanges } from '../../api/types';
import { paramsOf, type Place } from '../../api/wordings';

export const kindsQuery = api.queryOptions('get', '/api/v1/wordings');

export function wordingQuery(place: Place) {
  return api.queryOptions('get', '/api/v1/wordings/{kind}', { params: paramsOf(place) });
}

export async function saveWording(
  place: Place,
  { version, changes }: { readonly version: number; readonly changes: WordingChanges },
): Promise<Wording> {
  const body = { ...changes, if_version: version };
  const { data } = await client.PATCH('/api/v1/wordings/{kind}', { params: paramsOf(place), body });
  if (!data) throw new Problem('');
  return data;
}

export function removeWording(place: Place) {
  return client.DELETE('/api/v1/wordings/{kind}', { params: paramsOf(place) });
}

export function versionsQuery(place: Place) {
  const { path, query } = paramsOf(place);
  const params = { path, query: { ...query, size: 50 } };
  return api.queryOptions('get', '/api/v1/wordings/{kind}/versions', { params });
}

export function versionQuery(place: Place, version: number) {
  const { path, query } = paramsOf(place);
  const params = { path: { ...path, version: String(version) }, query };
  return api.queryOptions('get', '/api/v1/wordings/{kind}/versions/{version}', { params });
}

export function restoreVersion(place: Place, version: number, key: string) {
  const { path, query } = paramsOf(place);
  return client.POST('/api/v1/wordings/{kind}/versions/{version}/restore', {
    params: { path: { ...path, version: String(version) }, query, header: { 'Idempotency-Key': key } },
  });
}

export async function sendTest(place: Place, to: string): Promise<string> {
  const body = { to: to.includes('@') ? { email: to } : { phone_number: to } };
  const { data } = await client.POST('/api/v1/wordings/{kind}/test', { params: paramsOf(place), body });
  if (!data) throw new Problem('');
  return data.id;
}

export const brandQuery = api.queryOptions('get', '/api/v1/brand');
