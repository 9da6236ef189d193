import { createSecretKey, randomUUID, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { AppError, Clock, type IssuedConsentToken } from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import { decodeProtectedHeader, jwtVerify, SignJWT } from 'jose';
import { ConsentVault, type TokenContent } from '../person/consent-vault';
import { UserDirectory, type KnownUser } from '../person/user-directory';

/** The user of a token, and what each event made with it carries. */
export interface Bearer {
  readonly user: KnownUser;
  readonly content: TokenContent;
}

const issuer = 'subjectline';

export const emptyTokenContent: TokenContent = {
  metadata: null,
  user_metadata: null,
  delegate: null,
  validation: null,
  token_metadata: null,
};

/**
 * Consent tokens let a browser act for one user of one organization. Their holder can read them, so personal data in
 * them is sealed, and the user stands under an internal id.
 */
@Injectable()
export class TokenService {
  private readonly keys: ReadonlyMap<string, KeyObject>;
  private readonly signingKeyId: string;

  constructor(
    ring: KeyRing,
    private readonly vault: ConsentVault,
    private readonly users: UserDirectory,
    private readonly clock: Clock,
  ) {
    const derived = ring.derive('consent-token');
    this.keys = new Map(derived.map(({ id, key }) => [id, createSecretKey(key)]));
    this.signingKeyId = derived[0]?.id ?? '';
  }

  async issue(
    { row, person }: KnownUser,
    lifetimeSeconds: number,
    content: TokenContent = emptyTokenContent,
  ): Promise<IssuedConsentToken> {
    const { organization, id: subject } = row;
    const id = randomUUID();
    const issuedAtSeconds = Math.floor(this.clock.nowMs() / 1_000);
    const sealed = this.vault.seal('token', { organization, id: `${subject}:${id}` }, content);
    const token = await new SignJWT({ org: organization, sealed })
      .setProtectedHeader({ alg: 'HS256', kid: this.signingKeyId })
      .setIssuer(issuer)
      .setSubject(subject)
      .setJti(id)
      .setIssuedAt(issuedAtSeconds)
      .setExpirationTime(issuedAtSeconds + lifetimeSeconds)
      .sign(this.keyOf(this.signingKeyId));
    return { token, expires_in: lifetimeSeconds, user_id: person.public_id };
  }

  /** Refuses with `consent_token_rejected` a token that is expired, forged, or of another organization. */
  async verify(organization: string, token: string): Promise<Bearer> {
    const bearer = await this.read(organization, token).catch((error: unknown) => {
      if (error instanceof AppError) throw error;
      throw new AppError('consent_token_rejected', {}, [], { cause: error });
    });
    if (!bearer) throw new AppError('consent_token_rejected');
    return bearer;
  }

  private async read(organization: string, token: string): Promise<Bearer | null> {
    const { kid } = decodeProtectedHeader(token);
    const { payload } = await jwtVerify(token, this.keyOf(kid ?? ''), {
      algorithms: ['HS256'],
      issuer,
      requiredClaims: ['sub', 'exp', 'jti'],
      currentDate: this.clock.now(),
    });
    const { org, sub = '', jti = '', sealed } = payload;
    if (org !== organization || typeof sealed !== 'string') return null;
    const user = await this.users.read(organization, sub);
    if (!user) return null;
    return { user, content: this.vault.open('token', { organization, id: `${sub}:${jti}` }, sealed) };
  }

  private keyOf(id: string): KeyObject {
    const key = this.keys.get(id);
    if (!key) throw new Error('the token names a key that is not on the ring');
    return key;
  }
}
