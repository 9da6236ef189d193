import { Injectable } from '@nestjs/common';
import {
  AppError,
  type ChangeProviderRequest,
  type CreateProviderRequest,
  type ProviderConfig,
  type ProviderName,
  type SaveProviderRequest,
  type SaveProviderSecretsRequest,
} from '@subjectline/contracts';
import { KeyRing, type Queryable, type Transaction } from '@subjectline/storage';
import { ConfigEnv } from '../env';
import { deepMerge } from '../state/merge';
import { checkedDetails } from './provider-details';
import { requireKnownType, requireSameType, requireUsableType } from '../state/provider-type';
import { ProviderWriter } from './provider-writer';
import { ProviderService } from './provider.service';
import { ProviderStore, type ProviderRow } from '../state/provider.store';
import { toProviderConfig } from '../state/provider.view';
import { SettingsPublisher } from '../state/settings.publisher';
import { SettingsStore } from '../state/settings.store';

/** Creates, changes and deletes provider configs. */
@Injectable()
export class ProviderChangesService {
  constructor(
    private readonly store: ProviderStore,
    private readonly writer: ProviderWriter,
    private readonly providers: ProviderService,
    private readonly settings: SettingsStore,
    private readonly publisher: SettingsPublisher,
    private readonly keys: KeyRing,
    private readonly env: ConfigEnv,
  ) {}

  /** By type: the config that its name stands for, or a new one with the type as its key. */
  async save({ organization, service_type, details }: SaveProviderRequest): Promise<ProviderConfig> {
    const provider = requireUsableType(service_type, this.env);
    const { serviceType } = provider;
    return this.change(organization, async (transaction) => {
      const ofType = await this.store.readByType(organization, serviceType, transaction);
      const before = ofType ?? (await this.store.readByKey(organization, serviceType, transaction));
      requireSameType(before, serviceType);
      return this.writer.write(transaction, organization, before, {
        key: before?.key ?? serviceType,
        name: before?.name ?? (await this.writer.freeName(transaction, organization, provider, serviceType)),
        service_type: serviceType,
        details: checkedDetails(provider, details),
        sealed_secrets: before?.sealed_secrets ?? null,
      });
    });
  }

  /** By key: the config with it, or a new one. */
  async create(request: CreateProviderRequest): Promise<ProviderConfig> {
    const { organization, service_type, details, secrets } = request;
    const provider = requireUsableType(service_type, this.env);
    const key = request.key ?? provider.serviceType;
    return this.change(organization, async (transaction) => {
      const before = await this.store.readByKey(organization, key, transaction);
      requireSameType(before, provider.serviceType);
      const known = request.name ?? before?.name;
      const row = await this.writer.write(transaction, organization, before, {
        key,
        name: known ?? (await this.writer.freeName(transaction, organization, provider, key)),
        service_type: provider.serviceType,
        details: checkedDetails(provider, details),
        sealed_secrets: this.writer.sealed(
          provider,
          { organization, key, before, kept: 'others_of_a_part' },
          secrets,
          ['secrets'],
        ),
      });
      const isOnlyOne = (await this.store.count(organization, transaction)) === 1;
      if (isOnlyOne) await this.activate(transaction, organization, provider.serviceType);
      return row;
    });
  }

  async changeByKey(request: ChangeProviderRequest): Promise<ProviderConfig> {
    const { organization, key, service_type, name, details, secrets } = request;
    return this.change(organization, async (transaction) => {
      const before = await this.store.readByKey(organization, key, transaction);
      if (!before) throw new AppError('provider_key_unknown', { key });
      const provider = requireKnownType(service_type ?? before.service_type);
      requireSameType(before, provider.serviceType);
      const merged = details ? { ...before.details, ...details } : details;
      return this.writer.write(transaction, organization, before, {
        ...before,
        name: name ?? before.name,
        details: merged === undefined ? before.details : checkedDetails(provider, merged),
        sealed_secrets: this.writer.sealed(provider, { organization, key, before, kept: 'others' }, secrets, [
          'secrets',
        ]),
      });
    });
  }

  async saveSecrets({ secrets, ...choice }: SaveProviderSecretsRequest): Promise<ProviderConfig> {
    const { organization } = choice;
    return this.change(organization, async (transaction) => {
      const before = await this.providers.require(choice, transaction, 'secrets');
      const provider = requireKnownType(before.service_type);
      const stored = { organization, key: before.key, before, kept: 'others_of_a_part' } as const;
      const sealed_secrets = this.writer.sealed(provider, stored, secrets);
      return this.writer.write(transaction, organization, before, { ...before, sealed_secrets });
    });
  }

  /** No type is active after the last config of the active one is deleted. */
  async delete({ organization, key }: ProviderName): Promise<ProviderConfig> {
    return this.change(organization, async (transaction) => {
      const row = await this.store.delete(organization, key, transaction);
      if (!row) throw new AppError('provider_key_unknown', { key });
      const rest = await this.store.readByType(organization, row.service_type, transaction);
      const document = await this.settings.read(organization, transaction);
      if (!rest && document.notifications?.notification_service_type === row.service_type) {
        await this.activate(transaction, organization, null);
      }
      return row;
    });
  }

  private async change(
    organization: string,
    work: (transaction: Transaction) => Promise<ProviderRow>,
  ): Promise<ProviderConfig> {
    return toProviderConfig(this.keys, await this.publisher.change(organization, work));
  }

  private async activate(on: Queryable, organization: string, serviceType: string | null): Promise<void> {
    const document = await this.settings.read(organization, on);
    const changes = { notifications: { notification_service_type: serviceType } };
    await this.settings.write(organization, deepMerge(document, changes), on);
  }
}
