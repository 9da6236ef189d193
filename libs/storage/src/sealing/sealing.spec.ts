import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { KeyRing, SealBroken } from './sealing';

const newKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const [first, second] = [newKey('k1'), newKey('k2')];

describe('a seal', () => {
  const keys = KeyRing.parse(first);

  it('opens for what it was made for', () => {
    expect(keys.open(keys.seal('ana@example.com', 'message:1'), 'message:1')).toBe('ana@example.com');
    expect(keys.openJson(keys.sealJson({ code: '482913' }, 'a'), 'a')).toEqual({ code: '482913' });
  });

  it('stays shut for anything else', () => {
    expect(() => keys.open(keys.seal('text', 'message:1'), 'message:2')).toThrow(SealBroken);
  });

  it('stays shut when a single bit is different', () => {
    const [id, body = ''] = keys.seal('text', 'a').split('.');
    const bytes = Buffer.from(body, 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const damaged = Buffer.from(bytes);
      damaged.writeUInt8(bytes.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => keys.open(`${id}.${damaged.toString('base64url')}`, 'a')).toThrow(SealBroken);
    }
  });

  it.each(['', '.', 'k1.', 'k1', 'k9.AAAA', 'k1.AAAA'])('stays shut for nonsense: %j', (sealed) => {
    expect(() => keys.open(sealed, 'a')).toThrow(SealBroken);
  });

  it('looks different every time', () => {
    expect(keys.seal('text', 'a')).not.toBe(keys.seal('text', 'a'));
  });

  it('opens after a new key was put in front, and new ones are made with the new key', () => {
    const sealed = keys.seal('text', 'a');
    const rotated = KeyRing.parse(`${second},${first}`);
    expect(rotated.open(sealed, 'a')).toBe('text');
    expect(rotated.seal('text', 'a')).toMatch(/^k2\./);
    expect(() => KeyRing.parse(second).open(sealed, 'a')).toThrow(SealBroken);
  });
});

describe('a digest', () => {
  const keys = KeyRing.parse(first);

  it('is the same for the same parts, and no part runs into the next', () => {
    expect(keys.digest('code', 'a', 'b')).toBe(keys.digest('code', 'a', 'b'));
    expect(keys.digest('code', 'ab', '')).not.toBe(keys.digest('code', 'a', 'b'));
    expect(keys.digest('code', 'a', 'b')).not.toBe(keys.digest('person', 'a', 'b'));
  });

  it('matches under an older key after a rotation', () => {
    const digest = keys.digest('code', 'a');
    const rotated = KeyRing.parse(`${second},${first}`);
    expect(rotated.matches(digest, 'code', 'a')).toBe(true);
    expect(rotated.matches(digest, 'code', 'b')).toBe(false);
    expect(rotated.digests('code', 'a')).toContain(digest);
    expect(KeyRing.parse(second).matches(digest, 'code', 'a')).toBe(false);
  });
});

describe('a key ring', () => {
  it.each([
    ['nothing', ''],
    ['a key without an id', randomBytes(32).toString('base64')],
    ['a short key', `k1:${randomBytes(16).toString('base64')}`],
    ['one id twice', `${first},${newKey('k1')}`],
    ['an empty entry', `${first},`],
  ])('refuses %s without showing it', (_what, text) => {
    let message = '';
    try {
      KeyRing.parse(text);
    } catch (error) {
      message = String(error);
    }
    expect(message).toContain('key ring');
    expect(message).not.toContain(text.slice(3, 20) || 'never');
  });

  it('derives keys for other purposes that are none of its own', () => {
    const [derived] = KeyRing.parse(first).derive('token');
    expect(derived?.id).toBe('k1');
    expect(derived?.key).toHaveLength(32);
    expect(derived?.key).not.toEqual(KeyRing.parse(first).derive('other')[0]?.key);
  });
});
