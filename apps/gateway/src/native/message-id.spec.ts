import { randomBytes } from 'node:crypto';
import { KeyRing } from '@subjectline/storage';
import { expect, it } from 'vitest';
import { messageIdFor } from './message-id';

const keys = KeyRing.parse(`k1:${randomBytes(32).toString('base64')}`);

it('is a new one each time without a key', () => {
  expect(messageIdFor(keys, 'acme', undefined)).not.toBe(messageIdFor(keys, 'acme', undefined));
});

it('is the same for the same key, and another for another organization', () => {
  const id = messageIdFor(keys, 'acme', 'order-17');
  expect(id).toMatch(/^msg_[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(messageIdFor(keys, 'acme', 'order-17')).toBe(id);
  expect(messageIdFor(keys, 'other', 'order-17')).not.toBe(id);
});

it('is refused for a key of no characters or of too many', () => {
  for (const key of ['', 'x'.repeat(256)]) {
    expect(() => messageIdFor(keys, 'acme', key)).toThrow(expect.objectContaining({ code: 'invalid' }));
  }
});
