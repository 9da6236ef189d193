import { Inject, Injectable, type OnApplicationShutdown, type OnModuleDestroy } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import { providerSecretsContext, reportPath, type ProviderState } from '@subjectline/contracts';
import {
  connectionsPerAccount,
  ProviderError,
  settingsIssue,
  type Account,
  type Provider,
  type ProviderSettings,
  type SettingsIssue,
} from '@subjectline/providers';
import { KeyRing, SealBroken } from '@subjectline/storage';
import { DispatchEnv } from '../env';
import { KeptMessages } from '../inbox/kept-messages';
import { LaneSlots, Slots } from './slots';

/** What uses an account: each lane has connections of its own, so that neither notices nor tests delay a code. */
export type Lane = 'codes' | 'notices' | 'tests';

/** Two connections are left for other calls, such as whether a template exists. */
const slotsPerAccount = connectionsPerAccount - 2;

/** What an account is opened with. */
type StoredSettings = Pick<ProviderState, 'key' | 'details' | 'sealed_secrets'>;

/** An open account with its connections. */
export interface OpenAccount {
  readonly organization: string;
  readonly key: string;
  readonly version: number;
  readonly account: Account;
  /** A call without one would wait for a connection. */
  readonly slots: Slots;
  /** The config has changed or is gone: new messages use another account. */
  isReplaced: boolean;
}

/** One open account per organization, provider config and lane; closed when the config changes or is gone. */
@Injectable()
export class Accounts implements OnModuleDestroy, OnApplicationShutdown {
  private readonly open = new Map<string, OpenAccount>();
  private readonly lanes: Readonly<Record<Lane, LaneSlots>> = {
    codes: new LaneSlots(2 * slotsPerAccount),
    notices: new LaneSlots(2 * slotsPerAccount),
    tests: new LaneSlots(2 * slotsPerAccount),
  };
  private readonly baseUrls: Readonly<Record<string, string | undefined>>;

  constructor(
    private readonly keys: KeyRing,
    private readonly inbox: KeptMessages,
    @Inject(loggerToken) private readonly logger: Logger,
    private readonly env: DispatchEnv,
  ) {
    this.baseUrls = {
      mailgun: env.SUBJECTLINE_MAILGUN_URL,
      twilio_email: env.SUBJECTLINE_SENDGRID_URL,
      twilio_text: env.SUBJECTLINE_TWILIO_URL,
      mailchimp_transactional: env.SUBJECTLINE_MAILCHIMP_URL,
      aws_ses: env.SUBJECTLINE_SES_URL,
    };
  }

  /** Where a vendor is instead of at its own address. */
  baseUrlOf(serviceType: string): string | undefined {
    return this.baseUrls[serviceType];
  }

  /** The vendors for which this is so. */
  replacedVendors(): { readonly serviceType: string; readonly url: string }[] {
    return Object.entries(this.baseUrls).flatMap(([serviceType, url]) => (url ? [{ serviceType, url }] : []));
  }

  find(organization: string, provider: Provider, state: ProviderState, lane: Lane): OpenAccount {
    const name = nameOf(organization, state.key, lane);
    const known = this.open.get(name);
    if (known?.version === state.version) return known;
    const { key, version } = state;
    const account = this.openAccount(organization, provider, state);
    const opened = {
      organization,
      key,
      version,
      account,
      slots: new Slots(account.connections ?? slotsPerAccount, this.lanes[lane]),
      isReplaced: false,
    };
    this.open.set(name, opened);
    if (known) this.replace(known);
    return opened;
  }

  /** Closes those whose config is deleted or saved anew: neither their secrets nor their connections are kept. */
  closeAllBut(organization: string, states: readonly ProviderState[]): void {
    for (const [name, opened] of this.open) {
      // one that is newer than these states was found where they are stored
      const isCurrent = states.some(({ key, version }) => key === opened.key && version <= opened.version);
      if (opened.organization !== organization || isCurrent) continue;
      this.open.delete(name);
      this.replace(opened);
    }
  }

  /** For settings that are not stored: closed after use, so that nothing is sent through them. */
  async useOnce<T>(
    organization: string,
    provider: Provider,
    settings: StoredSettings,
    use: (account: Account) => Promise<T>,
  ): Promise<T> {
    const account = this.openAccount(organization, provider, settings);
    try {
      return await use(account);
    } finally {
      await account.close();
    }
  }

  /** What keeps an account from being opened, or null. */
  issueOf(organization: string, provider: Provider, state: StoredSettings): SettingsIssue | null {
    try {
      return settingsIssue(provider, this.settingsOf(organization, state));
    } catch (error) {
      // the key that they were sealed with has left the ring
      if (error instanceof SealBroken) return 'secrets_invalid';
      throw error;
    }
  }

  /** How many more messages it makes sense to hand to an account now. */
  roomOf(organization: string, key: string, lane: Lane): number {
    const slots = this.open.get(nameOf(organization, key, lane))?.slots;
    return slots?.isSlow ? slots.free : Infinity;
  }

  /** No more messages begin; those that wait for a slot are returned to the queue. */
  onModuleDestroy(): void {
    for (const lane of Object.values(this.lanes)) lane.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.open.values()].map(({ account }) => account.close()));
  }

  private openAccount(organization: string, provider: Provider, state: StoredSettings): Account {
    const baseUrl = this.baseUrlOf(provider.serviceType);
    const publicUrl = this.env.SUBJECTLINE_PUBLIC_URL?.replace(/\/+$/, '');
    const reportUrl = publicUrl && publicUrl + reportPath(organization, provider.serviceType, state.key);
    return provider.open(this.openedSettings(organization, provider, state), {
      ...(baseUrl && { baseUrl }),
      ...(reportUrl && { reportUrl }),
      keep: (message) => this.inbox.keep(organization, message),
    });
  }

  /** Settings that cannot be opened count as the account's failure; the message has not left. */
  private openedSettings(organization: string, provider: Provider, state: StoredSettings): ProviderSettings {
    try {
      return this.settingsOf(organization, state);
    } catch (error) {
      if (!(error instanceof SealBroken)) throw error;
      const { serviceType, label } = provider;
      const failure = {
        outcome: 'misconfigured',
        reason: 'settings_unusable',
        code: 'secrets-unreadable',
      } as const;
      throw new ProviderError({ serviceType, label, ...failure });
    }
  }

  private settingsOf(organization: string, state: StoredSettings): ProviderSettings {
    const { key, details, sealed_secrets } = state;
    const context = providerSecretsContext(organization, key);
    const secrets = sealed_secrets ? (this.keys.openJson(sealed_secrets, context) as object) : null;
    return { details, secrets };
  }

  private replace(known: OpenAccount): void {
    known.isReplaced = true;
    known.account.close().catch((error: unknown) => {
      this.logger.warn({ err: error }, 'closing an account failed');
    });
  }
}

function nameOf(organization: string, key: string, lane: Lane): string {
  return `${organization} ${key} ${lane}`;
}
