import { Injectable } from '@nestjs/common';
import {
  AppError,
  check,
  providerSecretsContext,
  type ProviderConfig,
  type ProviderReadiness,
  type ReadActiveProviderRequest,
  type ReadProviderRequest,
  type SaveProviderRequest,
  type SaveProviderSecretsRequest,
} from '@subjectline/contracts';
import { providers, type Provider } from '@subjectline/providers';
import { KeyRing } from '@subjectline/storage';
import { ConfigEnv } from './env';
import { holeOf } from './provider-readiness';
import { requireKnownType } from './provider-type';
import { ProviderStore, toProviderConfig, type ProviderRow } from './provider.store';
import { SettingsPublisher } from './settings.publisher';
import { SettingsStore } from './settings.store';

@Injectable()
export class ProviderService {
  constructor(
    private readonly store: ProviderStore,
    private readonly settings: SettingsStore,
    private readonly publisher: SettingsPublisher,
    private readonly keys: KeyRing,
    private readonly env: ConfigEnv,
  ) {}

  async save({ organization, service_type, details }: SaveProviderRequest): Promise<ProviderConfig> {
    const provider = requireKnownType(service_type);
    this.refuseDevelopmentInProduction(provider);
    const row = await this.store.saveDetails(organization, {
      serviceType: provider.serviceType,
      name: provider.label,
      details: checkedDetails(provider, details),
    });
    await this.publisher.publish(organization);
    return toProviderConfig(row);
  }

  async saveSecrets({
    organization,
    service_type,
    secrets,
  }: SaveProviderSecretsRequest): Promise<ProviderConfig> {
    const provider = requireKnownType(service_type);
    const stored = await this.require(organization, provider);
    if (!provider.Secrets) return withoutSecrets(stored, secrets);
    const context = providerSecretsContext(organization, stored.key);
    const sealed = this.keys.sealJson(check(provider.Secrets, secrets), context);
    const row = await this.store.saveSecrets(organization, stored.key, sealed);
    if (!row) throw new AppError('provider_unknown', { service_type: provider.serviceType });
    await this.publisher.publish(organization);
    return toProviderConfig(row);
  }

  async read({ organization, service_type }: ReadProviderRequest): Promise<ProviderConfig> {
    return toProviderConfig(await this.require(organization, requireKnownType(service_type)));
  }

  async readActive({ organization }: ReadActiveProviderRequest): Promise<ProviderConfig> {
    const active = await this.active(organization);
    if (!active) throw new AppError('provider_inactive');
    return toProviderConfig(active.row);
  }

  async checkActive({ organization, channel }: ReadActiveProviderRequest): Promise<ProviderReadiness> {
    const active = await this.active(organization);
    if (!active || (channel && !active.provider.channels.includes(channel))) {
      return { service_type: null, hole: 'none_active' };
    }
    const { provider, row } = active;
    return { service_type: provider.serviceType, hole: holeOf(this.keys, organization, provider, row) };
  }

  private async active(organization: string): Promise<{ provider: Provider; row: ProviderRow } | null> {
    const { notifications } = await this.settings.read(organization);
    const serviceType = notifications?.notification_service_type;
    const provider = serviceType ? providers[serviceType] : undefined;
    const row = provider && (await this.store.readByType(organization, provider.serviceType));
    return row ? { provider, row } : null;
  }

  private async require(organization: string, { serviceType }: Provider): Promise<ProviderRow> {
    const row = await this.store.readByType(organization, serviceType);
    if (!row) throw new AppError('provider_unknown', { service_type: serviceType });
    return row;
  }

  private refuseDevelopmentInProduction(provider: Provider): void {
    const { SUBJECTLINE_MODE, SUBJECTLINE_ALLOW_INBOX } = this.env;
    if (provider.development && SUBJECTLINE_MODE === 'production' && SUBJECTLINE_ALLOW_INBOX !== 'true') {
      throw new AppError('provider_refused_here', { service_type: provider.serviceType });
    }
  }
}

/** Details that fit their provider; `undefined` when none were given to one that needs none. */
function checkedDetails(provider: Provider, details: object | null | undefined): object | null | undefined {
  const isEmpty = !details || Object.keys(details).length === 0;
  if (!provider.Details) {
    if (!isEmpty) throw new AppError('invalid', {}, extraProblems(details));
    return details === undefined ? undefined : null;
  }
  if (isEmpty) {
    const message = 'Messaging config must include details';
    throw new AppError('invalid', {}, [{ path: [], rule: 'detailsMissing', message }]);
  }
  return check(provider.Details, details);
}

/** A provider that needs no secrets is saved like any other, with none. */
function withoutSecrets(stored: ProviderRow, secrets: object): ProviderConfig {
  const problems = extraProblems(secrets);
  if (problems.length > 0) throw new AppError('invalid', {}, problems);
  return toProviderConfig(stored);
}

function extraProblems(fields: object): { path: string[]; rule: string; message: string }[] {
  return Object.keys(fields).map((name) => ({ path: [name], rule: 'extra', message: 'is not known here' }));
}
