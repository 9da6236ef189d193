import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, realpath } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivately } from '@subjectline/embedded';
import { keysProblem } from '@subjectline/bus';
import { WrongSettings, type Settings } from './settings';

export interface RootClient {
  id: string;
  secret: string;
  /** Where the secret can be read again; nowhere when it came with the settings. */
  file?: string;
  /** Drawn at this very start: the one time that it is shown. */
  isNew: boolean;
}

/** Makes the folder for everything that is kept; one that is there already keeps its mode. */
export async function prepareDataFolder(path: string): Promise<string> {
  const created = await mkdir(path, { recursive: true, mode: 0o700 });
  // PostgreSQL does not run as root: root lets its user walk through, to the one folder that is its own.
  if (created !== undefined && process.getuid?.() === 0) await chmod(path, 0o711);
  return realpath(path);
}

/**
 * The key ring: from the settings, else from the file `keys`, which is drawn once. Without it, data stays sealed: where
 * there is data a new one would only hide that it is lost.
 */
export async function readKeys(settings: Settings, dataDir: string): Promise<string> {
  if (settings.keys) return settings.keys;
  const file = join(dataDir, 'keys');
  // Loaded only now: every later start does without the database's driver.
  const hasData = async (): Promise<boolean> =>
    (await import('./existing-data.js')).hasData(settings, dataDir);
  if (!existsSync(file) && (await hasData())) {
    throw new WrongSettings(
      `${file} is missing, and the database holds data that was sealed with its keys: put the file back from a ` +
        'backup, or set SUBJECTLINE_KEYS to those keys. Without them that data cannot be read; to begin anew, move ' +
        'the data folder away or use an empty database',
    );
  }
  const keys = (await readOrWrite(file, () => `k1:${randomBytes(32).toString('base64')}\n`)).text.trim();
  const problem = keysProblem(keys);
  if (problem) throw new WrongSettings(`${file}: ${problem}`);
  return keys;
}

/** The first API client, who may do everything. */
export async function readRootClient(settings: Settings, dataDir: string): Promise<RootClient> {
  if (settings.rootClient) return { ...settings.rootClient, isNew: false };
  const file = join(dataDir, 'root-client.json');
  const { text, isNew } = await readOrWrite(file, () =>
    JSON.stringify(
      { client_id: `root-${randomBytes(4).toString('hex')}`, client_secret: password() },
      null,
      2,
    ),
  );
  const { client_id: id, client_secret: secret } = parse(file, text);
  if (!id || !secret) throw new WrongSettings(`${file} must hold client_id and client_secret`);
  return { id, secret, file, isNew };
}

/** A password for each user of NATS; a user that a newer version brings gets one too. */
export async function readNatsPasswords(
  users: readonly string[],
  dataDir: string,
): Promise<Record<string, string>> {
  const file = join(dataDir, 'nats-users.json');
  const known = parse(file, (await readOrWrite(file, () => '{}')).text);
  const passwords = Object.fromEntries(users.map((user) => [user, known[user] ?? password()]));
  const text = JSON.stringify(passwords, null, 2);
  if (text !== JSON.stringify(known, null, 2)) await writePrivately(file, text);
  return passwords;
}

// A letter first: the configuration of NATS reads a bare number as a number and `$` as a variable.
const password = (): string => `s${randomBytes(32).toString('base64url')}`;

async function readOrWrite(file: string, draw: () => string): Promise<{ text: string; isNew: boolean }> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
  if (text !== undefined) {
    await chmod(file, 0o600);
    return { text, isNew: false };
  }
  const drawn = draw();
  await writePrivately(file, drawn);
  return { text: drawn, isNew: true };
}

function parse(file: string, text: string): Record<string, string> {
  try {
    const value: unknown = JSON.parse(text);
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
    return Object.fromEntries(
      entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
    );
  } catch {
    throw new WrongSettings(`${file} is not JSON`);
  }
}
