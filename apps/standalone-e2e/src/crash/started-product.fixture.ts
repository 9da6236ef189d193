import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, Program } from '@subjectline/testing';
import { startEmulator, type Emulator } from '@subjectline/testing/emulator';
import { HttpClient, rootClient } from '../fixtures/product.fixture';

/* For specs: what `npm start` runs, with the servers it brings up, in processes that can be killed. */

const start = join(__dirname, '..', '..', '..', '..', 'tools', 'dist', 'start.js');

export class StartedProduct extends HttpClient {
  private constructor(
    private readonly folder: string,
    private readonly port: number,
    readonly emulator: Emulator,
    private program: Program,
  ) {
    super(`http://127.0.0.1:${port}`);
  }

  static async open(): Promise<StartedProduct> {
    const folder = await mkdtemp(join(tmpdir(), 'subjectline-started-'));
    const [port, emulator] = await Promise.all([freePort(), startEmulator()]);
    const product = new StartedProduct(folder, port, emulator, run(folder, port, emulator));
    await product.program.prints(/is ready after/);
    await product.signIn();
    return product;
  }

  /** kill -9 of the process that all services are in, and `npm start` once more. */
  async killServices(): Promise<void> {
    await this.program.kill();
    this.program = run(this.folder, this.port, this.emulator);
    await this.program.prints(/is ready after/);
  }

  /** kill -9 of a server; resolves when its supervisor has noticed. */
  async killServer(name: 'nats-server' | 'PostgreSQL'): Promise<void> {
    const pidFile = name === 'PostgreSQL' ? ['postgres', 'data', 'postmaster.pid'] : ['nats', 'nats.pid'];
    const text = await readFile(join(this.folder, ...pidFile), 'utf8');
    process.kill(Number(text.split('\n')[0]), 'SIGKILL');
    await this.program.prints(new RegExp(`${name} ended unexpectedly, starting it again`));
  }

  async close(): Promise<number | null> {
    const exitCode = await this.program.interrupt();
    await this.emulator.close();
    await rm(this.folder, { recursive: true, force: true });
    return exitCode;
  }
}

function run(folder: string, port: number, emulator: Emulator): Program {
  return Program.start([start], {
    folder,
    env: {
      SUBJECTLINE_DATA_DIR: folder,
      SUBJECTLINE_PORT: String(port),
      SUBJECTLINE_MAILGUN_URL: emulator.url,
      SUBJECTLINE_ROOT_CLIENT_ID: rootClient.client_id,
      SUBJECTLINE_ROOT_CLIENT_SECRET: rootClient.client_secret,
      SUBJECTLINE_RATE_LIMIT_PER_MINUTE: '0',
    },
  });
}
