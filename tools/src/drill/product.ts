import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@subjectline/embedded';
import { commandOf, familyOf } from '../bench/usage';
import { endProduct, startProduct } from '../local/started-product';
import { client, Drilled, limitsOff, vendorUrls, type DrilledParts } from './drilled';

/** What `npm start` starts, in a folder of its own, with emulated vendors. */
export class Product extends Drilled {
  private child: ChildProcess | null = null;

  private constructor(
    parts: DrilledParts,
    private readonly split: boolean,
    private readonly dataDir: string,
  ) {
    super(parts);
  }

  static async open(split: boolean): Promise<Product> {
    const dataDir = await mkdtemp(join(tmpdir(), 'subjectline-drill-'));
    const [port, vendors] = await Promise.all([freePort(), Drilled.openVendors()]);
    const product = new Product({ port, ...vendors }, split, dataDir);
    await product.start();
    await product.configure();
    return product;
  }

  async close(): Promise<void> {
    await this.end('SIGTERM');
    await Drilled.closeVendors(this);
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

  async start(): Promise<void> {
    this.child = await startProduct({ split: this.split, environment: this.environment() });
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
    return {
      SUBJECTLINE_DATA_DIR: this.dataDir,
      SUBJECTLINE_PORT: String(this.port),
      SUBJECTLINE_ROOT_CLIENT_ID: client.client_id,
      SUBJECTLINE_ROOT_CLIENT_SECRET: client.client_secret,
      ...limitsOff,
      ...vendorUrls(this.front),
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
