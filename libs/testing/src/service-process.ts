import { once } from 'node:events';
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { endOf } from './end-of';

/** A service in a process of its own, for specs that kill it. Runs what `npm run build` has made. */
export class ServiceProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly ended: Promise<unknown>,
  ) {}

  /** Resolves once the service has logged that it is ready. */
  static async start(main: string, env: Readonly<Record<string, string>>): Promise<ServiceProcess> {
    const child = spawn(process.execPath, [main], {
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    const lines = createInterface({ input: child.stdout });
    await new Promise<void>((resolve, reject) => {
      lines.on('line', (line) => line.includes('"msg":"ready"') && resolve());
      void ended.then(([code]) =>
        reject(new Error(`${main} ended with ${String(code)} before it was ready`)),
      );
    });
    return new ServiceProcess(child, ended);
  }

  /** SIGKILL: it has no chance to finish anything. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** SIGSTOP: it stands still, as a machine that is suspended. */
  pause(): void {
    this.child.kill('SIGSTOP');
  }

  /** SIGCONT. */
  resume(): void {
    this.child.kill('SIGCONT');
  }

  /** SIGTERM, and waits for the clean end. */
  async stop(deadlineMs = 30_000): Promise<void> {
    this.child.kill('SIGTERM');
    const end = await endOf(this.child, this.ended, deadlineMs);
    if (end === 'killed') throw new Error(`the service did not end within ${deadlineMs} ms`);
  }
}
