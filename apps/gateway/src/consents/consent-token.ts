import { createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { AppError } from '@subjectline/contracts';
import type { FastifyRequest } from 'fastify';
import { decodeJwt, type JWTPayload } from 'jose';
import { readText, type Query } from '../http/page';
import type { WireNames } from '../http/bodies/placed';
import { organizationsNamedIn } from '../security/organization.guard';
import { bearerOf } from '../security/credentials';
import { consentTokenKey } from '../security/auth.guard';

/** For a route that browsers may also call with a user's consent token. */
export function TakesConsentToken(): MethodDecorator {
  return SetMetadata(consentTokenKey, consentTokenOf);
}

/** Query parameters of such a route. */
export const tokenQuery = {
  token: 'A consent token. May be sent as a bearer token instead.',
  key: 'The public key (id) of the organization. Sent by browsers that use a consent token.',
} as const;

/** What the contracts of these routes call otherwise. */
export const consentNames: WireNames = { consent_token: 'token', statuses: 'status' };

/** The scope of a call: all users of an organization, or the user of a token. */
export interface ConsentCaller {
  readonly organization: string;
  readonly consent_token?: string;
}

/** The caller of a route that accepts consent tokens. */
export const ConsentCallerOf = createParamDecorator(
  (_data: unknown, context: ExecutionContext): ConsentCaller => {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (request.caller) return { organization: request.caller.organization };
    const consent_token = consentTokenOf(request);
    if (!consent_token) throw new AppError('not_authenticated');
    return { organization: organizationOf(request, consent_token), consent_token };
  },
);

/** The consent token of a call, in the address or as a bearer; null when it shows none. Whether it is worth anything, its issuer says. */
export function consentTokenOf({ query, headers }: FastifyRequest): string | null {
  const inAddress = readText(query as Query, 'token');
  if (inAddress !== undefined) {
    if (claimsOf(inAddress)) return inAddress;
    throw new AppError('consent_token_rejected');
  }
  const bearer = bearerOf(headers.authorization);
  const claims = bearer && claimsOf(bearer);
  // an access token names what it allows; whatever cannot be read is refused as one of those
  return claims && !('scopes' in claims) ? bearer : null;
}

/** The one that the call names; it is the token's, or the token is refused. */
function organizationOf(request: FastifyRequest, token: string): string {
  const [named] = organizationsNamedIn(request);
  if (typeof named === 'string') return named;
  const { org } = claimsOf(token) ?? {};
  if (typeof org !== 'string') throw new AppError('consent_token_rejected');
  return org;
}

/** The unverified claims of a JWT, or null if it is not one. */
function claimsOf(token: string): JWTPayload | null {
  try {
    return decodeJwt(token);
  } catch {
    return null;
  }
}
