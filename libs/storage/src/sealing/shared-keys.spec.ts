import { randomBytes } from 'node:crypto';
import { createLogger } from '@subjectline/bus';
import { KeyCanaries, keyCanaryContext } from '@subjectline/contracts';
import { eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeyRing } from './sealing';
import { SharedKeys } from './shared-keys';

const newKey = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;
const [old, fresh, wrong] = [newKey('k1'), newKey('k2'), newKey('k1')];
const ring = (...keys: string[]): KeyRing => KeyRing.parse(keys.join(','));

let testEnv: TestEnvironment;
const logger = createLogger('spec', { level: 'silent' });
const open = (...keys: string[]) => SharedKeys.open(testEnv.bus, ring(...keys), logger);

/** What config does. */
const publish = (key: string) => {
  const keys = ring(key);
  return testEnv.bus.put(KeyCanaries, keys.ids[0], { sealed: keys.seal('canary', keyCanaryContext) });
};

beforeAll(async () => {
  testEnv = await startTestEnvironment();
});

afterAll(() => testEnv?.close());

describe('the keys of a service beside those of config', () => {
  it('are fine as long as config has not said which it has', async () => {
    expect((await open(old)).problem).toBeNull();
  });

  it('are fine when they are the same, in whatever order', async () => {
    await publish(old);
    await publish(fresh);
    expect((await open(fresh, old)).problem).toBeNull();
    expect((await open(old, fresh)).problem).toBeNull();
    expect((await open(old)).problem).toBeNull();
  });

  it('stop the start when one is another under the same id, and none is shown', async () => {
    const failure: unknown = await open(fresh, wrong).catch((error: unknown) => error);
    expect(String(failure)).toContain('SettingsError: SUBJECTLINE_KEYS: the key "k1" is not the one');
    for (const key of [old, fresh, wrong]) expect(String(failure)).not.toContain(key.slice(3));
  });

  it('may be right after all, when config starts at the same time with other keys than it had', async () => {
    const opening = open(wrong);
    await publish(wrong);
    expect((await opening).problem).toBeNull();
    await publish(old);
  });

  it('are noticed to differ later, too, and to be the same again', async () => {
    const shared = await open(old);
    await publish(wrong);
    await eventually('it is noticed', () => shared.problem !== null);
    expect(shared.problem).toBe('the key "k1" is not the one that config has');
    await publish(old);
    await eventually('it is noticed', () => shared.problem === null);
  });

  it('are told when the first is one that config does not have', async () => {
    expect((await open(newKey('k3'), old)).problem).toBe(
      'the key "k3" seals what is new, and config does not have it',
    );
  });
});
