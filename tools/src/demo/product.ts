import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '@subjectline/embedded';
import { UnexpectedAnswer } from './client';
import { localUrl } from '../local/port';
import { readSettings, WrongSettings, type Environment } from '../local/settings';

/** Where the demo plays, and as whom. */
export interface Target {
  readonly url: string;
  readonly client: { readonly id: string; readonly secret: string };
  stop(): Promise<void>;
}

/** What `npm start` runs here: the same settings lead to the same port and the same folder. */
export async function findTarget(environment: Environment): Promise<Target> {
  const settings = readSettings(environment, false);
  const url = localUrl(settings);
  const answer = await fetch(`${url}/health/alive`).catch(() => null);
  if (!answer?.ok) {
    throw new UnexpectedAnswer(
      `Nothing answers at ${url}. Run "npm start" first, or "npm run demo -- --start" for one that is gone afterwards.`,
    );
  }
  const client = settings.rootClient ?? (await readClient(settings.dataDir));
  return { url, client, stop: async () => undefined };
}

/** One of its own, in a folder that is gone afterwards. */
export async function startTarget(environment: Environment): Promise<Target> {
  const folder = await mkdtemp(join(tmpdir(), 'subjectline-demo-'));
  const port = String(await freePort());
  const { DATABASE_URL: _database, NATS_URL: _nats, ...rest } = environment;
  const child = spawn(process.execPath, [join(__dirname, '..', 'start.js')], {
    cwd: folder,
    env: { ...rest, SUBJECTLINE_DATA_DIR: folder, SUBJECTLINE_HOST: '127.0.0.1', SUBJECTLINE_PORT: port },
    // Ctrl-C reaches the demo alone, which stops what it started
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGINT');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
  const ready = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => text.includes('is ready') && resolve());
  });
  const failed = ended.then(() => {
    throw new UnexpectedAnswer('Subjectline could not be started for the demo.');
  });
  try {
    await Promise.race([ready, failed]);
    const client = readSettings(environment, false).rootClient ?? (await readClient(folder));
    return { url: `http://127.0.0.1:${port}`, client, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function readClient(dataDir: string): Promise<{ id: string; secret: string }> {
  const file = join(dataDir, 'root-client.json');
  if (!existsSync(file)) {
    throw new WrongSettings(
      `${file} is not there: set SUBJECTLINE_DATA_DIR to the folder that "npm start" keeps its data in, ` +
        'or SUBJECTLINE_ROOT_CLIENT_ID and SUBJECTLINE_ROOT_CLIENT_SECRET',
    );
  }
  const { client_id: id, client_secret: secret } = JSON.parse(await readFile(file, 'utf8')) as Record<
    string,
    string | undefined
  >;
  if (!id || !secret) throw new WrongSettings(`${file} must hold client_id and client_secret`);
  return { id, secret };
}
