import { Injectable } from '@nestjs/common';
import {
  AppError,
  canonicalLocale,
  defaultLocale,
  isPhoneAllowed,
  type SignInProtocol,
  type StartedSignIn,
  type StartSignInRequest,
} from '@subjectline/contracts';
import { CallerLimit, Database } from '@subjectline/storage';
import { SettingsReader } from '../organization/settings-reader';
import { reachOf, type Reach } from '../person/addresses';
import { countedAsker } from '../person/asker';
import { ConsentMessages } from '../person/consent-messages';
import type { SignInContent } from '../person/consent-vault';
import { AuthProviderService } from './auth-provider.service';
import { signInProtocols } from './sign-in-protocols';
import { SignInRecords } from './sign-in-records';

const maxTries = 5;

/** Sends the codes and links that sign a person in to the Preference Center. */
@Injectable()
export class SignInService {
  constructor(
    private readonly records: SignInRecords,
    private readonly authProviders: AuthProviderService,
    private readonly messages: ConsentMessages,
    private readonly settings: SettingsReader,
    private readonly callerLimit: CallerLimit,
    private readonly database: Database,
  ) {}

  /** Answers every caller alike: no user is looked up. The previous code stays valid too. */
  async start(request: StartSignInRequest): Promise<StartedSignIn> {
    const { organization, email, protocol, auth_provider_id, channel, client_digest } = request;
    const reach = reachOf(email);
    if (!reach || (channel && channel !== reach.channel)) throw unreachable();
    await this.requireProvider(organization, protocol, auth_provider_id);
    await this.settings.requireAllowed(organization, request.privacy_center_url);
    await this.requireCountry(organization, reach);
    const content = {
      organization_user_id: email.trim(),
      locale: canonicalLocale(request.locale) ?? defaultLocale,
      privacy_center_url: request.privacy_center_url ?? (await this.settings.privacyCenterOf(organization)),
    };
    await this.records.sweep();
    await this.send(organization, protocol, content, reach, client_digest);
    return { protocol, expires_in: signInProtocols[protocol].seconds };
  }

  /** Sends another link to the holder of an expired one. */
  async renew(
    organization: string,
    subject: string,
    clientDigest: string | null | undefined,
  ): Promise<number> {
    const content = await this.records.read(organization, subject);
    const reach = reachOf(content?.organization_user_id);
    if (!content || !reach) throw new AppError('link_unknown', { id: subject });
    await this.send(organization, 'message', content, reach, clientDigest);
    return signInProtocols.message.seconds;
  }

  private async send(
    organization: string,
    protocol: SignInProtocol,
    content: SignInContent,
    reach: Reach,
    clientDigest: string | null | undefined,
  ): Promise<void> {
    const { kind, seconds: lifetimeSeconds } = signInProtocols[protocol];
    const { locale, privacy_center_url: redirectUrl } = content;
    const asker = await countedAsker(this.callerLimit, organization, clientDigest, [reach]);
    const message = { organization, kind, variables: {}, locale, reach };
    const challenge = { lifetimeSeconds, maxTries, redirectUrl, ...asker };
    await this.database.transaction(async (transaction) => {
      const about = await this.records.put(transaction, organization, content);
      await this.messages.startChallenge(transaction, { ...message, ...challenge, about });
    });
  }

  private async requireProvider(
    organization: string,
    protocol: SignInProtocol,
    auth_provider_id: string | undefined,
  ): Promise<void> {
    if (auth_provider_id === undefined) return;
    const { type } = await this.authProviders.read({ organization, id: auth_provider_id });
    if (type !== protocol) throw new AppError('auth_provider_unknown', { id: auth_provider_id });
  }

  private async requireCountry(organization: string, { channel, to }: Reach): Promise<void> {
    if (channel !== 'sms') return;
    const { sms_countries } = await this.settings.read(organization);
    if (!isPhoneAllowed(to.phone_number ?? '', sms_countries)) throw countryDisabled();
  }
}

function countryDisabled(): AppError {
  const message = 'must be a phone number of a country that is enabled';
  return new AppError('invalid', {}, [{ path: ['email'], rule: 'isPhoneAllowed', message }]);
}

function unreachable(): AppError {
  const message = 'must be an address that the channel reaches';
  return new AppError('invalid', {}, [{ path: ['email'], rule: 'isAddress', message }]);
}
