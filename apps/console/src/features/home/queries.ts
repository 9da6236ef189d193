import { queryOptions } from '@tanstack/react-query';
import { api, client } from '../../api/client';
import { openStatuses } from '../../api/open-statuses';
import { requestsQuery } from '../../api/privacy-requests';
import { toProblem } from '../../api/problem';
import type { RequestStatus } from '../../api/types';

/** The person of the test request. */
export const testPerson = 'ada@example.com';

interface Readiness {
  readonly checks: Readonly<Record<string, string>>;
}

const refetchInterval = 15_000;

/** A part that is down is an answer, not an error. */
export const healthQuery = queryOptions({
  queryKey: ['health'],
  queryFn: async (): Promise<Readiness> => {
    try {
      const { data } = await client.GET('/health/ready');
      return { checks: data?.checks ?? {} };
    } catch (error) {
      const { status, body } = toProblem(error);
      if (status === 503 && typeof body === 'object' && body && 'checks' in body) return body as Readiness;
      throw error;
    }
  },
  refetchInterval,
});

export const providerStatusQuery = api.queryOptions(
  'get',
  '/api/v1/messaging/default/status',
  {},
  { refetchInterval },
);
export const providerHealthQuery = api.queryOptions(
  'get',
  '/api/v1/messaging/health',
  {},
  { refetchInterval },
);
export const settingsQuery = api.queryOptions('get', '/api/v1/config/effective');

export function countQuery(state: 'queued' | 'unknown' | 'failed') {
  const params = { query: { state, size: 1 } };
  return api.queryOptions(
    'get',
    '/api/v1/messages',
    { params },
    { refetchInterval, select: ({ total }) => total },
  );
}

export const dueQuery = requestsQuery(
  { status: [...openStatuses], sort_field: 'due_date', sort_direction: 'asc', include_identities: true },
  1,
  5,
);
export const waitingQuery = requestsQuery({ status: ['pending'] satisfies RequestStatus[] }, 1, 1);
export const overdueQuery = requestsQuery({ is_overdue: true }, 1, 1);
export const testRequestQuery = {
  ...requestsQuery({ identities: { email: testPerson } }, 1, 1),
  refetchInterval: 5_000,
};
