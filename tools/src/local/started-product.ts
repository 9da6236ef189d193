import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What `npm start` runs, in a process of its own. Resolves once it is ready; throws when it ends before. */
export async function startProduct(options: {
  readonly split: boolean;
  readonly environment: Readonly<Record<string, string>>;
  /** For Node.js. */
  readonly flags?: readonly string[];
}): Promise<ChildProcess> {
  const { split, environment, flags = [] } = options;
  const words = [...flags, join(__dirname, '..', 'start.js'), ...(split ? ['--split'] : [])];
  const child = spawn(process.execPath, words, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    if (line.includes('is ready')) break;
  }
  child.stdout.resume();
  if (child.exitCode !== null) throw new Error('Subjectline did not start');
  return child;
}

/** Resolves once it has ended. */
export async function endProduct(child: ChildProcess | null, signal: NodeJS.Signals): Promise<void> {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  child.kill(signal);
  await exited;
}
