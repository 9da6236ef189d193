import { useQuery } from '@tanstack/react-query';
import { api } from './client';
import { useCan } from './session';

const usersQuery = api.queryOptions(
  'get',
  '/api/v1/user',
  { params: { query: { page: 1, size: 100 } } },
  { staleTime: 60_000 },
);

/** Names of users by their ids. Others, and all of them for those who may not read users, keep their id. */
export function useActorNames(): (id: string) => string {
  const enabled = useCan()('user:read');
  const users = useQuery({ ...usersQuery, enabled }).data?.items ?? [];
  return (id) => {
    const user = users.find((one) => one.id === id);
    if (!user) return id;
    return [user.first_name, user.last_name].filter(Boolean).join(' ') || user.email_address;
  };
}
