import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, client } from '../../api/client';
import { Problem } from '../../api/problem';
import type { Message, MessageSearch } from '../../api/types';

const refetchInterval = 10_000;

/** A search is a POST: no address is part of a URL. */
export function messagesQuery(search: MessageSearch) {
  return queryOptions({
    queryKey: ['messages', search],
    queryFn: async ({ signal }) => {
      const { data } = await client.POST('/api/v1/messages/search', {
        body: { size: 50, ...search },
        signal,
      });
      return data ?? { items: [] as Message[], total: 0, pages: 0, page: 1, size: 50 };
    },
    placeholderData: keepPreviousData,
    refetchInterval,
  });
}

export function explanationQuery(subject: Pick<MessageSearch, 'to' | 'about'>) {
  return queryOptions({
    queryKey: ['explanation', subject],
    queryFn: async ({ signal }) => {
      const { data } = await client.POST('/api/v1/messages/explain', { body: subject, signal });
      return data?.explanations ?? [];
    },
  });
}

export function messageQuery(id: string) {
  return api.queryOptions('get', '/api/v1/messages/{id}', { params: { path: { id } } }, { refetchInterval });
}

export const deadLettersQuery = api.queryOptions('get', '/api/v1/dead-letters', {}, { refetchInterval });

export const actions = ['send-now', 'cancel', 'resend'] as const;
export type Action = (typeof actions)[number];

/** @param key the same for each try: sent twice, it is done once */
export async function act({
  id,
  action,
  key,
}: {
  readonly id: string;
  readonly action: Action;
  readonly key: string;
}): Promise<Message> {
  const params = { path: { id } };
  const { data } =
    action === 'resend'
      ? await client.POST('/api/v1/messages/{id}/resend', {
          params: { ...params, header: { 'Idempotency-Key': key } },
        })
      : await client.POST(`/api/v1/messages/{id}/${action}`, { params });
  if (!data) throw new Problem('');
  return data;
}
