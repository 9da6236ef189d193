import { createSecretKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError, Clock, type ApiClient } from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import { decodeProtectedHeader, jwtVerify, SignJWT, type JWTPayload } from 'jose';

/** The caller, as identified by its token. */
export interface Caller {
  readonly clientId: string;
  readonly organization: string;
  readonly scopes: ReadonlySet<string>;
  /** Null for the root client; every other client can revoke its older tokens. */
  readonly tokenEpoch: number | null;
}

export interface IssuedToken {
  readonly token: string;
  readonly lifetimeSeconds: number;
  readonly expiresAt: Date;
}

interface KnownToken {
  readonly caller: Caller;
  readonly expiresAtMs: number;
}

const lifetimeSeconds = 3_600;
const issuer = 'subjectline';
const maxKnownTokens = 10_000;

/**
 * Signed tokens that any replica with the same key ring can verify, whichever of its keys is the current one. A token
 * that was verified is known until it expires: the hot path costs no cryptography.
 */
@Injectable()
export class TokenService {
  private readonly keys: ReadonlyMap<string, KeyObject>;
  private readonly signingKeyId: string;
  private readonly known = new Map<string, KnownToken>();

  constructor(
    ring: KeyRing,
    private readonly clock: Clock,
  ) {
    const derived = ring.derive('token');
    this.keys = new Map(derived.map(({ id, key }) => [id, createSecretKey(key)]));
    this.signingKeyId = derived[0]?.id ?? '';
  }

  async issue({ client_id, organization, scopes, token_epoch }: ApiClient): Promise<IssuedToken> {
    const issuedAtSeconds = Math.floor(this.clock.nowMs() / 1_000);
    const expiresAtSeconds = issuedAtSeconds + lifetimeSeconds;
    const token = await new SignJWT({ org: organization, scopes, epoch: token_epoch })
      .setProtectedHeader({ alg: 'HS256', kid: this.signingKeyId })
      .setIssuer(issuer)
      .setSubject(client_id)
      .setIssuedAt(issuedAtSeconds)
      .setExpirationTime(expiresAtSeconds)
      .sign(this.keyOf(this.signingKeyId));
    return { token, lifetimeSeconds, expiresAt: new Date(expiresAtSeconds * 1_000) };
  }

  /** Refuses with `token_rejected` if it is expired, unreadable or signed with another key. */
  async verify(token: string): Promise<Caller> {
    const known = this.known.get(token);
    if (known && known.expiresAtMs > this.clock.nowMs()) {
      // moved to the end: what is used least is forgotten first
      this.known.delete(token);
      this.known.set(token, known);
      return known.caller;
    }
    this.known.delete(token);
    const verified = await this.verifySignature(token).catch((error: unknown) => {
      throw new AppError('token_rejected', {}, [], { cause: error });
    });
    this.remember(token, verified);
    return verified.caller;
  }

  private async verifySignature(token: string): Promise<KnownToken> {
    const { kid } = decodeProtectedHeader(token);
    const { payload } = await jwtVerify(token, this.keyOf(kid ?? ''), {
      algorithms: ['HS256'],
      issuer,
      requiredClaims: ['sub', 'exp'],
      currentDate: this.clock.now(),
    });
    return { caller: callerOf(payload), expiresAtMs: (payload.exp ?? 0) * 1_000 };
  }

  private remember(token: string, known: KnownToken): void {
    const [oldest] = this.known.keys();
    if (this.known.size >= maxKnownTokens && oldest !== undefined) this.known.delete(oldest);
    this.known.set(token, known);
  }

  private keyOf(id: string): KeyObject {
    const key = this.keys.get(id);
    if (!key) throw new Error('the token names a key that is not on the ring');
    return key;
  }
}

function callerOf({ sub, org, scopes, epoch }: JWTPayload): Caller {
  if (typeof sub !== 'string' || typeof org !== 'string' || !Array.isArray(scopes)) {
    throw new Error('the token lacks a claim');
  }
  if (epoch !== null && typeof epoch !== 'number') throw new Error('the token has no epoch');
  return { clientId: sub, organization: org, scopes: new Set(scopes.map(String)), tokenEpoch: epoch };
}
