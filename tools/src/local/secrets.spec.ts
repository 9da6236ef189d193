import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger } from '@subjectline/bus';
import { Database } from '@subjectline/storage';
import { afterEach, beforeEach, describe, expect, inject, onTestFinished, test } from 'vitest';
import { prepareDataFolder, readKeys, readNatsPasswords, readRootClient } from './secrets';
import { readSettings } from './settings';

const settings = readSettings({}, false);
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'subjectline-start-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const logger = createLogger('spec', { level: 'silent' });
const databaseAt = (url: string): Database => new Database({ url, schema: 'public', logger });

const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777;

describe('the data folder', () => {
  test('is readable by its owner only', async () => {
    const path = await prepareDataFolder(join(folder, 'a', 'data'));
    // Root has to let the user of PostgreSQL walk through.
    expect(await modeOf(path)).toBe(process.getuid?.() === 0 ? 0o711 : 0o700);
  });

  test('keeps its mode when it was there before', async () => {
    await chmod(folder, 0o755);
    await prepareDataFolder(folder);
    expect(await modeOf(folder)).toBe(0o755);
  });
});

describe('the key ring', () => {
  test('is drawn once and kept where only its owner reads it', async () => {
    const keys = await readKeys(settings, folder);
    expect(keys).toMatch(/^k1:[A-Za-z\d+/]{43}=$/);
    expect(await readKeys(settings, folder)).toBe(keys);
    expect(await modeOf(join(folder, 'keys'))).toBe(0o600);
  });

  test('is closed to others again if it was opened', async () => {
    await readKeys(settings, folder);
    await chmod(join(folder, 'keys'), 0o644);
    await readKeys(settings, folder);
    expect(await modeOf(join(folder, 'keys'))).toBe(0o600);
  });

  test('is never drawn anew over a file that cannot be read as one', async () => {
    await writeFile(join(folder, 'keys'), 'damaged');
    await expect(readKeys(settings, folder)).rejects.toThrow(join(folder, 'keys'));
    expect(await readFile(join(folder, 'keys'), 'utf8')).toBe('damaged');
  });
});

describe('a lost key ring', () => {
  const lost = /keys is missing, and the database holds data .* put the file back from a backup/;

  test('is not drawn anew where PostgreSQL has data', async () => {
    await mkdir(join(folder, 'postgres', 'data'), { recursive: true });
    await writeFile(join(folder, 'postgres', 'data', 'PG_VERSION'), '18');
    await expect(readKeys(settings, folder)).rejects.toThrow(lost);
    expect(await readdir(folder)).toEqual(['postgres']);
    const keys = `k1:${'A'.repeat(43)}=`;
    expect(await readKeys({ ...settings, keys }, folder)).toBe(keys);
  });

  test('is not drawn anew where the database of DATABASE_URL has been used', async () => {
    const ours = databaseAt(inject('postgresUrl'));
    const name = `secrets_${process.pid}_${Date.now()}`;
    await ours.query(`create database ${name}`);
    onTestFinished(async () => {
      await ours.query(`drop database ${name} with (force)`);
      await ours.close();
    });
    const url = new URL(inject('postgresUrl'));
    url.pathname = `/${name}`;
    const given = readSettings({ DATABASE_URL: url.href }, false);
    const used = databaseAt(url.href);
    await used.query('create schema identity');
    await used.query('create table identity.migrations (name text)');
    await expect(readKeys(given, folder)).rejects.toThrow(lost);
    expect(await readdir(folder)).toEqual([]);

    await used.query('drop schema identity cascade');
    await used.close();
    expect(await readKeys(given, folder)).toMatch(/^k1:/);
  });
});

describe('the root client', () => {
  test('is new at the first start only', async () => {
    const first = await readRootClient(settings, folder);
    const second = await readRootClient(settings, folder);
    expect([first.isNew, second.isNew]).toEqual([true, false]);
    expect([second.id, second.secret]).toEqual([first.id, first.secret]);
    expect(await modeOf(join(folder, 'root-client.json'))).toBe(0o600);
  });

  test('comes from the settings when they name one, and is written nowhere', async () => {
    const given = {
      SUBJECTLINE_ROOT_CLIENT_ID: 'given',
      SUBJECTLINE_ROOT_CLIENT_SECRET: 'given-secret-of-16',
    };
    const client = await readRootClient(readSettings(given, false), folder);
    expect(client).toEqual({ id: 'given', secret: 'given-secret-of-16', isNew: false });
    await expect(stat(join(folder, 'root-client.json'))).rejects.toThrow('ENOENT');
  });
});

describe('the users of NATS', () => {
  test('keep their passwords when a newer version brings another user', async () => {
    const before = await readNatsPasswords(['gateway'], folder);
    const after = await readNatsPasswords(['gateway', 'engine'], folder);
    expect(after.gateway).toBe(before.gateway);
    expect(after.engine).not.toBe(after.gateway);
    expect(await modeOf(join(folder, 'nats-users.json'))).toBe(0o600);
  });
});
