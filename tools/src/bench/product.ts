import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { freePort } from '@subjectline/embedded';
import type { LoadReport, Job, Order } from './load';
import type { BenchOptions, ProviderName } from './options';
import { Replicas } from '../drill/cluster/replicas';
import { builtInNats } from '../local/broker';
import { findDatabase } from '../local/database';
import { commandOf, familyOf, isNode } from './usage';
import type { Arrival, StubAddresses } from './stub';
import { endProduct, startProduct } from '../local/started-product';

/** What `npm start` has started, in a folder of its own, with the emulator in place of the providers. */
export class Product {
  private child: ChildProcess | null = null;
  private token = '';
  private runs = 100;

  private constructor(
    private readonly options: BenchOptions,
    private readonly dataDir: string,
    private readonly port: number,
    private readonly stub: ChildProcess,
    private readonly addresses: StubAddresses,
  ) {}

  static async build(options: BenchOptions, dataDir: string): Promise<Product> {
    const stub = fork(join(__dirname, 'stub.js'));
    const [addresses] = (await once(stub, 'message')) as [StubAddresses];
    return new Product(options, dataDir, await freePort(), stub, addresses);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** @returns the seconds until it said that it is ready */
  async start(more: Readonly<Record<string, string>> = {}): Promise<number> {
    const { profileDir, split } = this.options;
    const flags = profileDir ? ['--cpu-prof', '--cpu-prof-dir', profileDir] : [];
    const beganMs = performance.now();
    this.child = await startProduct({ split, flags, environment: { ...this.environment(), ...more } });
    return (performance.now() - beganMs) / 1000;
  }

  /** The same, with a collector of traces. */
  startTraced(): Promise<number> {
    return this.start({ OTEL_EXPORTER_OTLP_ENDPOINT: this.addresses.askUrl });
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  async close(): Promise<void> {
    await this.stop();
    this.stub.disconnect();
  }

  /** The processes of the services, and those of the stores. */
  processes(): { services: number[]; stores: number[] } {
    const family = familyOf(this.child?.pid ?? 0);
    return { services: family.filter(isNode), stores: family.filter((pid) => !isNode(pid)) };
  }

  /** Kills what sends messages, the hard way, and starts it again unless the supervisor does. */
  async crash(): Promise<void> {
    if (!this.options.split) {
      await this.end('SIGKILL');
      await this.start();
      return;
    }
    const [dispatch] = this.processes().services.filter((pid) => commandOf(pid).includes('/dispatch/'));
    if (dispatch !== undefined) process.kill(dispatch, 'SIGKILL');
  }

  /** Makes the emulator the provider of the organization, as an operator would. */
  async configure(): Promise<void> {
    const form = new URLSearchParams({ grant_type: 'client_credentials', ...client });
    const answer = await this.ask('POST', '/api/v1/oauth/token', form);
    this.token = String(answer['access_token']);
    const { provider } = this.options;
    const { details, secrets } = accounts[provider];
    await this.ask('PUT', '/api/v1/messaging/default', {
      service_type: provider,
      ...(details && { details }),
    });
    await this.ask('PUT', `/api/v1/messaging/default/${provider}/secret`, secrets);
    await this.ask('PATCH', '/api/v1/config', {
      notifications: { notification_service_type: provider, send_request_receipt_notification: false },
      execution: { subject_identity_verification_required: true },
    });
  }

  /** How many messages are in this state. */
  async countMessages(state: string): Promise<number> {
    return Number((await this.ask('GET', `/api/v1/messages?size=1&state=${state}`))['total']);
  }

  async addOrganization(id: string): Promise<void> {
    await this.ask('POST', '/api/v1/organizations', { id, name: id });
  }

  /** A choice that needs no confirmation. */
  async choose(organization_user_id: string): Promise<void> {
    await this.ask('POST', '/v1/consents/events', {
      user: { organization_user_id },
      consents: { purposes: [{ id: 'newsletter', enabled: true }] },
    });
  }

  async databaseUrl(): Promise<string> {
    return (await findDatabase({ SUBJECTLINE_DATA_DIR: this.dataDir })).databaseUrl;
  }

  /** One more dispatch beside the product's own, in a process of its own. */
  async addDispatch(): Promise<{ isReady(): Promise<boolean>; stop(): Promise<void> }> {
    const { databaseUrl, keys } = await findDatabase({ SUBJECTLINE_DATA_DIR: this.dataDir });
    const healthPort = await freePort();
    const environment = {
      ...this.environment(),
      NATS_URL: await builtInNats(this.dataDir, 'dispatch'),
      DATABASE_URL: databaseUrl,
      SUBJECTLINE_KEYS: keys,
      SUBJECTLINE_LOG_LEVEL: 'warn',
      SUBJECTLINE_HEALTH_PORT: String(healthPort),
    };
    const replicas = new Replicas(() => environment, join(this.dataDir, 'replica.log'));
    replicas.add('dispatch');
    const isReady = (): Promise<boolean> =>
      fetch(`http://127.0.0.1:${healthPort}/health`).then(
        ({ ok }) => ok,
        () => false,
      );
    return { isReady, stop: () => replicas.stop() };
  }

  async load(job: Job, count: number): Promise<LoadReport> {
    const { token, url: gatewayUrl, options } = this;
    const { askUrl } = this.addresses;
    const order: Order = {
      ...job,
      count,
      token,
      gatewayUrl,
      askUrl,
      provider: options.provider,
      run: String(++this.runs),
    };
    const generator = fork(join(__dirname, 'load.js'), [JSON.stringify(order)]);
    const ended = once(generator, 'exit').then(() => Promise.reject(new Error('the load generator died')));
    const [report] = (await Promise.race([once(generator, 'message'), ended])) as [LoadReport];
    return report;
  }

  /** From now on the provider answers so; the stub knows the vendor's other shapes. */
  async behave(behaviour: object): Promise<void> {
    const init = { method: 'PUT', body: JSON.stringify(behaviour) };
    await (await fetch(`${this.addresses.url}/_emulator/behaviour`, init)).arrayBuffer();
  }

  async forgetArrivals(): Promise<void> {
    await this.askStub('/forget');
  }

  /** How many bytes of traces have come. */
  countTraced(): Promise<number> {
    return this.askStub('/traced');
  }

  countArrivals(): Promise<number> {
    return this.askStub('/count');
  }

  arrivals(): Promise<Arrival[]> {
    return this.askStub('/arrivals');
  }

  private async askStub<T>(path: string): Promise<T> {
    const text = await (await fetch(this.addresses.askUrl + path)).text();
    return (text ? JSON.parse(text) : undefined) as T;
  }

  private async ask(method: string, path: string, body?: object): Promise<Record<string, unknown>> {
    const isForm = body instanceof URLSearchParams;
    const answer = await fetch(this.url + path, {
      method,
      headers: {
        ...(this.token && { authorization: `Bearer ${this.token}` }),
        ...(body && !isForm && { 'content-type': 'application/json' }),
      },
      ...(body && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} was answered with ${answer.status}: ${text}`);
    return JSON.parse(text) as Record<string, unknown>;
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const { child } = this;
    this.child = null;
    await endProduct(child, signal);
  }

  private environment(): Record<string, string> {
    const { url } = this.addresses;
    return {
      SUBJECTLINE_DATA_DIR: this.dataDir,
      SUBJECTLINE_PORT: String(this.port),
      SUBJECTLINE_ROOT_CLIENT_ID: client.client_id,
      SUBJECTLINE_ROOT_CLIENT_SECRET: client.client_secret,
      // the public form's calls carry no token, and all of ours come from one address
      SUBJECTLINE_RATE_LIMIT_PER_MINUTE: '0',
      SUBJECTLINE_DIDOMI_REQUESTS_PER_15_SECONDS: '0',
      // all addresses are at one domain, or in one range of numbers; counted all the same
      SUBJECTLINE_LIMIT_SENDS_PER_DOMAIN: '9999999/1h',
      SUBJECTLINE_LIMIT_SENDS_PER_PHONE_RANGE: '9999999/1h',
      SUBJECTLINE_MAILGUN_URL: url,
      SUBJECTLINE_SENDGRID_URL: url,
      SUBJECTLINE_TWILIO_URL: url,
    };
  }
}

const client = { client_id: 'bench', client_secret: 'only-for-the-benchmark' };

const accounts: Record<ProviderName, { details?: object; secrets: object }> = {
  twilio_email: {
    details: { twilio_email_from: 'privacy@example.com' },
    secrets: { twilio_api_key: 'key-of-the-benchmark' },
  },
  mailgun: {
    details: { domain: 'mg.example.com' },
    secrets: { mailgun_api_key: 'key-of-the-benchmark' },
  },
  twilio_text: {
    secrets: {
      twilio_account_sid: `AC${'0'.repeat(32)}`,
      twilio_auth_token: 'token-of-the-benchmark',
      twilio_sender_phone_number: '+15551234567',
    },
  },
};
