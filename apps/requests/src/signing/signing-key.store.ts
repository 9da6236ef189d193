import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import { Database, Table } from '@subjectline/storage';
import type { JWK } from 'jose';

export interface SigningKeyRow {
  id: string;
  public_key: JWK;
  sealed_private: string;
  created_at: Date;
}

const signingKeys = new Table<SigningKeyRow>('signing_keys');

/** Key pairs of signatures. Public keys stay for good: what they verify does. */
@Injectable()
export class SigningKeyStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Newest first. */
  list(): Promise<SigningKeyRow[]> {
    return signingKeys.list(this.database, {}, 'created_at desc, id');
  }

  add(key: Omit<SigningKeyRow, 'created_at'>): Promise<SigningKeyRow> {
    return signingKeys.insertReturning(this.database, { ...key, created_at: this.clock.now() });
  }
}
