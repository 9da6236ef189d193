import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@subjectline/embedded';
import { startEmulator, type Emulator } from '@subjectline/testing/emulator';
import { commandOf, familyOf } from '../bench/usage';
import { endProduct, startProduct } from '../local/started-product';
import { VendorFront } from './vendor-front';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const client = { client_id: 'drill', client_secret: 'only-for-the-drill' };
const answerWithinMs = 10_000;

/** What `npm start` starts, in a folder of its own, with emulated vendors. */
export class Product {
  private child: ChildProcess | null = null;
  private token = '';

  private constructor(
    private readonly split: boolean,
    private readonly dataDir: string,
    private readonly port: number,
    readonly emulator: Emulator,
    readonly front: VendorFront,
  ) {}

  static async open(split: boolean): Promise<Product> {
    const dataDir = await mkdtemp(join(tmpdir(), 'subjectline-drill-'));
    const [port, emulator] = await Promise.all([freePort(), startEmulator()]);
    const front = new VendorFront(emulator.url);
    await front.open();
    const product = new Product(split, dataDir, port, emulator, front);
    await product.start();
    await product.configure();
    return product;
  }

  async close(): Promise<void> {
    await this.end('SIGTERM');
    await this.front.close();
    await this.emulator.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** kill -9 of one service; its supervisor starts it again. */
  kill(service: string): void {
    process.kill(this.pidOf(service), 'SIGKILL');
  }

  /** kill -9 of the process that all services are in. */
  async killAll(): Promise<void> {
    await this.end('SIGKILL');
  }

  async killServer(server: ServerName): Promise<void> {
    process.kill(await this.pidOfServer(server), 'SIGKILL');
  }

  /** Stops every process of it for this long. */
  async pause(name: string, ms: number): Promise<void> {
    const isServer = name === 'nats' || name === 'postgres';
    const pids = familyOf(isServer ? await this.pidOfServer(name) : this.pidOf(name));
    signal(pids, 'SIGSTOP');
    await new Promise((resolve) => setTimeout(resolve, ms));
    signal(pids, 'SIGCONT');
  }

  /** An answer, or null where there was none. */
  async ask(method: string, path: string, body?: object, headers: object = {}): Promise<Answer | null> {
    try {
      const answer = await fetch(`http://127.0.0.1:${this.port}${path}`, {
        method,
        headers: {
          ...(this.token && { authorization: `Bearer ${this.token}` }),
          ...(body && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(answerWithinMs),
      });
      const text = await answer.text();
      return { status: answer.status, body: text ? JSON.parse(text) : null };
    } catch {
      return null;
    }
  }

  async start(): Promise<void> {
    this.child = await startProduct({ split: this.split, environment: this.environment() });
  }

  private async configure(): Promise<void> {
    const form = new URLSearchParams({ grant_type: 'client_credentials', ...client });
    const answer = await fetch(`http://127.0.0.1:${this.port}/api/v1/oauth/token`, {
      method: 'POST',
      body: form,
    });
    const { access_token } = (await answer.json()) as { access_token: string };
    this.token = access_token;
    const details = { domain: 'mg.example.com' };
    await this.set('PUT', '/api/v1/messaging/default', { service_type: 'mailgun', details });
    await this.set('PUT', '/api/v1/messaging/default/mailgun/secret', {
      mailgun_api_key: 'key-of-the-drill',
    });
    await this.set('PATCH', '/api/v1/config', {
      notifications: { notification_service_type: 'mailgun', send_request_receipt_notification: false },
      execution: { subject_identity_verification_required: true },
    });
  }

  private async set(method: string, path: string, body: object): Promise<void> {
    const answer = await this.ask(method, path, body);
    if (answer?.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  }

  private pidOf(service: string): number {
    const place = `/apps/${service}/dist/`;
    const pid = familyOf(this.child?.pid ?? 0).find((one) => commandOf(one).includes(place));
    if (pid === undefined) throw new Error(`${service} does not run`);
    return pid;
  }

  private async pidOfServer(server: ServerName): Promise<number> {
    const path = server === 'postgres' ? ['postgres', 'data', 'postmaster.pid'] : ['nats', 'nats.pid'];
    return Number((await readFile(join(this.dataDir, ...path), 'utf8')).split('\n')[0]);
  }

  private async end(how: NodeJS.Signals): Promise<void> {
    const { child } = this;
    this.child = null;
    await endProduct(child, how);
  }

  private environment(): Record<string, string> {
    const { url } = this.front;
    return {
      SUBJECTLINE_DATA_DIR: this.dataDir,
      SUBJECTLINE_PORT: String(this.port),
      SUBJECTLINE_ROOT_CLIENT_ID: client.client_id,
      SUBJECTLINE_ROOT_CLIENT_SECRET: client.client_secret,
      // all calls come from one address, and all addresses are at one domain
      SUBJECTLINE_RATE_LIMIT_PER_MINUTE: '0',
      SUBJECTLINE_LIMIT_SENDS_PER_DOMAIN: 'off',
      SUBJECTLINE_MAILGUN_URL: url,
      SUBJECTLINE_SENDGRID_URL: url,
      SUBJECTLINE_TWILIO_URL: url,
    };
  }
}

export type ServerName = 'nats' | 'postgres';

function signal(pids: readonly number[], how: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, how);
    } catch {
      // it has ended in between
    }
  }
}
