import type twilio from 'twilio';
import { ProviderError } from '../provider-error';
import type {
  Account,
  BeforeLeaving,
  OutgoingMessage,
  Provider,
  ProviderOptions,
  ProviderSettings,
  SearchAnswer,
  Sent,
  SoughtMessage,
} from '../provider';
import { readSettings } from '../settings/settings';
import { Transport, type Exchange } from '../http/transport';
import { parseJson, type Vendor } from '../http/vendor-answer';
import { meaningOf, meaningOfCode, readCode } from './refusals';
import { maxFound, searchIn } from './search';
import { StatusCallback } from './status-callback';
import { twilioSmsReports } from './reports';
import { TwilioSmsSecrets } from './settings';

type Client = InstanceType<typeof twilio.Twilio>;
type Request = Parameters<Client['request']>[0];

const vendor: Vendor = {
  serviceType: 'twilio_text',
  label: 'Twilio SMS',
  meaningOf,
  readCode,
};

export const twilioSms: Provider = {
  serviceType: vendor.serviceType,
  label: vendor.label,
  channels: ['sms'],
  Details: null,
  Secrets: TwilioSmsSecrets,
  open: (settings, options) => new TwilioSmsAccount(settings, options),
  absentAfterMs: 5 * 60_000,
  reports: twilioSmsReports,
  erasure: { by: 'message', action: 'messages_deleted' },
};

/** Of Twilio's answer to a send; whether it is one has yet to be seen. */
interface Taken {
  readonly sid: unknown;
  readonly status: unknown;
  readonly errorCode: unknown;
}

const notSent: ReadonlySet<string> = new Set(['failed', 'undelivered', 'canceled']);

class TwilioSmsAccount implements Account {
  private readonly secrets: TwilioSmsSecrets;
  private readonly transport: Transport;
  private readonly callback: StatusCallback;
  private readonly Client = loadClient();

  constructor(
    { secrets }: ProviderSettings,
    private readonly options: ProviderOptions,
  ) {
    this.secrets = readSettings(TwilioSmsSecrets, secrets);
    this.transport = new Transport(vendor, options.baseUrl ?? 'https://api.twilio.com', options.timeoutMs);
    // what stands in for Twilio can reach more than Twilio
    this.callback = new StatusCallback(options.reportUrl, options.baseUrl !== undefined);
  }

  send(message: OutgoingMessage, signal: AbortSignal, beforeLeaving?: BeforeLeaving): Promise<Sent> {
    return this.callback.use(message.id, (statusCallback) =>
      this.create(message, statusCallback, signal, beforeLeaving),
    );
  }

  private create(
    { to, text, expiresAt }: OutgoingMessage,
    statusCallback: string | null,
    signal: AbortSignal,
    beforeLeaving?: BeforeLeaving,
  ): Promise<Sent> {
    const work = async (exchange: Exchange) => {
      const taken = await this.client(exchange).messages.create({
        to,
        body: text,
        ...this.sender(),
        // we do not report back to Twilio whether the person used the message
        provideFeedback: false,
        ...(statusCallback !== null && { statusCallback }),
        ...(expiresAt && { validityPeriod: validitySeconds(expiresAt) }),
      });
      this.requireTaken(taken);
      return { providerMessageId: taken.sid };
    };
    return this.transport.run(signal, work, beforeLeaving);
  }

  async check(signal: AbortSignal): Promise<void> {
    const { twilio_account_sid: sid } = this.secrets;
    const account = await this.transport.run(signal, (exchange) =>
      this.client(exchange).api.accounts(sid).fetch(),
    );
    if (account.sid !== sid) throw this.transport.unreadable(200);
    // a suspended account can still be read
    if (account.status !== 'active')
      throw this.transport.failure('misconfigured', account.status, { reason: 'account_suspended' });
    const sender = this.sender();
    if (!('from' in sender)) return this.checkService(sender.messagingServiceSid, signal);
    const numbers = await this.transport.run(signal, (exchange) =>
      this.client(exchange).incomingPhoneNumbers.list({ phoneNumber: sender.from, limit: 1 }),
    );
    if (numbers.length === 0) throw this.senderUnknown();
  }

  /**
   * By recipient, time and text: Twilio has no place for our id. Not by `DateSent`, which a message does not have while it
   * waits at Twilio; the newest come first.
   */
  async find({ to, ...sought }: SoughtMessage, signal: AbortSignal): Promise<SearchAnswer> {
    const newest = await this.transport.run(signal, (exchange) =>
      this.client(exchange).messages.list({ to, limit: maxFound, pageSize: maxFound }),
    );
    return searchIn(newest, sought);
  }

  /** A message with its number, text and times; one that is still on its way Twilio does not delete yet. */
  async erase(sid: string, signal: AbortSignal): Promise<number> {
    try {
      await this.transport.run(signal, (exchange) => this.client(exchange).messages(sid).remove());
      return 1;
    } catch (error) {
      // deleted before; a 404 without this code is not Twilio's
      if (error instanceof ProviderError && error.status === 404 && error.code === '20404') return 0;
      throw error;
    }
  }

  /** Services are kept under another host than messages. */
  private async checkService(sid: string, signal: AbortSignal): Promise<void> {
    const { baseUrl = 'https://messaging.twilio.com', timeoutMs } = this.options;
    const transport = new Transport(vendor, baseUrl, timeoutMs);
    try {
      const service = await transport.run(signal, (exchange) =>
        this.client(exchange).messaging.v1.services(sid).fetch(),
      );
      if (service.sid !== sid) throw transport.unreadable(200);
    } catch (error) {
      throw error instanceof ProviderError && error.status === 404 ? this.senderUnknown() : error;
    } finally {
      await transport.close();
    }
  }

  private senderUnknown(): ProviderError {
    return this.transport.failure('misconfigured', undefined, { reason: 'sender_unknown' });
  }

  close(): Promise<void> {
    return this.transport.close();
  }

  /** A 201 may name a message that has failed already. */
  private requireTaken({ sid, status, errorCode }: Taken): void {
    if (typeof sid !== 'string' || sid === '' || typeof status !== 'string')
      throw this.transport.unreadable(201);
    const code = typeof errorCode === 'number' ? String(errorCode) : undefined;
    if (code === undefined && !notSent.has(status)) return;
    const { outcome, reason } = meaningOfCode(code) ?? { outcome: 'refused' as const };
    throw this.transport.failure(outcome, code ?? status, { status: 201, reason });
  }

  private sender(): { messagingServiceSid: string } | { from: string } {
    const { twilio_messaging_service_sid: service, twilio_sender_phone_number: number } = this.secrets;
    if (service) return { messagingServiceSid: service };
    if (number) return { from: number };
    throw this.transport.failure('misconfigured', 'no-sender', { reason: 'sender_invalid' });
  }

  /** A client costs 5 microseconds; one for each request is how the signal gets through the SDK. */
  private client(exchange: Exchange): Client {
    const { twilio_account_sid: sid, twilio_auth_token: token } = this.secrets;
    const client = new this.Client(sid, token, exchange);
    const { baseUrl } = this.options;
    if (baseUrl) client.api.baseUrl = client.messaging.baseUrl = baseUrl;
    return client;
  }
}

/** Twilio drops what it could not hand to the carrier by then; it takes 1 to 36,000 seconds. */
function validitySeconds(expiresAt: Date): number {
  const left = Math.floor((expiresAt.getTime() - Date.now()) / 1000);
  return Math.min(36_000, Math.max(1, left));
}

function queryOf(params: object | undefined): string {
  return params ? `?${new URLSearchParams(Object.entries(params)).toString()}` : '';
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

    override async request({ method, uri, params, data }: Request) {
      if (uri === undefined) throw new TypeError('a request needs an address');
      const isDeletion = method === 'delete';
      const answer = await this.exchange({
        url: `${uri}${queryOf(params)}`,
        ...this.encode(data),
        ...(isDeletion && { method: 'DELETE' }),
        success: isDeletion ? 204 : data ? 201 : 200,
      });
      return { statusCode: answer.status, headers: answer.headers, body: parseJson(answer.text) };
    }

    private encode(data: object | undefined) {
      if (!data) return { headers: this.headers };
      const body = new URLSearchParams(Object.entries(data)).toString();
      return { headers: { ...this.headers, 'content-type': 'application/x-www-form-urlencoded' }, body };
    }
  };
}
