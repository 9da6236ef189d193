import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readArguments, readSettings } from './start-settings';

const key = (): string => randomBytes(32).toString('base64');

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
