import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { client } from './client';
import { Problem } from './problem';
import type { CodeAddress, Credentials, Session, SessionAnswer } from './types';

function sessionIn(data: SessionAnswer | undefined): Session {
  if (!data) throw new Problem('');
  return data.session;
}

/** Who is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async () => sessionIn((await client.GET('/api/v1/session')).data),
  staleTime: 60_000,
});

export async function signIn(credentials: Credentials): Promise<Session> {
  return sessionIn((await client.POST('/api/v1/session', { body: credentials })).data);
}

/** Mails a code to a user. The answer is the same where there is none. */
export async function sendCode(address: CodeAddress): Promise<void> {
  await client.POST('/api/v1/session/code', { body: address });
}

/** How one can sign in with OpenID Connect. */
export const oidcQuery = queryOptions({
  queryKey: ['oidc'],
  queryFn: async () => (await client.GET('/api/v1/session/oidc')).data?.label ?? null,
  staleTime: Infinity,
});

/** Where the browser has to go. */
export async function beginOidc(organization: string): Promise<string> {
  const body = organization === '' ? {} : { organization };
  const { data } = await client.POST('/api/v1/session/oidc', { body });
  if (!data) throw new Problem('');
  return data.authorization_url;
}

/** @param parameters what the identity provider has added to the address */
export async function finishOidc(parameters: string): Promise<Session> {
  return sessionIn((await client.POST('/api/v1/session/oidc/callback', { body: { parameters } })).data);
}

export async function signOut(): Promise<void> {
  await client.DELETE('/api/v1/session');
}

/** Of pages behind the sign-in, which load it first. */
export function useSession(): Session {
  return useSuspenseQuery(sessionQuery).data;
}

/** Whether the signed-in caller has a scope. */
export function useCan(): (scope: string) => boolean {
  const { scopes } = useSession();
  return (scope) => scopes.includes(scope);
}
