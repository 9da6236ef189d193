import { Injectable } from '@nestjs/common';
import {
  AppError,
  type ListProvidersRequest,
  type ProviderChoice,
  type ProviderConfig,
  type ProviderPage,
  type ProviderReadiness,
  type ReadActiveProviderRequest,
  type RecordProviderTestRequest,
} from '@subjectline/contracts';
import { providers, type Provider } from '@subjectline/providers';
import { KeyRing, type Queryable } from '@subjectline/storage';
import { issueOf } from '../state/provider-readiness';
import { requireKnownType } from '../state/provider-type';
import { ProviderStore, type ProviderRow } from '../state/provider.store';
import { toProviderConfig } from '../state/provider.view';
import { SettingsReader } from '../state/settings-reader';

/** Reads provider configs, tells which one is active, and records tests. */
@Injectable()
export class ProviderService {
  constructor(
    private readonly store: ProviderStore,
    private readonly settings: SettingsReader,
    private readonly keys: KeyRing,
  ) {}

  async read(choice: ProviderChoice): Promise<ProviderConfig> {
    return toProviderConfig(this.keys, await this.require(choice));
  }

  async list(request: ListProvidersRequest): Promise<ProviderPage> {
    const { rows, total } = await this.store.list(request);
    return { items: rows.map((row) => toProviderConfig(this.keys, row)), total };
  }

  async readActive({ organization }: ReadActiveProviderRequest): Promise<ProviderConfig> {
    const active = await this.active(organization);
    if (!active) throw new AppError('provider_inactive');
    return toProviderConfig(this.keys, active.row);
  }

  async checkActive({ organization, channel }: ReadActiveProviderRequest): Promise<ProviderReadiness> {
    const active = await this.active(organization);
    if (!active || (channel && !active.provider.channels.includes(channel))) {
      return { service_type: null, issue: 'none_active' };
    }
    const { provider, row } = active;
    return { service_type: provider.serviceType, issue: issueOf(this.keys, organization, provider, row) };
  }

  async recordTest(request: RecordProviderTestRequest): Promise<ProviderConfig> {
    const { organization, key, succeeded } = request;
    await this.store.recordTest(organization, request, succeeded);
    return this.read({ organization, key });
  }

  /**
   * The config that a caller named.
   * @param wanted what the caller wanted of it, for the text of the error
   */
  async require(choice: ProviderChoice, on?: Queryable, wanted?: 'secrets'): Promise<ProviderRow> {
    const { organization, key, service_type = '' } = choice;
    if (key !== undefined) {
      const row = await this.store.readByKey(organization, key, on);
      if (row) return row;
      throw new AppError('provider_key_unknown', { key, ...(wanted && { wanted }) });
    }
    const { serviceType } = requireKnownType(service_type);
    const row = await this.store.readByType(organization, serviceType, on);
    if (!row) throw new AppError('provider_unknown', { service_type: serviceType });
    return row;
  }

  private async active(organization: string): Promise<{ provider: Provider; row: ProviderRow } | null> {
    const settings = await this.settings.resolved(organization);
    const serviceType = settings.textOf('notifications.notification_service_type');
    const provider = serviceType ? providers[serviceType] : undefined;
    const row = provider && (await this.store.readByType(organization, provider.serviceType));
    return row ? { provider, row } : null;
  }
}
