import { Transport, type Exchange } from '../http/transport';
import { parseJson, type Vendor } from '../http/vendor-answer';
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
import { toMail } from './mail';
import { meaningOf, meaningOfRejection, readCode } from './refusals';
import { mailchimpReports } from './reports';
import { MailchimpDetails, MailchimpSecrets } from './settings';
import { eventsMissing, webhookAt, webhookTo, type Webhook } from './webhook';

const vendor: Vendor = {
  serviceType: 'mailchimp_transactional',
  label: 'Mailchimp Transactional',
  meaningOf,
  readCode,
};

export const mailchimp: Provider = {
  serviceType: vendor.serviceType,
  label: vendor.label,
  channels: ['email'],
  Details: MailchimpDetails,
  Secrets: MailchimpSecrets,
  open: (settings, options) => new MailchimpAccount(settings, options),
  reports: mailchimpReports,
};

/** The part of the SDK that is used; it brings no types. */
interface Client {
  basePath: string;
  readonly messages: { send(body: object): Promise<unknown> };
  readonly users: { ping2(): Promise<unknown> };
  readonly webhooks: {
    list(): Promise<unknown>;
    add(body: object): Promise<unknown>;
    update(body: object): Promise<unknown>;
  };
  post(path: string, body?: object): Promise<unknown>;
}

class MailchimpAccount implements Account {
  private readonly details: MailchimpDetails;
  private readonly key: string;
  private readonly url: string;
  private readonly transport: Transport;
  // loaded here and not above: a provider that is not configured costs no memory
  private readonly sdk: (key: string) => Client = require('@mailchimp/mailchimp_transactional');

  constructor({ details, secrets }: ProviderSettings, { baseUrl, timeoutMs }: ProviderOptions) {
    this.details = readSettings(MailchimpDetails, details);
    this.key = readSettings(MailchimpSecrets, secrets).mailchimp_transactional_api_key;
    this.url = (baseUrl ?? 'https://mandrillapp.com').replace(/\/$/, '');
    this.transport = new Transport(vendor, this.url, timeoutMs);
  }

  async send(message: OutgoingMessage, signal: AbortSignal, beforeLeaving?: BeforeLeaving): Promise<Sent> {
    if (!isAscii(asciiAddress(message.to)))
      throw this.transport.failure('refused', undefined, { reason: 'recipient_not_ascii' });
    const call = (client: Client) => client.messages.send({ message: toMail(message, this.details) });
    return { providerMessageId: this.readId(await this.call(call, signal, beforeLeaving)) };
  }

  /** Whether the key is known. What it may send from is found out by a message only. */
  async check(signal: AbortSignal): Promise<void> {
    const { PING }: { PING?: unknown } = Object(await this.call((client) => client.users.ping2(), signal));
    if (PING !== 'PONG!') throw this.transport.unreadable(200);
  }

  /** Webhooks of other systems stay. */
  async registerReports(url: string, signal: AbortSignal): Promise<Record<string, string>> {
    const known = await this.call((client) => client.webhooks.list(), signal);
    const [webhook] = Array.isArray(known) ? known.flatMap((one) => webhookAt(url, one) ?? []) : [];
    const { key } = webhook
      ? await this.complete(webhook, url, signal)
      : await this.save((client) => client.webhooks.add(webhookTo(url)), url, signal);
    return { mailchimp_transactional_webhook_key: key };
  }

  close(): Promise<void> {
    return this.transport.close();
  }

  private async complete(webhook: Webhook, url: string, signal: AbortSignal): Promise<Webhook> {
    if (eventsMissing(webhook).length === 0) return webhook;
    return this.save(({ webhooks }) => webhooks.update({ id: webhook.id, ...webhookTo(url) }), url, signal);
  }

  private async save(
    call: (client: Client) => Promise<unknown>,
    url: string,
    signal: AbortSignal,
  ): Promise<Webhook> {
    const answer = await this.call(call, signal).catch((error: unknown) => {
      // it is the address that is not valid, and no message
      if (!(error instanceof ProviderError) || error.reason !== 'content_refused') throw error;
      throw this.transport.failure(error.outcome, error.code);
    });
    const saved = webhookAt(url, answer);
    if (!saved) throw this.transport.unreadable(200);
    return saved;
  }

  /** Each recipient has an answer of its own, and there is one recipient. */
  private readId(answer: unknown): string {
    const [result]: unknown[] = Array.isArray(answer) ? answer : [];
    const { _id: id, status, reject_reason: reason }: Record<string, unknown> = Object(result);
    if (status === 'rejected' || status === 'invalid')
      throw this.rejection(typeof reason === 'string' ? reason : status);
    const isTaken = status === 'sent' || status === 'queued' || status === 'scheduled';
    if (!isTaken || typeof id !== 'string' || id === '') throw this.transport.unreadable(200);
    return id;
  }

  private rejection(given: string) {
    const { outcome, reason } = meaningOfRejection(given) ?? { outcome: 'refused' as const };
    const code = /^[\w-]{1,64}$/.test(given) ? given : undefined;
    return this.transport.failure(outcome, code, { reason });
  }

  /** A client costs little; one for each call is how the signal gets through the SDK. */
  private call(
    call: (client: Client) => Promise<unknown>,
    signal: AbortSignal,
    beforeLeaving?: BeforeLeaving,
  ): Promise<unknown> {
    const work = async (exchange: Exchange) => call(this.client(exchange));
    return this.transport.run(signal, work, beforeLeaving);
  }

  /** The SDK's own `post` resolves with the error when a call fails. */
  private client(exchange: Exchange): Client {
    const client = this.sdk(this.key);
    const { pathname } = new URL(client.basePath);
    const headers = { 'content-type': 'application/json' };
    client.post = async (path, fields) => {
      const body = JSON.stringify({ ...fields, key: this.key });
      const answer = await exchange({ url: `${this.url}${pathname}${path}`, headers, body, success: 200 });
      return parseJson(answer.text);
    };
    return client;
  }
}
