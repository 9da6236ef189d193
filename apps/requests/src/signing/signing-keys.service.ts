import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, dayMs, type SigningKeys, type SigningKeysQuestion } from '@subjectline/contracts';
import { KeyRing } from '@subjectline/storage';
import { exportJWK, generateKeyPair, importJWK, type JWK } from 'jose';
import { Signer } from './signer';
import { SigningKeyStore, type SigningKeyRow } from './signing-key.store';

/** After a year another key signs. */
const lifetimeMs = 365 * dayMs;

/** Keys that sign statements (EdDSA), and the public ones that verify them. */
@Injectable()
export class SigningKeysService {
  /** Kept in memory, as a key never changes. Concurrent callers wait for the same one. */
  private opening: Promise<Signer> | null = null;

  constructor(
    private readonly store: SigningKeyStore,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  async list(_question: SigningKeysQuestion): Promise<SigningKeys> {
    const rows = await this.store.list();
    return { keys: rows.map(({ public_key }) => public_key) };
  }

  /** Called before a transaction, not in it: it may read and store a key. */
  async signer(): Promise<Signer> {
    for (;;) {
      const opening = (this.opening ??= this.open());
      try {
        const signer = await opening;
        if (signer.mayStillSign(this.clock.now())) return signer;
        this.forget(opening);
      } catch (error) {
        this.forget(opening);
        throw error;
      }
    }
  }

  private forget(opening: Promise<Signer>): void {
    if (this.opening === opening) this.opening = null;
  }

  private async open(): Promise<Signer> {
    const { id, sealed_private, created_at } = await this.current();
    const privateKey = this.keys.openJson(sealed_private, contextOf(id)) as JWK;
    const signsUntil = new Date(created_at.getTime() + lifetimeMs);
    return new Signer(id, await importJWK(privateKey, 'EdDSA'), signsUntil);
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
