import { Injectable } from '@nestjs/common';
import { AppError, check, Clock, OrganizationId, sessionDigest } from '@subjectline/contracts';
import { Text, Timestamp } from '@subjectline/schema';
import { KeyRing, SealBroken } from '@subjectline/storage';
import { SessionCookie } from '../security/session-cookie';
import type { OidcChecks } from './oidc-client';

const lifetimeMs = 600_000;
const context = 'oidc-transaction';

const Random = Text({ min: 43, max: 128 });

/** A sign-in that has begun in a browser. */
export class OidcTransaction implements OidcChecks {
  @OrganizationId organization!: string;
  @Random state!: string;
  @Random nonce!: string;
  @Random verifier!: string;
  @Timestamp expires_at!: string;
}

/**
 * A sign-in that is under way is in a sealed cookie of the browser that began it, so that any process can end it. The cookie
 * is `SameSite=Strict`: the provider leads back to a page of the console, and that page makes the call.
 */
@Injectable()
export class OidcTransactions {
  private readonly name: string;

  constructor(
    private readonly keys: KeyRing,
    private readonly clock: Clock,
    private readonly cookie: SessionCookie,
  ) {
    this.name = `${cookie.name}-oidc`;
  }

  /** @returns a `Set-Cookie` */
  begin(organization: string, { state, nonce, verifier }: OidcChecks): string {
    const expires_at = new Date(this.clock.nowMs() + lifetimeMs).toISOString();
    const transaction: OidcTransaction = { organization, state, nonce, verifier, expires_at };
    return this.cookie.write(this.name, this.keys.sealJson(transaction, context), lifetimeMs / 1_000);
  }

  /** The one that the browser began with this state. Refused with `oidc_sign_in_expired`. */
  require(cookies: string | undefined, state: string | null): OidcTransaction {
    const transaction = this.open(this.cookie.readAny(cookies, this.name));
    const isCurrent = transaction && Date.parse(transaction.expires_at) > this.clock.nowMs();
    if (!isCurrent || transaction.state !== state) throw new AppError('oidc_sign_in_expired');
    return transaction;
  }

  /** @returns a `Set-Cookie` */
  end(): string {
    return this.cookie.write(this.name, '', 0);
  }

  private open(sealed: string | undefined): OidcTransaction | null {
    if (!sealed) return null;
    try {
      return check(OidcTransaction, this.keys.openJson(sealed, context));
    } catch (error) {
      if (error instanceof SealBroken) return null;
      throw error;
    }
  }
}

/** By which it is known that it was used. */
export function digestOf({ state }: OidcTransaction): string {
  return sessionDigest(state);
}
