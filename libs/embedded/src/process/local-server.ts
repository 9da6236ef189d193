import { spawn } from 'node:child_process';
import { close, copyFileSync, fstatSync, openSync, statSync, truncateSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { lockForServer } from '../folder/folder';
import { setTimeout as delay } from 'node:timers/promises';

/** Receives progress messages, one line each. */
export interface Progress {
  (line: string): void;
}

/** A server that runs on this machine and belongs to this process. */
export interface LocalServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly version: string;
  /** Resolves when the server has ended, with its exit code or null when a signal ended it. */
  readonly exited: Promise<number | null>;
  /** Shuts it down gracefully. */
  stop(): Promise<void>;
  /** Ends it the way a power cut would. */
  kill(): void;
}

export interface Command {
  words: [string, ...string[]];
  folder: string;
  logFile: string;
  stopSignal: NodeJS.Signals;
  uid?: number;
  gid?: number;
}

export type RunningCommand = Pick<LocalServer, 'pid' | 'exited' | 'stop' | 'kill'> & {
  /** Its log since it was started. */
  said(): Promise<string>;
};

const stopTimeoutMs = 15_000;
const logLimitBytes = 5_000_000;
const trimEveryMs = 60_000;

/** What still runs gets its stop signal when this process ends in a way that leaves no time for stop(). */
const running = new Set<() => void>();
process.once('exit', () => {
  for (const end of running) end();
});

/** Starts a server whose output goes to a log file. */
export async function runCommand(command: Command): Promise<RunningCommand> {
  const lock = await lockForServer(command.folder);
  const log = openLog(command.logFile);
  const [program, ...words] = command.words;
  const child = spawn(program, words, {
    cwd: command.folder,
    uid: command.uid,
    gid: command.gid,
    // A session of its own: Ctrl-C in the terminal reaches us alone, and we stop things in their order.
    detached: true,
    stdio: ['ignore', log.descriptor, log.descriptor, lock.fd],
  });
  close(log.descriptor);
  const trimming = setInterval(() => trimLog(command.logFile), trimEveryMs).unref();
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
    child.once('error', () => resolve(null));
  });
  // The server has it now.
  await lock.close();
  if (child.pid === undefined) throw new Error(`${program} could not be started`);
  const end = (): void => void child.kill(command.stopSignal);
  running.add(end);
  void exited.then(() => {
    running.delete(end);
    clearInterval(trimming);
  });
  return {
    pid: child.pid,
    exited,
    said: () => readFrom(command.logFile, log.position),
    kill: () => void child.kill('SIGKILL'),
    stop: async () => {
      end();
      const last = setTimeout(() => child.kill('SIGKILL'), stopTimeoutMs);
      await exited;
      clearTimeout(last);
    },
  };
}

function openLog(path: string): { descriptor: number; position: number } {
  trimLog(path);
  const descriptor = openSync(path, 'a', 0o600);
  return { descriptor, position: fstatSync(descriptor).size };
}

/** The server holds its log open and appends to it: it is copied and emptied, not renamed. */
export function trimLog(path: string, limitBytes = logLimitBytes): void {
  try {
    if (statSync(path).size <= limitBytes) return;
    copyFileSync(path, `${path}.1`);
  } catch {
    // A full disk: the room is needed more than the old lines are.
  }
  try {
    truncateSync(path);
  } catch {
    // Not there yet, or not ours: a log is no reason to end.
  }
}

async function readFrom(path: string, position: number): Promise<string> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const length = Math.max(0, Math.min(size - position, 20_000));
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString();
  } finally {
    await file.close();
  }
}

/**
 * Asks again and again until the server answers; `false` when it ended first. Once the signal is aborted, the server
 * is stopped and this throws.
 */
export async function untilReady(
  command: RunningCommand,
  answers: () => Promise<boolean>,
  { timeoutMs, signal }: { timeoutMs: number; signal?: AbortSignal },
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  const ended = command.exited.then(() => 'ended' as const);
  while (Date.now() < deadline) {
    if (signal?.aborted) break;
    const outcome = await Promise.race([ended, answers()]);
    if (outcome === 'ended') return false;
    if (outcome) return true;
    await Promise.race([ended, delay(20)]);
  }
  await command.stop();
  signal?.throwIfAborted();
  return false;
}
