import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { basePath } from '../base-path';
import { Problem, problemOf } from './problem';

/** Who is signed in. */
export interface Session {
  readonly kind: string;
  readonly name: string;
  readonly role: string | null;
  readonly scopes: readonly string[];
  readonly organization: string;
}

export interface Credentials {
  readonly client_id: string;
  readonly client_secret: string;
}

async function callSession(method: string, body?: Credentials): Promise<Session> {
  const headers = { 'x-console': '1', ...(body && { 'content-type': 'application/json' }) };
  const request = { method, headers, ...(body && { body: JSON.stringify(body) }) };
  const response = await fetch(`${basePath}/api/v1/session`, request).catch(() => {
    throw new Problem('', { code: 'unreachable' });
  });
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw problemOf(response.status, answer, response.headers.get('x-request-id'));
  return (answer as { session: Session } | null)?.session ?? (answer as Session);
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: () => callSession('GET'),
  staleTime: 60_000,
});

export const signIn = (credentials: Credentials): Promise<Session> => callSession('POST', credentials);
export const signOut = (): Promise<unknown> => callSession('DELETE');

/** Of pages behind the sign-in, which load it first. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** Whether the signed-in caller has a scope. */
export function useCan(): (scope: string) => boolean {
  const { scopes } = useSession();
  return (scope) => scopes.includes(scope);
}
