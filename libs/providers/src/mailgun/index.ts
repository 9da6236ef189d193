import type Mailgun from 'mailgun.js';
import { FidesTemplate, templateName } from '../mail/fides-template';
import { ProviderError } from '../provider-error';
import type {
  Account,
  BeforeLeaving,
  InlinePicture,
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
import { mailbox, toFields, type Frame } from './mail';
import { toMultipart } from './multipart';
import { meaningOf, readDelayMs } from './refusals';
import { eventsWithout, mailgunReports, messageOf } from './reports';
import { MailgunDetails, MailgunSecrets } from './settings';

type Client = ReturnType<InstanceType<typeof Mailgun>['client']>;
type RequestProvider = Client['request']['requestProvider'];

/** What is posted; a body that the SDK has no type for is left to us. */
interface Content {
  readonly type: string;
  readonly body?: string | Buffer;
}

/** As many as Mailgun lists at once. */
const maxEvents = 300;
/** Clocks differ, and a message may be accepted long after it was sent. */
const searchMarginSeconds = 120;

/** Of a domain, by address. */
const suppressionLists = ['bounces', 'complaints', 'unsubscribes'] as const;

const formType = 'application/x-www-form-urlencoded';

const vendor: Vendor = {
  serviceType: 'mailgun',
  label: 'Mailgun',
  meaningOf,
  readDelayMs,
};

export const mailgun: Provider = {
  serviceType: vendor.serviceType,
  label: vendor.label,
  channels: ['email'],
  Details: MailgunDetails,
  Secrets: MailgunSecrets,
  open: (settings, options) => new MailgunAccount(settings, options),
  // the age from which Mailgun calls its events complete
  absentAfterMs: 30 * 60_000,
  reports: mailgunReports,
  erasure: { by: 'address', action: 'suppressions_deleted' },
};

class MailgunAccount implements Account {
  private readonly details: MailgunDetails;
  private readonly secrets: MailgunSecrets;
  private readonly url: string;
  private readonly transport: Transport;
  private readonly sdk: Mailgun;
  private readonly template: FidesTemplate;

  constructor({ details, secrets }: ProviderSettings, { baseUrl, timeoutMs }: ProviderOptions) {
    this.details = readSettings(MailgunDetails, details);
    this.secrets = readSettings(MailgunSecrets, secrets);
    const region = this.details.is_eu_domain ? 'api.eu.mailgun.net' : 'api.mailgun.net';
    this.url = baseUrl ?? `https://${region}`;
    this.transport = new Transport(vendor, this.url, timeoutMs);
    const Sdk: typeof Mailgun = require('mailgun.js');
    this.sdk = new Sdk(FormData);
    this.template = new FidesTemplate((signal) => this.findTemplate(signal));
  }

  async send(message: OutgoingMessage, signal: AbortSignal, beforeLeaving?: BeforeLeaving): Promise<Sent> {
    const frame = { from: mailbox(message.fromName, this.address), replyTo: this.details.reply_to };
    const providerMessageId = await this.template.use((template) =>
      this.postMessage(message, { ...frame, template }, signal, beforeLeaving),
    );
    return { providerMessageId };
  }

  /** In test mode Mailgun accepts and counts the message but does not deliver it. */
  async check(signal: AbortSignal): Promise<void> {
    const message = { id: 'check', to: this.address, subject: 'Check', text: 'Check of the settings' };
    const frame = { from: mailbox(undefined, this.address), template: null };
    await this.post({ ...toFields(message, frame), 'o:testmode': 'yes' }, signal);
  }

  /** Addresses that other systems have there stay. */
  async registerReports(url: string, signal: AbortSignal): Promise<Record<string, string>> {
    const webhooks = `/v3/domains/${this.details.domain}/webhooks`;
    const known = await this.request(signal, (request) => request.get(webhooks));
    const missing = eventsWithout(known.body, url);
    if (missing.length > 0) {
      const body = new URLSearchParams({ url });
      for (const event of missing) body.append('event_types', event);
      const path = webhooks.replace('v3', 'v4');
      await this.request(signal, (request) => request.post(path, body.toString()), { type: formType });
    }
    const answer = await this.request(signal, (request) => request.get('/v5/accounts/http_signing_key'));
    const { http_signing_key: key }: { http_signing_key?: unknown } = answer.body;
    if (typeof key !== 'string' || key === '') throw this.transport.unreadable(answer.status);
    return { mailgun_webhook_signing_key: key };
  }

  /** By recipient and time, and then by our variable. A sending key may not read events. */
  async find({ id, to, from, until }: SoughtMessage, signal: AbortSignal): Promise<SearchAnswer> {
    const query = new URLSearchParams({
      recipient: to,
      begin: String(Math.floor(from.getTime() / 1000) - searchMarginSeconds),
      end: String(Math.ceil(until.getTime() / 1000) + searchMarginSeconds),
      limit: String(maxEvents),
    });
    const answer = await this.request(signal, (request) =>
      request.get(`${this.path('events')}?${query.toString()}`),
    );
    const { items }: { items?: unknown } = answer.body;
    if (!Array.isArray(items)) throw this.transport.unreadable(answer.status);
    const found = items.map(messageOf).find(({ messageId }) => messageId === id);
    if (found?.providerMessageId) return { state: 'found', providerMessageId: found.providerMessageId };
    if (found) return { state: 'unclear' };
    return { state: items.length < maxEvents ? 'absent' : 'unclear' };
  }

  /** Its entries in the domain's suppression lists. Events and stored messages cannot be deleted by address: they age out. */
  async erase(address: string, signal: AbortSignal): Promise<number> {
    let deleted = 0;
    for (const list of suppressionLists) {
      const path = `/v3/${this.details.domain}/${list}/${encodeURIComponent(address)}`;
      if (await this.deleteEntry(path, signal)) deleted += 1;
    }
    return deleted;
  }

  close(): Promise<void> {
    return this.transport.close();
  }

  private async deleteEntry(path: string, signal: AbortSignal): Promise<boolean> {
    try {
      const answer = await this.request(signal, (request) => request.delete(path));
      if (!('message' in answer.body)) throw this.transport.unreadable(answer.status);
      return true;
    } catch (error) {
      // any other 404 is about the domain
      if (error instanceof ProviderError && error.status === 404 && error.outcome === 'refused') return false;
      throw error;
    }
  }

  private get address(): string {
    return `mailgun@${this.details.domain}`;
  }

  private postMessage(
    message: OutgoingMessage,
    frame: Frame,
    signal: AbortSignal,
    beforeLeaving?: BeforeLeaving,
  ): Promise<string> {
    const fields = toFields(message, frame);
    // a frame of the vendor's has no place for it
    return this.post(fields, signal, beforeLeaving, fields['html'] === undefined ? undefined : message.logo);
  }

  private async post(
    fields: Record<string, string>,
    signal: AbortSignal,
    beforeLeaving?: BeforeLeaving,
    inline?: InlinePicture,
  ): Promise<string> {
    const form = toMultipart(fields, inline);
    const call = (request: Client['request']) => request.post(this.path('messages'), '');
    const answer = await this.request(signal, call, form, beforeLeaving);
    const { id }: { id?: unknown } = answer.body;
    if (typeof id !== 'string' || id === '') throw this.transport.unreadable(answer.status);
    // webhooks name the message without the angle brackets that stand here
    return id.replace(/^<(.*)>$/, '$1');
  }

  private async findTemplate(signal: AbortSignal): Promise<string | null> {
    try {
      const answer = await this.request(signal, (request) =>
        request.get(this.path(`templates/${templateName}`)),
      );
      return 'template' in answer.body ? templateName : null;
    } catch (error) {
      if (error instanceof ProviderError && error.status === 404) return null;
      throw error;
    }
  }

  /** Not `client.messages`: that knows API version 3 alone. */
  private path(resource: string): string {
    return `/${this.details.api_version}/${this.details.domain}/${resource}`;
  }

  /** A client costs a microsecond; one for each request is how the signal gets through the SDK. */
  private request<T>(
    signal: AbortSignal,
    call: (request: Client['request']) => Promise<T>,
    content?: Content,
    beforeLeaving?: BeforeLeaving,
  ): Promise<T> {
    const work = (exchange: Exchange) => {
      const { request } = this.sdk.client({
        username: 'api',
        key: this.secrets.mailgun_api_key,
        url: this.url,
      });
      request.requestProvider = this.requestProvider(exchange, content);
      return call(request);
    };
    return this.transport.run(signal, async (exchange) => work(exchange), beforeLeaving);
  }

  /** In place of the SDK's own, which turns every failure of the network into an answer with status 400. */
  private requestProvider(exchange: Exchange, content: Content | undefined): RequestProvider {
    const key = Buffer.from(`api:${this.secrets.mailgun_api_key}`).toString('base64');
    const headers = { authorization: `Basic ${key}`, ...(content && { 'content-type': content.type }) };
    return {
      makeRequest: async (url, method, request) => {
        const isDeletion = method.toUpperCase() === 'DELETE';
        const { status, text } = await exchange({
          url,
          headers,
          ...(isDeletion ? { method: 'DELETE' } : { body: content?.body ?? bodyOf(request) }),
          success: 200,
        });
        return { status, body: parseJson(text) };
      },
      setSubAccountHeader: () => {},
      resetSubAccountHeader: () => {},
    };
  }
}

function bodyOf(request: unknown): string | undefined {
  if (typeof request !== 'object' || request === null || !('data' in request)) return undefined;
  return typeof request.data === 'string' ? request.data : undefined;
}
