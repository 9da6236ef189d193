import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { serviceNames, type ServiceName } from '@subjectline/contracts';
import { programOf, repository } from './earlier-release';

/** Services of which two run; of all others one. */
export const doubled: readonly ServiceName[] = ['identity', 'requests', 'dispatch'];

/** A process for each replica of each service. */
export class Replicas {
  private readonly running = new Map<ServiceName, ChildProcess[]>();

  constructor(
    private readonly environmentFor: (service: ServiceName) => Readonly<Record<string, string>>,
    private readonly logFile: string,
    /** The build that runs at first. */
    private readonly folder = repository,
  ) {}

  start(): void {
    for (const name of serviceNames) {
      this.add(name);
      if (doubled.includes(name)) this.add(name);
    }
  }

  add(name: ServiceName): void {
    this.running.set(name, [...(this.running.get(name) ?? []), this.run(name, this.folder)]);
  }

  /** Ends every process of a service, then starts as many of this build: they share tables. */
  async replace(name: ServiceName): Promise<void> {
    const before = this.running.get(name) ?? [];
    await Promise.all(before.map((process) => end(process, 'SIGTERM')));
    this.running.set(
      name,
      before.map(() => this.run(name, repository)),
    );
  }

  /** kill -9 of one of two; the other goes on alone. */
  async killOne(service: ServiceName): Promise<void> {
    const process = this.running.get(service)?.shift();
    if (!process) throw new Error(`${service} does not run`);
    await end(process, 'SIGKILL');
  }

  async stop(): Promise<void> {
    await Promise.all([...this.running.values()].flat().map((process) => end(process, 'SIGTERM')));
  }

  private run(name: ServiceName, folder: string): ChildProcess {
    const log = openSync(this.logFile, 'a', 0o600);
    return spawn(process.execPath, [programOf(folder, name)], {
      env: { PATH: process.env['PATH'], ...this.environmentFor(name) },
      stdio: ['ignore', log, log],
    });
  }
}

async function end(process: ChildProcess, how: NodeJS.Signals): Promise<void> {
  if (process.exitCode !== null || process.signalCode !== null) return;
  const ended = once(process, 'exit');
  process.kill(how);
  await ended;
}
