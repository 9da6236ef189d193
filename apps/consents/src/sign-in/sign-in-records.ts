import { Injectable } from '@nestjs/common';
import type { Transaction } from '@subjectline/storage';
import { ConsentVault, type SignInContent } from '../person/consent-vault';
import { SignInStore } from './sign-in.store';

/** Sign-ins that have been started: sealed when stored, opened when read. */
@Injectable()
export class SignInRecords {
  constructor(
    private readonly store: SignInStore,
    private readonly vault: ConsentVault,
  ) {}

  /** Replaces the earlier one of the same address. @returns its subject reference */
  async put(transaction: Transaction, organization: string, content: SignInContent): Promise<string> {
    const [id] = this.vault.signInIds(organization, content.organization_user_id);
    const sealed_content = this.vault.seal('sign-in', { organization, id }, content);
    await this.store.put(transaction, { organization, id, sealed_content });
    return id;
  }

  async read(organization: string, id: string): Promise<SignInContent | null> {
    const row = await this.store.read(organization, id);
    return row && this.vault.open('sign-in', row, row.sealed_content);
  }

  /** The subject reference of the latest sign-in at an address. An older key may have been current then. */
  async subjectOf(organization: string, email: string): Promise<string> {
    const ids = this.vault.signInIds(organization, email);
    return (await this.store.latestOf(organization, ids)) ?? ids[0];
  }

  sweep(): Promise<void> {
    return this.store.sweep();
  }
}
