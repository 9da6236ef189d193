import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readEnv, ServiceEnv, SettingsError, StoringServiceEnv } from './env';

const NATS_URL = 'nats://127.0.0.1:4222';

describe('the environment of one service', () => {
  it.each(['SUBJECTLINE_LOGLEVEL', 'SUBJECTLINE_LOG_LEVLE', 'SUBJECLINE_LOG_LEVEL'])(
    'refuses %s, a misspelled setting',
    (name) => {
      const read = (): unknown => readEnv(ServiceEnv, { NATS_URL, [name]: 'debug' });
      expect(read).toThrow(SettingsError);
      expect(read).toThrow(`${name} is not a setting. Did you mean SUBJECTLINE_LOG_LEVEL?`);
    },
  );

  it('leaves the settings of other services alone', () => {
    expect(readEnv(ServiceEnv, { NATS_URL, SUBJECTLINE_QUIET_HOURS: '1' }).NATS_URL).toBe(NATS_URL);
  });

  it('tells everything that is wrong, and shows no key', () => {
    const read = (): unknown =>
      readEnv(StoringServiceEnv, { NATS_URL: 'http://nats', SUBJECTLINE_KEYS: 'k1:too-short' });
    for (const name of ['NATS_URL must', 'DATABASE_URL is missing', 'SUBJECTLINE_KEYS must'])
      expect(read).toThrow(name);
    expect(read).not.toThrow('too-short');
  });

  it('takes a value without the line break that a file ends with', () => {
    expect(readEnv(ServiceEnv, { NATS_URL: `${NATS_URL}\n` }).NATS_URL).toBe(NATS_URL);
  });

  it('puts a password that is kept apart, such as in a file, into its address', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'subjectline-secret-')), 'password');
    await writeFile(file, 'p@ss/word\n');
    const source = { NATS_URL: 'nats://gateway@one:4222,nats://gateway@two:4222', NATS_PASSWORD_FILE: file };
    expect(readEnv(ServiceEnv, source).NATS_URL).toBe(
      'nats://gateway:p%40ss%2Fword@one:4222,nats://gateway:p%40ss%2Fword@two:4222',
    );
    const database = {
      DATABASE_URL: 'postgres://subjectline@db:5432/subjectline',
      DATABASE_PASSWORD: 'secret',
    };
    const keys = { SUBJECTLINE_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}` };
    expect(readEnv(StoringServiceEnv, { NATS_URL, ...keys, ...database }).DATABASE_URL).toBe(
      'postgres://subjectline:secret@db:5432/subjectline',
    );
    await rm(dirname(file), { recursive: true });
  });

  it.each([NATS_URL, 'nats://gateway:known@nats:4222'])('refuses one that does not belong to %s', (url) => {
    const read = (): unknown => readEnv(ServiceEnv, { NATS_URL: url, NATS_PASSWORD: 'secret' });
    expect(read).toThrow('NATS_PASSWORD needs an address with a user and no password in NATS_URL');
    expect(read).not.toThrow('secret');
    expect(() => readEnv(ServiceEnv, { NATS_URL: url, DATABASE_PASSWORD: 'secret' })).not.toThrow();
  });
});
