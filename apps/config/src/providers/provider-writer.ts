import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { AppError } from '@subjectline/contracts';
import type { Provider } from '@subjectline/providers';
import { KeyRing, type Queryable } from '@subjectline/storage';
import { checkedAt } from './problem-place';
import { sealSecrets, type KeptSecrets } from './provider-secrets';
import { ProviderStore, type ProviderDraft, type ProviderRow } from '../state/provider.store';

/** Stores a provider config, within a change of its organization. */
@Injectable()
export class ProviderWriter {
  constructor(
    private readonly store: ProviderStore,
    private readonly keys: KeyRing,
  ) {}

  async write(
    on: Queryable,
    organization: string,
    before: ProviderRow | null,
    draft: ProviderDraft,
  ): Promise<ProviderRow> {
    const { key, name, details, sealed_secrets } = draft;
    const holder = await this.store.keyWithName(organization, name, on);
    if (holder !== null && holder !== key) throw new AppError('provider_name_taken', { name });
    if (!before) return this.store.insert(organization, draft, on);
    const isUntested =
      sealed_secrets !== before.sealed_secrets || !isDeepStrictEqual(details, before.details);
    return this.store.update(organization, draft, isUntested, on);
  }

  /** The provider's usual name; with the key if another config has it. */
  async freeName(on: Queryable, organization: string, provider: Provider, key: string): Promise<string> {
    const name = provider.configName ?? provider.label;
    const holder = await this.store.keyWithName(organization, name, on);
    return holder === null ? name : `${name} (${key})`;
  }

  /**
   * The secrets of a config after some were given.
   * @param place where in the request they stand
   */
  sealed(
    provider: Provider,
    config: { organization: string; key: string; before: ProviderRow | null; kept: KeptSecrets },
    secrets: object | undefined,
    place: readonly string[] = [],
  ): string | null {
    const sealed = config.before?.sealed_secrets ?? null;
    if (secrets === undefined) return sealed;
    return checkedAt(place, () => sealSecrets(this.keys, provider, { ...config, sealed }, secrets));
  }
}
