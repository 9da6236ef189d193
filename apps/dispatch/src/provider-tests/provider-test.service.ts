import { Inject, Injectable } from '@nestjs/common';
import { Bus, loggerToken, type Logger } from '@subjectline/bus';
import {
  addressFor,
  AppError,
  Clock,
  defaultLocale,
  isPhoneAllowed,
  newId,
  providerSecretsContext,
  RecordProviderTest,
  Settings,
  type Address,
  type CheckProviderRequest,
  type ProviderState,
  type ProviderTestResult,
  type RegisteredReports,
  type RegisterReportsRequest,
  type SendTestMessageRequest,
  type SettingsVerdict,
  type TestFailure,
  type TriedSettings,
  type TrySettingsRequest,
} from '@subjectline/contracts';
import { ProviderError, providers, type Account, type Outcome, type Provider } from '@subjectline/providers';
import { KeyRing } from '@subjectline/storage';
import { Accounts } from '../accounts/accounts';
import { SlidingWindow } from './sliding-window';
import { Circuits } from '../circuits/circuits';
import { outgoingMessage } from '../wording/outgoing';
import { Letterheads } from '../wording/letterheads';
import { Wordings } from '../wording/wordings';

/** Tests send to any address: enough for an operator, of no use for an attack. */
const testsPerMinute = 60;
/** Shorter than the operator's call waits (`SendTestMessage`). */
const testDeadlineMs = 12_000;

/** What an outcome says of the settings. */
const verdicts: Readonly<Record<Outcome, SettingsVerdict>> = {
  refused: 'refused',
  misconfigured: 'refused',
  throttled: 'undecided',
  unavailable: 'undecided',
  unknown: 'undecided',
};

interface Config {
  readonly provider: Provider;
  readonly state: ProviderState;
  /** Null for every country. */
  readonly smsCountries: readonly string[] | null;
}

/** Tests an organization's account at a provider while the caller waits for the outcome. */
@Injectable()
export class ProviderTestService {
  private readonly window: SlidingWindow;

  constructor(
    private readonly accounts: Accounts,
    private readonly circuits: Circuits,
    private readonly wordings: Wordings,
    private readonly letterheads: Letterheads,
    private readonly bus: Bus,
    private readonly keys: KeyRing,
    clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {
    this.window = new SlidingWindow(clock, testsPerMinute, 60_000);
  }

  async send({ organization, key, to }: SendTestMessageRequest): Promise<ProviderTestResult> {
    const config = await this.config(organization, key);
    this.window.take(organization);
    const result = await this.try(organization, config, (account) =>
      this.deliver(organization, config, account, to),
    );
    if (key !== undefined) await this.record(organization, config, result);
    return result;
  }

  async check({ organization, key }: CheckProviderRequest): Promise<ProviderTestResult> {
    const config = await this.config(organization, key);
    this.window.take(organization);
    const work = async (account: Account): Promise<null> => {
      await account.check(AbortSignal.timeout(testDeadlineMs));
      return null;
    };
    const result = await this.try(organization, config, work, (error) => error.messageOfCheck);
    await this.record(organization, config, result);
    return result;
  }

  async registerReports({ url, ...settings }: RegisterReportsRequest): Promise<RegisteredReports> {
    const { organization, key, service_type } = settings;
    const provider = providers[service_type];
    if (!provider) throw new AppError('provider_unknown', { service_type });
    this.window.take(organization);
    try {
      const secrets = await this.accounts.useOnce(organization, provider, settings, async (account) =>
        account.registerReports?.(url, AbortSignal.timeout(testDeadlineMs)),
      );
      const sealed = this.keys.sealJson(secrets ?? {}, providerSecretsContext(organization, key));
      return { verdict: 'accepted', reason: null, sealed_secrets: sealed };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      this.logger.warn({ err: error, key }, 'delivery reports could not be set up');
      return { verdict: verdicts[error.outcome], reason: error.reason ?? null, sealed_secrets: null };
    }
  }

  async trySettings({ organization, ...settings }: TrySettingsRequest): Promise<TriedSettings> {
    const provider = providers[settings.service_type];
    if (!provider) throw new AppError('provider_unknown', { service_type: settings.service_type });
    this.window.take(organization);
    try {
      await this.accounts.useOnce(organization, provider, settings, (account) =>
        account.check(AbortSignal.timeout(testDeadlineMs)),
      );
      return { verdict: 'accepted', reason: null };
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      this.logger.warn({ err: error, key: settings.key }, 'provider settings not accepted');
      return { verdict: verdicts[error.outcome], reason: error.reason ?? null };
    }
  }

  /** From the broker, so that a config that was just saved is the one tested. */
  private async config(organization: string, key: string | undefined): Promise<Config> {
    const settings = await this.bus.read(Settings, organization);
    const states = settings?.providers ?? [];
    const active = settings?.notification_service_type ?? null;
    const state = states.find((candidate) =>
      key === undefined ? candidate.service_type === active : candidate.key === key,
    );
    const provider = state && providers[state.service_type];
    if (provider) return { provider, state, smsCountries: settings?.sms_countries ?? null };
    if (key !== undefined) throw new AppError('provider_key_unknown', { key });
    if (active === null) throw new AppError('provider_inactive');
    throw new AppError('provider_unknown', { service_type: active });
  }

  private async try(
    organization: string,
    { provider, state }: Config,
    test: (account: Account) => Promise<TestFailure | null>,
    explain = (error: ProviderError): string => error.message,
  ): Promise<ProviderTestResult> {
    const { key, service_type } = state;
    const result = { key, service_type, explanation: null, reason: null, status: null };
    const issue = this.accounts.issueOf(organization, provider, state);
    if (issue) return { ...result, failure: issue };
    try {
      const { account } = this.accounts.find(organization, provider, state, 'tests');
      return { ...result, failure: await test(account) };
    } catch (error) {
      this.logger.warn({ err: error, key }, 'provider test failed');
      if (!(error instanceof ProviderError)) throw error;
      const { reason = null, status = null } = error;
      return { ...result, failure: 'provider_failed', explanation: explain(error), reason, status };
    }
  }

  private async deliver(
    organization: string,
    { provider, state, smsCountries }: Config,
    account: Account,
    address: Address,
  ): Promise<TestFailure | null> {
    const channel = provider.channels.find((candidate) => addressFor(candidate, address));
    const to = channel && addressFor(channel, address);
    if (!to) return provider.channels.includes('email') ? 'no_email' : 'no_phone_number';
    if (channel === 'sms' && !isPhoneAllowed(to, smsCountries)) return 'country_disabled';
    const kind = 'test_message';
    const wording = await this.wordings.find(organization, kind, defaultLocale);
    const letterhead = await this.letterheads.find(organization, channel);
    const sent = { id: newId('msg'), kind, to, channel, variables: {}, letterhead } as const;
    const message = wording && outgoingMessage(wording, sent);
    if (!message || 'reason' in message) return 'no_wording';
    const { providerMessageId } = await account.send(message, AbortSignal.timeout(testDeadlineMs));
    await this.circuits.learn({ organization, ...state }, { outcome: 'sent', providerMessageId });
    return null;
  }

  /** The result is returned even if it cannot be recorded. */
  private async record(
    organization: string,
    { state: { key, version } }: Config,
    { failure }: ProviderTestResult,
  ): Promise<void> {
    const test = { organization, key, version, succeeded: failure === null };
    await this.bus.ask(RecordProviderTest, test).catch((error: unknown) => {
      this.logger.warn({ err: error, key }, 'recording the outcome of a provider test failed');
    });
  }
}
