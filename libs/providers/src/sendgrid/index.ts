import type SdkClient from '@sendgrid/client';
import type SdkMailService from '@sendgrid/mail';
import type SdkMail from '@sendgrid/helpers/classes/mail';
import type { MailDataRequired, MailJSON } from '@sendgrid/helpers/classes/mail';
import { FidesTemplate, templateName } from '../mail/fides-template';
import type {
  Account,
  BeforeLeaving,
  OutgoingMessage,
  Provider,
  ProviderOptions,
  ProviderSettings,
  Sent,
} from '../provider';
import { readMailbox } from '../mail/mailbox';
import { readSettings } from '../settings/settings';
import { Transport, type Exchange } from '../http/transport';
import { parseJson, type Vendor, type VendorAnswer } from '../http/vendor-answer';
import { asciiAddress, isAscii } from '../mail/ascii-address';
import { toMailBody, type Frame, type MailBody } from './mail';
import { meaningOf, readCode } from './refusals';
import { readPublicKey, sendgridReports } from './reports';
import { webhookIdIn, webhookIdOf, webhookTo } from './webhook';
import { SendgridDetails, SendgridSecrets, type Region } from './settings';

type Client = typeof SdkClient;
type Request = Parameters<Client['request']>[0];
type Response = Awaited<ReturnType<Client['request']>>;

const vendor: Vendor = {
  serviceType: 'twilio_email',
  label: 'SendGrid (Twilio Email)',
  meaningOf,
  readCode,
};

export const sendgrid: Provider = {
  serviceType: vendor.serviceType,
  label: vendor.label,
  // as Fides calls it
  configName: 'Twilio Email',
  channels: ['email'],
  Details: SendgridDetails,
  Secrets: SendgridSecrets,
  open: (settings, options) => new SendgridAccount(settings, options),
  reports: sendgridReports,
  erasure: { by: 'address', action: 'erasure_requested' },
};

const hosts: Readonly<Record<Region, string>> = {
  global: 'https://api.sendgrid.com',
  eu: 'https://api.eu.sendgrid.com',
};

class SendgridAccount implements Account {
  private readonly details: SendgridDetails;
  private readonly secrets: SendgridSecrets;
  private readonly url: string;
  private readonly transport: Transport;
  private readonly template: FidesTemplate;
  private readonly sdk = loadSdk();

  constructor({ details, secrets }: ProviderSettings, { baseUrl, timeoutMs }: ProviderOptions) {
    this.details = readSettings(SendgridDetails, details);
    this.secrets = readSettings(SendgridSecrets, secrets);
    this.url = (baseUrl ?? hosts[this.details.region ?? 'global']).replace(/\/$/, '');
    this.transport = new Transport(vendor, this.url, timeoutMs);
    this.template = new FidesTemplate((signal) => this.findTemplate(signal));
  }

  async send(message: OutgoingMessage, signal: AbortSignal, beforeLeaving?: BeforeLeaving): Promise<Sent> {
    // nothing is asked of SendGrid: it refuses such an address in words that are hard to tell from others
    if (!isAscii(asciiAddress(message.to)))
      throw this.transport.failure('refused', undefined, { reason: 'recipient_not_ascii' });
    const answer = await this.template.use((template) =>
      this.mail(toMailBody(message, { ...this.frame, template }), signal, beforeLeaving),
    );
    const id = answer.headers['x-message-id'];
    if (answer.status !== 202 || typeof id !== 'string' || id === '')
      throw this.transport.unreadable(answer.status);
    return { providerMessageId: id };
  }

  /** In the sandbox SendGrid checks key, sender and message, and delivers nothing. */
  async check(signal: AbortSignal): Promise<void> {
    const { address } = readMailbox(this.details.twilio_email_from);
    const message = { id: 'check', to: address, subject: 'Check', text: 'Check of the settings' };
    const mail_settings = { sandbox_mode: { enable: true } };
    const { status, text } = await this.mail({ ...toMailBody(message, this.frame), mail_settings }, signal);
    // what has a body is the page of a proxy
    if (status !== 200 || text !== '') throw this.transport.unreadable(status);
  }

  /** A webhook of our own: others of the account stay as they are. */
  registerReports(url: string, signal: AbortSignal): Promise<Record<string, string>> {
    return this.transport.run(signal, async (exchange) => {
      const client = this.client(exchange);
      const path = '/v3/user/webhooks/event/settings';
      const [, known] = await client.request({ method: 'GET', url: `${path}/all` });
      const body = webhookTo(url);
      const id =
        webhookIdIn(known, url) ??
        webhookIdOf((await client.request({ method: 'POST', url: path, body }))[1]);
      if (id === null) throw this.transport.unreadable(200);
      await client.request({ method: 'PATCH', url: `${path}/${id}`, body });
      const [, signed] = await client.request({
        method: 'PATCH',
        url: `${path}/signed/${id}`,
        body: { enabled: true },
      });
      const { public_key: key }: { public_key?: unknown } = Object(signed);
      if (typeof key !== 'string' || !readPublicKey(key)) throw this.transport.unreadable(200);
      return { twilio_webhook_public_key: key };
    });
  }

  /** Recipients' data erasure: SendGrid takes the job, and does not say when it is done or what it found. */
  async erase(address: string, signal: AbortSignal): Promise<number> {
    const name = asciiAddress(address);
    if (!isAscii(name)) throw this.transport.failure('refused', undefined, { reason: 'recipient_not_ascii' });
    return this.transport.run(signal, async (exchange) => {
      const body = { email_addresses: [name] };
      const url = '/v3/recipients/erasejob';
      const [{ statusCode }, answer] = await this.client(exchange).request({ method: 'POST', url, body });
      const { job_id: job }: { job_id?: unknown } = Object(answer);
      if (statusCode !== 202 || typeof job !== 'string' || job === '')
        throw this.transport.unreadable(statusCode);
      return 0;
    });
  }

  close(): Promise<void> {
    return this.transport.close();
  }

  private get frame(): Frame {
    const { twilio_email_from: sender, reply_to: replyTo } = this.details;
    return { sender, replyTo, template: null };
  }

  /** SendGrid's id stands in a header; the body of a success is empty. */
  private mail(body: MailBody, signal: AbortSignal, beforeLeaving?: BeforeLeaving): Promise<VendorAnswer> {
    const work = async (exchange: Exchange) => {
      const service = new this.sdk.MailService();
      let answer: VendorAnswer | undefined;
      const client = this.client(async (request) => (answer = await exchange(request)));
      service.setClient(client);
      await service.send(new this.sdk.ReadyMail(body) as object as MailDataRequired);
      if (!answer) throw this.transport.failure('misconfigured');
      return answer;
    };
    return this.transport.run(signal, work, beforeLeaving);
  }

  private findTemplate(signal: AbortSignal): Promise<string | null> {
    return this.transport.run(signal, async (exchange) => {
      const qs = { generations: 'dynamic', page_size: '200' };
      const [, body] = await this.client(exchange).request({ method: 'GET', url: '/v3/templates', qs });
      return readTemplateId(body);
    });
  }

  /** A client costs half a microsecond; one for each request is how the signal gets through the SDK. */
  private client(exchange: Exchange): Client {
    const client = new this.sdk.Client(this.url, exchange);
    // not `setApiKey`: that prints a warning for a key of another form
    client.setDefaultHeader('Authorization', `Bearer ${this.secrets.twilio_api_key}`);
    return client;
  }
}

/** Loaded on first use: a provider that is not configured costs no memory. */
function loadSdk() {
  const { Client }: { Client: new () => Client } = require('@sendgrid/client');
  const { MailService }: { MailService: new () => typeof SdkMailService } = require('@sendgrid/mail');
  const { classes }: { classes: { Mail: typeof SdkMail } } = require('@sendgrid/helpers');
  return { Client: overTransport(Client), MailService, ReadyMail: readyMail(classes.Mail) };
}

/** The SDK's mail for a body that has its final form already. */
function readyMail(Base: typeof SdkMail) {
  return class extends Base {
    constructor(private readonly body: MailBody) {
      super();
    }

    override toJSON(): MailJSON {
      return this.body as MailJSON;
    }
  };
}

/** The SDK's client with its one way to the network led over our connections. */
function overTransport(Base: new () => Client) {
  return class extends Base {
    constructor(
      private readonly url: string,
      private readonly exchange: Exchange,
    ) {
      super();
    }

    override async request({ method, url, qs, body }: Request): Promise<Response> {
      const query = qs ? `?${new URLSearchParams(Object.entries(qs)).toString()}` : '';
      const answer = await this.exchange({
        url: `${this.url}${url}${query}`,
        headers: this.createHeaders({}),
        ...(body && { body: JSON.stringify(body) }),
        ...(method === 'PATCH' && { method }),
      });
      const response = { statusCode: answer.status, headers: answer.headers, body: parseJson(answer.text) };
      return [response, response.body];
    }
  };
}

function readTemplateId(body: unknown): string | null {
  const { result }: { result?: unknown } = Object(body);
  const templates: { id?: unknown; name?: unknown }[] = Array.isArray(result) ? result.map(Object) : [];
  const found = templates.find(({ name }) => typeof name === 'string' && name.toLowerCase() === templateName);
  return typeof found?.id === 'string' ? found.id : null;
}
