import type { GetEmailIdentityCommand, SendEmailCommand, SESv2Client } from '@aws-sdk/client-sesv2';
import { Transport, type Exchange } from '../http/transport';
import type { Vendor } from '../http/vendor-answer';
import { asciiAddress, isAscii } from '../mail/ascii-address';
import { ProviderError } from '../provider-error';
import type {
  Account,
  BeforeLeaving,
  OutgoingMessage,
  Provider,
  ProviderOptions,
  ProviderSettings,
  Sent,
} from '../provider';
import { readSettings } from '../settings/settings';
import { credentialsOf } from './credentials';
import { hostOf } from './hosts';
import { senderOf, toMail } from './mail';
import { overExchange } from './over-exchange';
import { meaningOf, typeOf } from './refusals';
import { sesReports } from './reports';
import { SesDetails, SesSecrets } from './settings';

const identity = { serviceType: 'aws_ses', label: 'AWS SES' } as const;

export const ses: Provider = {
  ...identity,
  channels: ['email'],
  Details: SesDetails,
  Secrets: SesSecrets,
  open: (settings, options) => new SesAccount(settings, options),
  reports: sesReports,
};

interface Sdk {
  readonly SESv2Client: typeof SESv2Client;
  readonly SendEmailCommand: typeof SendEmailCommand;
  readonly GetEmailIdentityCommand: typeof GetEmailIdentityCommand;
}

class SesAccount implements Account {
  private readonly details: SesDetails;
  private readonly sender: string;
  private readonly transport: Transport;
  private readonly client: SESv2Client;
  // loaded here and not above: a provider that is not configured costs no memory
  private readonly sdk: Sdk = require('@aws-sdk/client-sesv2');

  constructor({ details, secrets }: ProviderSettings, { baseUrl, timeoutMs }: ProviderOptions) {
    this.details = readSettings(SesDetails, details);
    const { aws_region: region } = this.details;
    this.sender = senderOf(this.details);
    const endpoint = (baseUrl ?? `https://${hostOf('email', region)}`).replace(/\/$/, '');
    this.transport = new Transport(this.vendor, endpoint, timeoutMs);
    const place = { region, endpoint: baseUrl, transport: this.transport };
    const credentials = credentialsOf(readSettings(SesSecrets, secrets), place);
    // once: the worker repeats what may be repeated
    this.client = new this.sdk.SESv2Client({ region, endpoint, credentials, maxAttempts: 1 });
  }

  async send(message: OutgoingMessage, signal: AbortSignal, beforeLeaving?: BeforeLeaving): Promise<Sent> {
    if (!isAscii(asciiAddress(message.to)))
      throw this.transport.failure('refused', undefined, { reason: 'recipient_not_ascii' });
    const input = toMail(message, this.details);
    const work = async (exchange: Exchange) =>
      this.client.send(overExchange(new this.sdk.SendEmailCommand(input), exchange));
    const { MessageId: id } = await this.transport.run(signal, work, beforeLeaving);
    if (!id) throw this.transport.unreadable(200);
    return { providerMessageId: id };
  }

  /** Whether the sender's address or its domain is verified, as far as the key may ask. */
  async check(signal: AbortSignal): Promise<void> {
    const domain = this.sender.slice(this.sender.lastIndexOf('@') + 1);
    const states = [await this.isVerified(this.sender, signal)];
    if (states[0] === false) states.push(await this.isVerified(domain, signal));
    if (!states.some((state) => state !== false))
      throw this.transport.failure('misconfigured', undefined, { reason: 'sender_unverified' });
  }

  async close(): Promise<void> {
    await this.transport.close();
    this.client.destroy();
  }

  private get vendor(): Vendor {
    return {
      ...identity,
      meaningOf: (refusal) => meaningOf(refusal, this.sender),
      readCode: (body, headers) => typeOf({ body, headers }) || null,
    };
  }

  /** Null: the key is right, and may not look. */
  private async isVerified(EmailIdentity: string, signal: AbortSignal): Promise<boolean | null> {
    const work = async (exchange: Exchange) =>
      this.client.send(overExchange(new this.sdk.GetEmailIdentityCommand({ EmailIdentity }), exchange));
    try {
      const { VerifiedForSendingStatus: isVerified } = await this.transport.run(signal, work);
      if (typeof isVerified !== 'boolean') throw this.transport.unreadable(200);
      return isVerified;
    } catch (error) {
      if (error instanceof ProviderError && error.code === 'NotFoundException') return false;
      if (error instanceof ProviderError && error.reason === 'key_lacks_permission') return null;
      throw error;
    }
  }
}
