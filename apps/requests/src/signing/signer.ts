import { CompactSign, type CryptoKey } from 'jose';

/** What a statement says, beside who issued it. */
export interface Statement {
  /** As in RFC 8725 §3.11. */
  readonly typ: string;
  /** The id of what it is about. */
  readonly subject: string;
  readonly organization: string;
  readonly issuedAt: Date;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** A private key, opened. */
export class Signer {
  constructor(
    private readonly keyId: string,
    private readonly key: CryptoKey | Uint8Array,
    private readonly signsUntil: Date,
  ) {}

  mayStillSign(now: Date): boolean {
    return now < this.signsUntil;
  }

  /** @returns a JWS in compact form */
  sign({ typ, subject, organization, issuedAt, facts }: Statement): Promise<string> {
    const iat = Math.floor(issuedAt.getTime() / 1_000);
    const claims = { iss: 'subjectline', sub: subject, org: organization, iat, ...facts };
    return new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'EdDSA', kid: this.keyId, typ })
      .sign(this.key);
  }
}
