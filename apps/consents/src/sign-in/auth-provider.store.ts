import { Injectable } from '@nestjs/common';
import { Clock, newId, type SignInProtocol } from '@subjectline/contracts';
import { Database, type Transaction } from '@subjectline/storage';

export interface AuthProviderRow {
  organization: string;
  id: string;
  type: SignInProtocol;
  is_default: boolean;
  created_at: Date;
  updated_at: Date;
}

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
      const providers = await transaction.query<AuthProviderRow>(
        'select * from auth_providers where organization = $1 order by position',
        [organization],
      );
      return work(providers, transaction);
    });
  }

  async insert(
    transaction: Transaction,
    organization: string,
    type: SignInProtocol,
    isDefault: boolean,
  ): Promise<AuthProviderRow> {
    if (isDefault) await this.clearDefault(transaction, organization);
    const [row] = await transaction.query<AuthProviderRow>(
      `insert into auth_providers (organization, id, type, is_default, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $5) returning *`,
      [organization, newId('aup'), type, isDefault, this.clock.now()],
    );
    if (!row) throw new Error('an authentication provider was not stored');
    return row;
  }

  async update(
    transaction: Transaction,
    { organization, id }: AuthProviderRow,
    type: SignInProtocol,
    isDefault: boolean,
  ): Promise<AuthProviderRow> {
    if (isDefault) await this.clearDefault(transaction, organization);
    const [row] = await transaction.query<AuthProviderRow>(
      `update auth_providers set type = $3, is_default = $4, updated_at = $5
       where organization = $1 and id = $2 returning *`,
      [organization, id, type, isDefault, this.clock.now()],
    );
    if (!row) throw new Error('an authentication provider is gone');
    return row;
  }

  async delete(transaction: Transaction, { organization, id }: AuthProviderRow): Promise<void> {
    await transaction.query('delete from auth_providers where organization = $1 and id = $2', [
      organization,
      id,
    ]);
  }

  private async clearDefault(transaction: Transaction, organization: string): Promise<void> {
    await transaction.query(
      'update auth_providers set is_default = false, updated_at = $2 where organization = $1 and is_default',
      [organization, this.clock.now()],
    );
  }
}
