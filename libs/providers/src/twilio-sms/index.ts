import type twilio from 'twilio';
import type {
  Account,
  OutgoingMessage,
  Provider,
  ProviderOptions,
  ProviderSettings,
  Sent,
} from '../provider';
import { Transport, type Exchange } from '../transport';
import { parseJson, type Vendor } from '../vendor-answer';
import { TwilioSmsSecrets } from './settings';

type Client = InstanceType<typeof twilio.Twilio>;
type Request = Parameters<Client['request']>[0];

const vendor: Vendor = {
  serviceType: 'twilio_text',
  label: 'Twilio SMS',
  readCode: (body) => Object(body).code,
  // https://www.twilio.com/docs/api/errors
  outcomes: {
    20003: 'misconfigured', // the token does not fit the account
    20404: 'misconfigured', // no such account
    20429: 'throttled',
    21212: 'misconfigured', // the sender is not a number
    21603: 'misconfigured', // no sender
    21606: 'misconfigured', // the sender is not this account's, or cannot send texts
    21611: 'throttled', // the sender's queue at Twilio is full
    21703: 'misconfigured', // the messaging service has no sender
  },
};

export const twilioSms: Provider = {
  serviceType: vendor.serviceType,
  label: vendor.label,
  channels: ['sms'],
  Details: null,
  Secrets: TwilioSmsSecrets,
  open: (settings, options) => new TwilioSmsAccount(settings, options),
};

class TwilioSmsAccount implements Account {
  private readonly secrets: TwilioSmsSecrets;
  private readonly transport: Transport;
  private readonly Client = loadClient();

  constructor(
    { secrets }: ProviderSettings,
    private readonly options: ProviderOptions,
  ) {
    this.secrets = Object.assign(new TwilioSmsSecrets(), secrets);
    this.transport = new Transport(vendor, options.baseUrl ?? 'https://api.twilio.com', options.timeoutMs);
  }

  send({ to, text, expiresAt }: OutgoingMessage, signal: AbortSignal): Promise<Sent> {
    return this.transport.run(signal, async (exchange) => {
      const { sid } = await this.client(exchange).messages.create({
        to,
        body: text,
        ...this.sender(),
        // nobody reports back to Twilio whether the person used the message
        provideFeedback: false,
        ...(expiresAt && { validityPeriod: validitySeconds(expiresAt) }),
      });
      return { providerMessageId: sid };
    });
  }

  async check(signal: AbortSignal): Promise<void> {
    const { twilio_account_sid: sid } = this.secrets;
    const account = await this.transport.run(signal, (exchange) =>
      this.client(exchange).api.accounts(sid).fetch(),
    );
    // a suspended account can still be read
    if (account.status !== 'active') throw this.transport.failure('misconfigured', account.status);
  }

  close(): Promise<void> {
    return this.transport.close();
  }

  private sender(): { messagingServiceSid: string } | { from: string } {
    const { twilio_messaging_service_sid: service, twilio_sender_phone_number: number } = this.secrets;
    if (service) return { messagingServiceSid: service };
    if (number) return { from: number };
    throw this.transport.failure('misconfigured', 'no-sender');
  }

  /** A client costs 5 microseconds; one for each request is how the signal gets through the SDK. */
  private client(exchange: Exchange): Client {
    const { twilio_account_sid: sid, twilio_auth_token: token } = this.secrets;
    const client = new this.Client(sid, token, exchange);
    if (this.options.baseUrl) client.api.baseUrl = this.options.baseUrl;
    return client;
  }
}

/** Twilio drops what it could not hand to the carrier by then; it takes 1 to 36,000 seconds. */
function validitySeconds(expiresAt: Date): number {
  const left = Math.floor((expiresAt.getTime() - Date.now()) / 1000);
  return Math.min(36_000, Math.max(1, left));
}

/** The SDK's client, loaded on first use, with its one way to the network led over our connections. */
function loadClient() {
  const { Twilio }: typeof twilio = require('twilio');
  return class extends Twilio {
    private readonly headers: Record<string, string>;

    constructor(
      sid: string,
      token: string,
      private readonly exchange: Exchange,
    ) {
      super(sid, token);
      const authorization = `Basic ${Buffer.from(`${sid}:${token}`).toString('base64')}`;
      this.headers = { authorization, accept: 'application/json' };
    }

    override async request({ uri, data }: Request) {
      if (uri === undefined) throw new TypeError('a request needs an address');
      const answer = await this.exchange({ url: uri, ...this.encode(data) });
      return { statusCode: answer.status, headers: answer.headers, body: parseJson(answer.text) };
    }

    private encode(data: object | undefined) {
      if (!data) return { headers: this.headers };
      const body = new URLSearchParams(Object.entries(data)).toString();
      return { headers: { ...this.headers, 'content-type': 'application/x-www-form-urlencoded' }, body };
    }
  };
}
