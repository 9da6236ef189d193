import { createLocalJWKSet, errors, jwtVerify, type JWTPayload } from 'jose';
import type { SessionIssuer } from '@subjectline/contracts';

/** Signed with a private key: a secret that is shared would let the form sign for itself. */
const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA'];

/** Clocks of two machines differ. */
const toleranceSeconds = 60;

/** Who signed in, as their provider says. */
export interface SignedIn {
  readonly sub: string;
  /** Null unless the provider has verified it. */
  readonly email: string | null;
  readonly phone_number: string | null;
  readonly signedInAt: Date;
}

interface Expected {
  readonly issuer: SessionIssuer;
  /** Binds the sign-in to one request. */
  readonly nonce: string;
  readonly now: Date;
}

/** What an id token of the organization's provider says, or why it proves nothing. */
export async function readIdToken(token: string, expected: Expected): Promise<SignedIn | { why: string }> {
  const { issuer, audience, keys } = expected.issuer;
  try {
    const { payload } = await jwtVerify(token, createLocalJWKSet({ keys }), {
      ...{ issuer, audience, algorithms, currentDate: expected.now, clockTolerance: toleranceSeconds },
      requiredClaims: ['sub', 'iat', 'exp', 'nonce', 'auth_time'],
    });
    const why = refusalOf(payload, expected);
    return why === null ? signedIn(payload) : { why };
  } catch (error) {
    if (!(error instanceof errors.JOSEError)) throw error;
    return { why: reasonOf(error) };
  }
}

function refusalOf(
  { nonce, auth_time, azp, aud }: JWTPayload,
  { issuer: { audience, max_age_seconds }, nonce: expected, now }: Expected,
): string | null {
  if (nonce !== expected) return 'its nonce is not the id of the request';
  if (Array.isArray(aud) && aud.length > 1 && azp !== audience) return 'it was issued to another client';
  if (typeof auth_time !== 'number') return 'its auth_time is not a number';
  const ageSeconds = now.getTime() / 1_000 - auth_time;
  if (ageSeconds < -toleranceSeconds) return 'its auth_time is in the future';
  if (ageSeconds > max_age_seconds) return `the person signed in more than ${max_age_seconds} seconds ago`;
  return null;
}

function signedIn(claims: JWTPayload): SignedIn {
  const verified = (name: string) => {
    const value = claims[name];
    return claims[`${name}_verified`] === true && typeof value === 'string' ? value : null;
  };
  return {
    sub: claims.sub ?? '',
    email: verified('email'),
    phone_number: verified('phone_number'),
    signedInAt: new Date(Number(claims['auth_time']) * 1_000),
  };
}

/** In words of ours: those of the library may hold parts of the token. */
function reasonOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'it has expired';
  if (error instanceof errors.JWTClaimValidationFailed) return `its ${error.claim} is missing or wrong`;
  if (error instanceof errors.JWKSNoMatchingKey) return 'none of the keys in the settings made its signature';
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'its signature is wrong';
  if (error instanceof errors.JOSEAlgNotAllowed) return 'its algorithm is not accepted';
  return 'it is not a signed id token';
}
