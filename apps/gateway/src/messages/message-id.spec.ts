import { randomBytes } from 'node:crypto';
import { KeyRing } from '@subjectline/storage';
import { expect, it } from 'vitest';
import { resentIdFor } from './message-id';

const keys = KeyRing.parse(`k1:${randomBytes(32).toString('base64')}`);

it('is a new one each time without a key', () => {
  expect(resentIdFor(keys, 'acme', undefined, 'msg_1')).not.toBe(
    resentIdFor(keys, 'acme', undefined, 'msg_1'),
  );
});

it('is the same for the same key, and another for another organization or message', () => {
  const id = resentIdFor(keys, 'acme', 'order-17', 'msg_1');
  expect(id).toMatch(/^msg_[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(resentIdFor(keys, 'acme', 'order-17', 'msg_1')).toBe(id);
  expect(resentIdFor(keys, 'other', 'order-17', 'msg_1')).not.toBe(id);
  expect(resentIdFor(keys, 'acme', 'order-17', 'msg_2')).not.toBe(id);
});

it('is refused for a key of no characters or of too many', () => {
  for (const key of ['', 'x'.repeat(256)]) {
    expect(() => resentIdFor(keys, 'acme', key, 'msg_1')).toThrow(
      expect.objectContaining({ code: 'invalid' }),
    );
  }
});
