import { Inject, Injectable } from '@nestjs/common';
import { Bus, InjectState, loggerToken, type Logger, type WatchedState } from '@subjectline/bus';
import {
  AppError,
  organizationPattern,
  providerSecretsContext,
  Settings,
  type OrganizationSettings,
  type ProviderState,
  type ReceiveReportsRequest,
} from '@subjectline/contracts';
import { ProviderError, providers, type ReportReader, type SignedReports } from '@subjectline/providers';
import { KeyRing, SealBroken } from '@subjectline/storage';
import { Accounts } from '../accounts/accounts';
import { ReportMetrics } from '../metrics/report-metrics';

/** Finds the config that a call is for, and has its provider verify and read it. */
@Injectable()
export class ReportConfigs {
  constructor(
    @InjectState(Settings) private readonly settings: WatchedState<OrganizationSettings>,
    private readonly bus: Bus,
    private readonly accounts: Accounts,
    private readonly keys: KeyRing,
    private readonly metrics: ReportMetrics,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** Null: there is no such config, or the call is not signed with its secrets. */
  async open(request: ReceiveReportsRequest): Promise<SignedReports | null> {
    const { organization, service_type } = request;
    const reader = Object.hasOwn(providers, service_type) ? providers[service_type]?.reports : undefined;
    if (!reader || !organizationPattern.test(organization)) return null;
    const known = configIn(this.settings.get(organization), request);
    const opened = known && (await this.openWith(reader, request, known));
    if (opened) return opened;
    // the settings in memory may be a moment old
    const stored = configIn(await this.bus.read(Settings, organization), request);
    if (!stored) return this.refuse(service_type, 'no_config');
    const reopened = stored.version === known?.version ? null : await this.openWith(reader, request, stored);
    if (reopened) return reopened;
    this.logger.warn({ organization, key: stored.key }, 'delivery reports without a valid signature');
    return this.refuse(service_type, 'signature');
  }

  private refuse(serviceType: string, cause: 'no_config' | 'signature'): null {
    this.metrics.countRefused(serviceType, cause);
    return null;
  }

  private async openWith(
    reader: ReportReader,
    { url, content_type, headers, body, organization, service_type }: ReceiveReportsRequest,
    state: ProviderState,
  ): Promise<SignedReports | null> {
    const given = Object.fromEntries(headers.map(({ name, value }) => [name, value]));
    const call = { url, contentType: content_type, headers: given, body };
    const secrets = this.secretsOf(organization, state);
    if (!secrets) return null;
    const baseUrl = this.accounts.baseUrlOf(service_type);
    try {
      return await reader.open(call, secrets, { ...(baseUrl && { baseUrl }) });
    } catch (error) {
      throw askAgain(error);
    }
  }

  private secretsOf(organization: string, { key, sealed_secrets }: ProviderState): object | null {
    if (!sealed_secrets) return null;
    try {
      return this.keys.openJson(sealed_secrets, providerSecretsContext(organization, key)) as object;
    } catch (error) {
      // the vendor repeats its call; by then the key may be back
      if (error instanceof SealBroken) throw new AppError('unavailable', { what: 'secrets' });
      throw error;
    }
  }
}

function configIn(
  settings: OrganizationSettings | null | undefined,
  { key, service_type }: ReceiveReportsRequest,
): ProviderState | undefined {
  return settings?.providers.find((state) => state.key === key && state.service_type === service_type);
}

/** A vendor that does not show what it signs with now may do so when it repeats its call. */
export function askAgain(error: unknown): unknown {
  return error instanceof ProviderError ? new AppError('unavailable', { what: 'vendor' }) : error;
}
