import { access, constants, mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Progress } from '../process/local-server';
import { downloadNatsServer } from './nats-download';
import { isAtLeast, look, oldest, type NatsServer } from './nats-version';

/** From here on `sync_interval` can be set; worth a download where the machine has an older one. */
const preferred = '2.10.0';

/**
 * Finds a nats-server: the one named in SUBJECTLINE_NATS_SERVER_BIN, else one installed on this machine, else the
 * one fetched at an earlier start, else it fetches Debian's package.
 */
export async function findNatsServer(options: {
  cacheDir: string;
  progress?: Progress;
}): Promise<NatsServer> {
  const named = process.env.SUBJECTLINE_NATS_SERVER_BIN;
  if (named) return usable(named, 'SUBJECTLINE_NATS_SERVER_BIN');
  const cached = join(options.cacheDir, 'nats-server');
  const installed = await firstInstalled();
  if (installed && isAtLeast(installed.version, preferred)) return installed;
  const earlier = await look(cached);
  if (earlier) return earlier;
  return (await fetchInto(options.cacheDir, options.progress)) ?? installed ?? giveAdvice();
}

async function usable(path: string, setting: string): Promise<NatsServer> {
  const server = await look(path);
  if (server) return server;
  throw new Error(`${setting}: ${path} is no nats-server of version ${oldest} or later that runs here`);
}

async function firstInstalled(): Promise<NatsServer | undefined> {
  // Debian puts the server into /usr/sbin, which is not on every user's PATH.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/bin'];
  let best: NatsServer | undefined;
  for (const folder of new Set(folders.filter(Boolean))) {
    const server = await look(join(folder, 'nats-server'));
    if (server && (!best || isAtLeast(server.version, best.version))) best = server;
  }
  return best;
}

async function fetchInto(cacheDir: string, progress: Progress = () => {}): Promise<NatsServer | undefined> {
  try {
    return await downloadNatsServer(cacheDir, progress);
  } catch (error) {
    progress(`nats-server could not be fetched: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function giveAdvice(): never {
  throw new Error(
    [
      `no nats-server ${oldest} or later was found on this machine, and Debian's package could not be fetched.`,
      'Do one of these and start again:',
      '  install it:           apt-get install nats-server   (macOS: brew install nats-server)',
      '  name a binary:        SUBJECTLINE_NATS_SERVER_BIN=/path/to/nats-server',
      '  use a running server: NATS_URL=nats://user:password@host:4222   (JetStream switched on)',
    ].join('\n'),
  );
}

/** One folder for all checkouts of a user, or the given one where the home folder cannot be written. */
export async function cacheFolder(fallback: string): Promise<string> {
  const shared = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'subjectline');
  try {
    await mkdir(shared, { recursive: true, mode: 0o700 });
    await access(shared, constants.W_OK);
    return shared;
  } catch {
    return fallback;
  }
}
