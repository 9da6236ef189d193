import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  AppError,
  providerReasonTexts,
  providerSecretsContext,
  RegisterReports,
  type ProviderName,
  type ReportReadiness,
  type SetUpReportsRequest,
} from '@subjectline/contracts';
import type { Provider } from '@subjectline/providers';
import { KeyRing } from '@subjectline/storage';
import type { ProviderRow } from '../state/provider.store';
import { requireKnownType } from '../state/provider-type';
import { openSecrets } from '../state/stored-secrets';
import { ProviderChangesService } from './provider-changes.service';
import { ProviderService } from './provider.service';

/** Sets up delivery reports with the vendors that are told our address once. */
@Injectable()
export class ReportSetupService {
  constructor(
    private readonly providers: ProviderService,
    private readonly changes: ProviderChangesService,
    private readonly bus: Bus,
    private readonly keys: KeyRing,
  ) {}

  async read({ organization, key }: ProviderName): Promise<ReportReadiness> {
    const row = await this.providers.require({ organization, key });
    return this.readinessOf(requireKnownType(row.service_type), row);
  }

  async setUp({ organization, key, url }: SetUpReportsRequest): Promise<ReportReadiness> {
    const row = await this.providers.require({ organization, key });
    const provider = requireKnownType(row.service_type);
    if (provider.reports?.setup === 'once') {
      const secrets = await this.register(organization, provider, row, url);
      await this.changes.saveSecrets({ organization, key, secrets });
    }
    return this.read({ organization, key });
  }

  /** @returns what the vendor signs its reports with */
  private async register(
    organization: string,
    { label }: Provider,
    { key, service_type, details, sealed_secrets }: ProviderRow,
    url: string,
  ): Promise<object> {
    const config = { organization, key, service_type, details, sealed_secrets };
    const { reason, sealed_secrets: sealed } = await this.bus.ask(RegisterReports, { ...config, url });
    if (sealed) return this.keys.openJson(sealed, providerSecretsContext(organization, key)) as object;
    const why = reason && providerReasonTexts[reason];
    throw new AppError('reports_not_set_up', { label, reason, why });
  }

  private readinessOf({ reports }: Provider, row: ProviderRow): ReportReadiness {
    const secrets = [...(reports?.secrets ?? [])];
    const stored = openSecrets(this.keys, row);
    const ready = secrets.some((name) => Boolean(stored[name]));
    return { setup: reports?.setup ?? 'none', secrets, ready };
  }
}
