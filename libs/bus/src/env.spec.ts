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
});
