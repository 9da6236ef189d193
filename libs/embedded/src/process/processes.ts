import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** When a process started, in whatever unit the system counts; undefined when there is no such process. */
export async function startedAt(pid: number): Promise<string | undefined> {
  if (!isProcessId(pid)) return undefined;
  if (process.platform !== 'linux') return ask(pid, 'lstart');
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => undefined);
  // proc(5): the second field, the name in parentheses, may itself hold spaces; the third is the state, the 22nd
  // the start. A zombie has ended, it is only waiting to be noticed.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields?.[0] === 'Z' ? undefined : fields?.[19];
}

/** The words a process was started with; undefined when there is no such process. */
async function commandOf(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return ask(pid, 'command');
  const words = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => undefined);
  return words?.replaceAll('\0', ' ');
}

async function ask(pid: number, column: string): Promise<string | undefined> {
  const answer = await run('ps', ['-o', `${column}=`, '-p', String(pid)]).catch(() => undefined);
  return answer?.stdout.trim() || undefined;
}

const isProcessId = (pid: number): boolean => Number.isSafeInteger(pid) && pid > 1;

export interface Leftover {
  /** Its first line is the process id. */
  pidFile: string;
  /** What the command line of our server holds and that of a stranger with the same id does not. */
  mark: string;
  /** From the gentlest to the last resort. */
  signals: NodeJS.Signals[];
}

/**
 * Ends a server that outlived the process that started it, so that no two of them work on one folder.
 * Answers whether there was one.
 */
export async function stopLeftover(leftover: Leftover): Promise<boolean> {
  const text = await readFile(leftover.pidFile, 'utf8').catch(() => '');
  const pid = Number(text.split('\n')[0]);
  const since = await startedAt(pid);
  if (since === undefined || !(await commandOf(pid))?.includes(leftover.mark)) return false;
  for (const signal of leftover.signals) {
    if (await endsAfter(pid, since, signal)) return true;
  }
  throw new Error(`the process ${pid}, left over from an earlier start, does not end: please stop it`);
}

async function endsAfter(pid: number, since: string, signal: NodeJS.Signals): Promise<boolean> {
  const deadline = Date.now() + 10_000;
  try {
    process.kill(pid, signal);
  } catch {
    // Ended by itself in between, or not ours to end: the next look tells which.
  }
  while (Date.now() < deadline) {
    if ((await startedAt(pid)) !== since) return true;
    await delay(20);
  }
  return false;
}
