import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, client } from '../../api/client';
import { Problem, toProblem } from '../../api/problem';
import { requestsQuery } from '../../api/privacy-requests';

const refetchInterval = 10_000;

/** With the person and the answers on the form, which no other route shows. */
export function requestQuery(id: string) {
  const search = { request_id: [id], include_identities: true, include_custom_privacy_request_fields: true };
  return { ...requestsQuery(search, 1, 1), refetchInterval };
}

const ofRequest = (id: string) => ({ params: { path: { id } } });

export function historyQuery(id: string) {
  return api.queryOptions('get', '/api/v1/privacy-request/{id}/history', ofRequest(id), { refetchInterval });
}

export function deadlinesQuery(id: string) {
  return api.queryOptions('get', '/api/v1/privacy-request/{id}/deadlines', ofRequest(id));
}

export function lawsQuery() {
  return api.queryOptions('get', '/api/v1/laws', {}, { staleTime: 60_000 });
}

export function messagesQuery(id: string) {
  const params = { query: { about: id, size: 100 } };
  return api.queryOptions('get', '/api/v1/messages', { params }, { refetchInterval });
}

export function notesQuery(id: string) {
  const params = { query: { request_id: id, $limit: 100 } };
  return api.queryOptions('get', '/dsar/requests/notes', { params });
}

/** Null: there is none, as the person was not verified here. */
export function receiptQuery(id: string) {
  return queryOptions({
    queryKey: ['receipt', id],
    queryFn: async () => {
      try {
        const path = '/api/v1/privacy-request/{id}/verification/receipt';
        return (await client.GET(path, ofRequest(id))).data ?? null;
      } catch (error) {
        if (toProblem(error).status === 404) return null;
        throw error;
      }
    },
  });
}

/** What a decision would send. */
export function decisionPreviewQuery(id: string, decision: 'approve' | 'deny', reason: string) {
  return queryOptions({
    queryKey: ['decision-preview', id, decision, reason],
    queryFn: async ({ signal }) => {
      const path = '/api/v1/privacy-request/{id}/decision/preview';
      const { data } = await client.POST(path, {
        ...ofRequest(id),
        body: { decision, reason: reason || null },
        signal,
      });
      if (!data) throw new Problem('');
      return data;
    },
    placeholderData: keepPreviousData,
  });
}
