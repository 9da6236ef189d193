import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { readArguments, readSettings } from './settings';

const key = (): string => randomBytes(32).toString('base64');

function messageOf(environment: Record<string, string>): string {
  try {
    readSettings(environment, false);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('settings', () => {
  test('need nothing to be set', () => {
    expect(readSettings({}, false)).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'http://localhost:8080',
      dataDir: resolve('.data'),
    });
  });

  test('take a variable that is set to nothing as not set', () => {
    expect(readSettings({ SUBJECTLINE_PORT: '', NATS_URL: ' ' }, false)).toMatchObject({ port: 8080 });
  });

  test.each([
    ['SUBJECTLINE_PORT', '0'],
    ['SUBJECTLINE_PORT', '80a'],
    ['SUBJECTLINE_HOST', 'no host'],
    ['SUBJECTLINE_PUBLIC_URL', 'ftp://example.com'],
    ['DATABASE_URL', 'mysql://example.com/x'],
    ['NATS_URL', 'nats://one.example.com,http://two.example.com'],
    ['SUBJECTLINE_LOG_LEVEL', 'loud'],
    ['SUBJECTLINE_KEYS', 'k1:short'],
    ['SUBJECTLINE_ROOT_CLIENT_ID', 'alone'],
  ])('name %s when it is %j, without its value', (name, value) => {
    const attempt = (): unknown => readSettings({ [name]: value }, false);
    expect(attempt).toThrow(name);
    expect(attempt).not.toThrow(value);
  });

  test('are told all at once, those of the services too', () => {
    const wrong = { SUBJECTLINE_PORT: 'x', SUBJECTLINE_CODE_TTL_SECONDS: 'ten', SUBJECTLINE_MODE: 'prod' };
    const said = messageOf(wrong);
    for (const name of Object.keys(wrong)) expect(said).toContain(`\n  ${name} must `);
    expect(said.split('\n')).toHaveLength(4);
  });

  test.each([
    ['SUBJECTLINE_PROT', 'Did you mean SUBJECTLINE_PORT?'],
    ['SUBJECTLINE_QUIET_HOUR', 'Did you mean SUBJECTLINE_QUIET_HOURS?'],
    ['SUBJECT_LINE_KEYS_FILE', 'Did you mean SUBJECTLINE_KEYS_FILE?'],
  ])('say that %s is none', (name, hint) => {
    expect(messageOf({ [name]: 'value' })).toBe(`Wrong settings:\n  ${name} is not a setting. ${hint}`);
  });

  test('name what resembles none of them, and go on', () => {
    const { unknown } = readSettings({ SUBJECTLINE_MAILGUN_API_KEY: 'value', SUBJECTLINE_PORT: '1' }, false);
    expect(unknown).toEqual(['SUBJECTLINE_MAILGUN_API_KEY']);
  });

  test('leave other programs their variables', () => {
    expect(() => readSettings({ SUBJECT: 'x', PATH: '/bin', EMULATOR_PORT: '1' }, false)).not.toThrow();
  });

  test('take a secret from the file that is named', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'subjectline-secrets-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    const path = join(folder, 'keys');
    await writeFile(path, `k1:${key()}\n`);
    const settings = readSettings({ SUBJECTLINE_KEYS_FILE: path }, false);
    expect(`${settings.keys}\n`).toBe(await readFile(path, 'utf8'));
    expect(settings.environment).toEqual({ SUBJECTLINE_KEYS: settings.keys });

    const both = { SUBJECTLINE_KEYS_FILE: path, SUBJECTLINE_KEYS: `k2:${key()}` };
    expect(messageOf(both)).toContain('SUBJECTLINE_KEYS_FILE and SUBJECTLINE_KEYS are both set');
    const missing = { SUBJECTLINE_KEYS_FILE: join(folder, 'nothing') };
    expect(messageOf(missing)).toContain('SUBJECTLINE_KEYS_FILE names a file that cannot be read (ENOENT)');
  });

  test('take several keys, each with its own id', () => {
    const one = `new:${key()}`;
    expect(readSettings({ SUBJECTLINE_KEYS: `${one},old:${key()}` }, false).keys).toContain(one);
    expect(() => readSettings({ SUBJECTLINE_KEYS: `${one},${one}` }, false)).toThrow('SUBJECTLINE_KEYS');
  });

  test('show the usage for an argument that is not known', () => {
    expect(() => readArguments(['--splitt'])).toThrow(/--splitt[^]*npm start/);
    expect(readArguments(['--split'])).toEqual({ split: true, help: false });
  });
});
