import { keepPreviousData } from '@tanstack/react-query';
import { api } from '../../../api/client';
import type { RoleName } from '../../../api/types';

/** From the fewest rights to all. */
export const roleNames = [
  'viewer',
  'approver',
  'viewer_and_approver',
  'contributor',
  'owner',
] as const satisfies readonly RoleName[];

export function usersQuery(page: number) {
  const params = { query: { page, size: 50 } };
  return api.queryOptions('get', '/api/v1/user', { params }, { placeholderData: keepPreviousData });
}
