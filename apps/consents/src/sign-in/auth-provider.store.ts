import { Injectable } from '@nestjs/common';
import { Clock, newId, type SignInProtocol } from '@subjectline/contracts';
import { Database, Table, type Transaction } from '@subjectline/storage';

export interface AuthProviderRow {
  organization: string;
  id: string;
  type: SignInProtocol;
  is_default: boolean;
  created_at: Date;
  updated_at: Date;
}

const authProviders = new Table<AuthProviderRow>('auth_providers');

@Injectable()
export class AuthProviderStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Runs `work` with the organization's providers locked, oldest first. */
  withAll<T>(
    organization: string,
    work: (providers: AuthProviderRow[], transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    return this.database.transaction(async (transaction) => {
      await transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 3))', [organization]);
      return work(await authProviders.list(transaction, { organization }, 'position'), transaction);
    });
  }

  async insert(
    transaction: Transaction,
    organization: string,
    type: SignInProtocol,
    isDefault: boolean,
  ): Promise<AuthProviderRow> {
    if (isDefault) await this.clearDefault(transaction, organization);
    const now = this.clock.now();
    return authProviders.insertReturning(transaction, {
      organization,
      id: newId('aup'),
      type,
      is_default: isDefault,
      created_at: now,
      updated_at: now,
    });
  }

  async update(
    transaction: Transaction,
    { organization, id }: AuthProviderRow,
    type: SignInProtocol,
    isDefault: boolean,
  ): Promise<AuthProviderRow> {
    if (isDefault) await this.clearDefault(transaction, organization);
    const changes = { type, is_default: isDefault, updated_at: this.clock.now() };
    const row = await authProviders.updateReturning(transaction, { organization, id }, changes);
    if (!row) throw new Error('an authentication provider is gone');
    return row;
  }

  delete(transaction: Transaction, { organization, id }: AuthProviderRow): Promise<void> {
    return authProviders.delete(transaction, { organization, id });
  }

  private clearDefault(transaction: Transaction, organization: string): Promise<void> {
    const changes = { is_default: false, updated_at: this.clock.now() };
    return authProviders.update(transaction, { organization, is_default: true }, changes);
  }
}
