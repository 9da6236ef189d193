import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, client } from '../../api/client';
import { Problem } from '../../api/problem';
import type { ConsentEvent, ConsentUser } from '../../api/types';

export const pageSize = 50;

interface List<Item> {
  readonly items: readonly Item[];
  readonly total: number;
  readonly pages: number;
}

/** A search is a POST: an id that may be an address is part of no URL. */
export function usersQuery(organization_user_id: string, page: number) {
  return queryOptions({
    queryKey: ['consent-users', organization_user_id, page],
    queryFn: async ({ signal }): Promise<List<ConsentUser>> => {
      const { data } = await client.POST('/api/v1/consent-users/search', {
        params: { query: { page, size: pageSize } },
        body: organization_user_id === '' ? {} : { organization_user_id },
        signal,
      });
      return data ?? { items: [], total: 0, pages: 0 };
    },
    placeholderData: keepPreviousData,
  });
}

export const pendingQuery = api.queryOptions('get', '/api/v1/consent-events/pending', {
  params: { query: { size: pageSize } },
});

export function userQuery(id: string) {
  return api.queryOptions('get', '/consents/users/{id}', { params: { path: { id } } });
}

/** The parameter may be repeated, which its type does not say. */
const everyStatus = ['pending_approval', 'confirmed', 'rejected'] as unknown as string;

export function eventsQuery(user_id: string, page: number) {
  return queryOptions({
    queryKey: ['consent-events', user_id, page],
    queryFn: async ({ signal }): Promise<List<ConsentEvent>> => {
      const query = { user_id, 'status[$in]': everyStatus, $limit: pageSize, $skip: (page - 1) * pageSize };
      const { data } = await client.GET('/consents/events', { params: { query }, signal });
      if (!data) throw new Problem('');
      return { items: data.data, total: data.total, pages: Math.ceil(data.total / pageSize) };
    },
    placeholderData: keepPreviousData,
  });
}

export const approversQuery = api.queryOptions('get', '/consents/approvers');

export function saveApprovers(approvers: string[]) {
  return client.PUT('/consents/approvers', { body: { approvers } });
}

export function askAgain(id: string) {
  return client.POST('/consents/events/{id}/resend', { params: { path: { id } } });
}

/** A document as a file: it is saved, and never shown by us. */
export async function readProof(id: string): Promise<{ readonly name: string; readonly blob: Blob }> {
  const { data: proof } = await client.GET('/consents/proofs/{id}', { params: { path: { id } } });
  if (!proof) throw new Problem('');
  const content = proof.data.slice(proof.data.indexOf(',') + 1);
  const bytes = Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  // as bytes of no type, so that no browser opens it in place
  const blob = new Blob([bytes], { type: 'application/octet-stream' });
  return { name: `proof-${id}.${endings[proof.type]}`, blob };
}

const endings = {
  'application/pdf': 'pdf',
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/gif': 'gif',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
  'application/msword': 'doc',
} as const;
