import type { PersonIdentity, ProofKind } from '@subjectline/contracts';
import { toIdentifier } from '../person/request-identity';
import type { SignedIn } from './id-token';

/** What a sign-in proves of a request, or why it proves nothing. */
export type SessionMatch = { readonly kinds: ProofKind[] } | { readonly why: string };

/**
 * A sign-in counts only if it is that of everyone the request names: the person of a session could otherwise have the data of
 * another sent to themselves. An address that a code has proved needs no other proof.
 */
export function matchSession(
  { email, phone_number, external_id }: PersonIdentity,
  session: SignedIn,
  proved: readonly ProofKind[],
): SessionMatch {
  const isSame = (name: string, one: string, other: string | null) =>
    other !== null && toIdentifier(name, one)[1] === toIdentifier(name, other)[1];
  const kinds: ProofKind[] = [];
  for (const [kind, named] of [
    ['email', email],
    ['phone_number', phone_number],
  ] as const) {
    if (!named) continue;
    if (isSame(kind, named, session[kind])) kinds.push(kind);
    else if (!proved.includes(kind))
      return { why: `its ${kind} is not that of the request, or is not verified` };
  }
  if (external_id && external_id !== session.sub)
    return { why: 'its sub is not the external_id of the request' };
  if (kinds.length === 0 && !external_id) return { why: 'nothing in it names the person of the request' };
  return { kinds: [...kinds, 'session'] };
}
