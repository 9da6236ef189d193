import { Injectable } from '@nestjs/common';
import {
  AppError,
  type AuthProvider,
  type AuthProviderList,
  type ChangeAuthProviderRequest,
  type CreateAuthProviderRequest,
  type DeletedAuthProvider,
  type InitiateSignInRequest,
  type ListAuthProvidersRequest,
  type ReadAuthProviderRequest,
  type SignInProtocol,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { AuthProviderStore, type AuthProviderRow } from './auth-provider.store';

/** How persons sign in to the Preference Center. There is always a provider, and one is the default. */
@Injectable()
export class AuthProviderService {
  constructor(private readonly store: AuthProviderStore) {}

  async list({ organization }: ListAuthProvidersRequest): Promise<AuthProviderList> {
    return this.withAll(organization, async (providers) => ({ items: providers.map(toAuthProvider) }));
  }

  async read({ organization, id }: ReadAuthProviderRequest): Promise<AuthProvider> {
    return this.withAll(organization, async (providers) => toAuthProvider(named(providers, id)));
  }

  /** The named provider, or the default one. */
  async initiate({ organization, auth_provider_id }: InitiateSignInRequest): Promise<AuthProvider> {
    return this.withAll(organization, async (providers) => {
      const wanted = auth_provider_id ?? providers.find(({ is_default }) => is_default)?.id ?? '';
      return toAuthProvider(named(providers, wanted));
    });
  }

  async create({ organization, type, is_default = false }: CreateAuthProviderRequest): Promise<AuthProvider> {
    return this.withAll(organization, async (providers, transaction) => {
      requireNew(providers, type);
      return toAuthProvider(await this.store.insert(transaction, organization, type, is_default));
    });
  }

  async change({ organization, id, type, is_default }: ChangeAuthProviderRequest): Promise<AuthProvider> {
    return this.withAll(organization, async (providers, transaction) => {
      const provider = named(providers, id);
      if (provider.is_default && is_default === false) throw new AppError('conflict', { what: 'default' });
      if (type && type !== provider.type) requireNew(providers, type);
      const isDefault = is_default ?? provider.is_default;
      return toAuthProvider(await this.store.update(transaction, provider, type ?? provider.type, isDefault));
    });
  }

  async delete({ organization, id }: ReadAuthProviderRequest): Promise<DeletedAuthProvider> {
    return this.withAll(organization, async (providers, transaction) => {
      const provider = named(providers, id);
      if (provider.is_default) throw new AppError('conflict', { what: 'default' });
      await this.store.delete(transaction, provider);
      return { id };
    });
  }

  /** The first call of an organization creates the provider that each starts with. */
  private withAll<T>(
    organization: string,
    work: (providers: AuthProviderRow[], transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    return this.store.withAll(organization, async (providers, transaction) => {
      if (providers.length > 0) return work(providers, transaction);
      return work([await this.store.insert(transaction, organization, 'otp', true)], transaction);
    });
  }
}

function named(providers: readonly AuthProviderRow[], id: string): AuthProviderRow {
  const provider = providers.find((each) => each.id === id);
  if (!provider) throw new AppError('auth_provider_unknown', { id });
  return provider;
}

/** Providers differ in their type only: a second one of a type would be a copy. */
function requireNew(providers: readonly AuthProviderRow[], type: SignInProtocol): void {
  const known = providers.find((each) => each.type === type);
  if (known) throw new AppError('auth_provider_taken', { id: known.id, type });
}

function toAuthProvider({ id, type, is_default, created_at, updated_at }: AuthProviderRow): AuthProvider {
  return { id, type, is_default, created_at: created_at.toISOString(), updated_at: updated_at.toISOString() };
}
