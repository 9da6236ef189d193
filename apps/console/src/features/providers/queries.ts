import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, client } from '../../api/client';
import { toProblem } from '../../api/problem';
import type { Channel, ProviderConfig } from '../../api/types';

const refetchInterval = 15_000;

export const typesQuery = api.queryOptions('get', '/api/v1/messaging/providers', {}, { staleTime: Infinity });
export const configsQuery = api.queryOptions(
  'get',
  '/api/v1/messaging/config',
  { params: { query: { size: 100 } } },
  { refetchInterval },
);
export const healthQuery = api.queryOptions('get', '/api/v1/messaging/health', {}, { refetchInterval });
export const statusQuery = api.queryOptions(
  'get',
  '/api/v1/messaging/default/status',
  {},
  { refetchInterval },
);
export const fallbackQuery = api.queryOptions('get', '/api/v1/messaging/fallback');
export const settingsQuery = api.queryOptions('get', '/api/v1/config/effective');

/** Null while no provider is active, which is not asked then: browsers log each 404 as an error. */
export const activeQuery = queryOptions({
  queryKey: ['active provider'],
  queryFn: async ({ client: queries, signal }): Promise<ProviderConfig | null> => {
    if (!(await mayBeActive(queries))) return null;
    try {
      return (await client.GET('/api/v1/messaging/default/active', { signal })).data ?? null;
    } catch (error) {
      if (toProblem(error).status === 404) return null;
      throw error;
    }
  },
});

/** Who may not see the settings does not know. */
async function mayBeActive(queries: QueryClient): Promise<boolean> {
  const [{ items }, settings] = await Promise.all([
    queries.fetchQuery(configsQuery),
    queries.fetchQuery(settingsQuery).catch(() => null),
  ]);
  const chosen = settings?.settings.find(({ name }) => name === 'notifications.notification_service_type');
  return items.some(({ service_type }) => !chosen || service_type === chosen.value);
}

export function configQuery(config_key: string) {
  return api.queryOptions('get', '/api/v1/messaging/config/{config_key}', {
    params: { path: { config_key } },
  });
}

export function reportsQuery(config_key: string) {
  return api.queryOptions('get', '/api/v1/messaging/config/{config_key}/reports', {
    params: { path: { config_key } },
  });
}

export function messageQuery(id: string) {
  return api.queryOptions(
    'get',
    '/api/v1/messages/{id}',
    { params: { path: { id } } },
    { refetchInterval: 2_000 },
  );
}

export type Fallbacks = Readonly<Record<Channel, readonly string[]>>;
