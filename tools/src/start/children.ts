import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { serviceNames, type ServiceName } from '@subjectline/contracts';
import { LogFile, type Progress } from '@subjectline/embedded';
import type { Running } from './keep-running';
import type { Services } from './services';

const stopTimeoutMs = 15_000;
const maxPauseMs = 10_000;
const calmAfterMs = 30_000;

interface Supervised {
  gatewayUrl: string;
  say: Progress;
  complain: Progress;
  stopping: AbortSignal;
}

/** One process per service, each with its own user at the broker; answers when the gateway says it is ready. */
export async function startApart(
  services: Services,
  { gatewayUrl, say, complain, stopping }: Supervised,
): Promise<Running> {
  const log = new LogFile({ path: services.logFile, say: complain });
  const children = serviceNames.map((name) => new ServiceProcess(name, services, log, say));
  const [gateway, ...others] = children;
  const stop = async (): Promise<void> => {
    // The gateway first: what it has accepted still finds the others.
    await gateway?.stop();
    await Promise.all(others.map((child) => child.stop()));
    await log.end();
  };
  const broken = Promise.race(children.map((child) => child.broken));
  try {
    await Promise.race([untilReady(`${gatewayUrl}/health/ready`, stopping), broken]);
  } catch (error) {
    await stop();
    throw error;
  }
  for (const child of children) child.isSettled = true;
  return { stop, kill: () => children.forEach((child) => child.kill()) };
}

async function untilReady(url: string, stopping: AbortSignal): Promise<void> {
  for (const deadline = Date.now() + 60_000; Date.now() < deadline; await delay(50)) {
    stopping.throwIfAborted();
    const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return;
  }
  throw new Error('the services did not become ready: the log says why');
}

class ServiceProcess {
  /** Once everything has been up, a service that ends is started again; before that, its end is the news. */
  isSettled = false;
  readonly broken: Promise<never>;
  private child!: ChildProcess;
  private readonly stopping = new AbortController();
  private readonly lastLines: string[] = [];
  private readonly watching: Promise<void>;

  constructor(
    private readonly name: ServiceName,
    private readonly services: Services,
    private readonly log: LogFile,
    private readonly say: Progress,
  ) {
    let fail: (error: Error) => void = () => undefined;
    this.broken = new Promise((_resolve, reject) => (fail = reject));
    this.broken.catch(() => undefined);
    this.watching = this.watch(fail);
  }

  private async watch(fail: (error: Error) => void): Promise<void> {
    for (let pauseMs = 200; ; pauseMs = Math.min(pauseMs * 2, maxPauseMs)) {
      const since = Date.now();
      this.child = this.begin();
      const how = `${this.name} ended (${await this.ended()})`;
      if (this.stopping.signal.aborted) return;
      if (!this.isSettled) return fail(new Error(`${how}; it said:\n${this.lastLines.join('\n')}`));
      if (Date.now() - since > calmAfterMs) pauseMs = 200;
      this.say(`${how}, starting it again`);
      await delay(pauseMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      if (this.stopping.signal.aborted) return;
    }
  }

  private async ended(): Promise<string> {
    try {
      // 'close' and not 'exit': only then is its last word read.
      const [code, signal] = (await once(this.child, 'close')) as [number | null, string | null];
      return signal ?? `exit code ${code}`;
    } catch (error) {
      // Too many processes, or no memory for one more.
      return error instanceof Error ? error.message : String(error);
    }
  }

  private begin(): ChildProcess {
    const apps = join(__dirname, '..', '..', '..', 'apps');
    const leash = join(__dirname, 'leash.js');
    const child = spawn(process.execPath, ['-r', leash, join(apps, this.name, 'dist', 'main.js')], {
      env: {
        ...this.services.environment,
        NATS_URL: this.services.natsUrlFor(this.name),
        SUBJECTLINE_METRICS_PORT: this.metricsPort,
      },
      // A session of its own: Ctrl-C in the terminal reaches the supervisor alone, which keeps the order.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    for (const output of [child.stdout, child.stderr]) {
      if (output) createInterface({ input: output }).on('line', (line) => this.write(line));
    }
    return child;
  }

  /** The gateway has the port of the setting, and each of the others the next. */
  private get metricsPort(): string | undefined {
    const first = Number(this.services.environment['SUBJECTLINE_METRICS_PORT'] ?? 0);
    return first > 0 ? String(first + serviceNames.indexOf(this.name)) : undefined;
  }

  /** The log holds JSON lines that name their service; what a service says otherwise is made one. */
  private write(line: string): void {
    if (this.lastLines.push(line) > 20) this.lastLines.shift();
    const isOurs = line.startsWith('{');
    this.log.write(`${isOurs ? line : JSON.stringify({ level: 'error', service: this.name, msg: line })}\n`);
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.child.kill('SIGTERM');
    const last = setTimeout(() => this.kill(), stopTimeoutMs);
    await this.watching;
    clearTimeout(last);
  }

  kill(): void {
    this.stopping.abort();
    this.child.kill('SIGKILL');
  }
}
