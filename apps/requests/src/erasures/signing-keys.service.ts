import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, dayMs, type SigningKeys, type SigningKeysQuestion } from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import { CompactSign, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { SigningKeyStore, type SigningKeyRow } from './signing-key.store';

/** After a year another key signs. */
const lifetimeMs = 365 * dayMs;

/** Signs statements (EdDSA), and publishes the keys that verify them. */
@Injectable()
export class SigningKeysService {
  constructor(
    private readonly store: SigningKeyStore,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  async list(_question: SigningKeysQuestion): Promise<SigningKeys> {
    const rows = await this.store.list();
    return { keys: rows.map(({ public_key }) => public_key) };
  }

  /** @param typ of the statement, as in RFC 8725 §3.11 */
  async sign(typ: string, statement: object): Promise<string> {
    const { id, sealed_private } = await this.current();
    const privateKey = this.keys.openJson(sealed_private, contextOf(id)) as JWK;
    return new CompactSign(new TextEncoder().encode(JSON.stringify(statement)))
      .setProtectedHeader({ alg: 'EdDSA', kid: id, typ })
      .sign(await importJWK(privateKey, 'EdDSA'));
  }

  private async current(): Promise<SigningKeyRow> {
    const [newest] = await this.store.list();
    const isYoung = newest && newest.created_at.getTime() + lifetimeMs > this.clock.nowMs();
    return isYoung ? newest : this.create();
  }

  private async create(): Promise<SigningKeyRow> {
    const id = `sig_${randomUUID()}`;
    const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
    const public_key = { ...(await exportJWK(pair.publicKey)), kid: id, alg: 'EdDSA', use: 'sig' };
    const sealed_private = this.keys.sealJson(await exportJWK(pair.privateKey), contextOf(id));
    return this.store.add({ id, public_key, sealed_private });
  }
}

function contextOf(id: string): string {
  return `signing-key:${id}`;
}
