import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { KeyRing } from '../sealing/sealing';
import { recipientDigests } from './recipient-digests';

const [first, second] = ['k1', 'k2'].map((id) => `${id}:${randomBytes(32).toString('base64')}`);
const keys = KeyRing.parse(`${first},${second}`);
const digestsOf = (address: string) => recipientDigests(keys, 'default', 'email', address);

it.each([
  ['ada@münchen.de', 'ada@xn--mnchen-3ya.de'],
  ['Ada@MÜNCHEN.de', 'ada@XN--mnchen-3ya.de'],
  ['ada@münchen.de'.normalize('NFD'), 'ada@münchen.de'],
  ['adé@example.com'.normalize('NFD'), 'adé@example.com'.normalize('NFC')],
  ['ada@例え。テスト', 'ada@xn--r8jz45g.xn--zckzah'],
  [' Ada@Example.com', 'ada@example.com'],
])('are the same to store for %s and %s', (one, other) => {
  expect(digestsOf(one)[0]).toBe(digestsOf(other)[0]);
});

it('find what was stored for a domain in its own letters', () => {
  const stored = keys.digest('suppression', 'default', 'email', 'ada@münchen.de');
  expect(digestsOf('Ada@München.de')).toContain(stored);
  expect(digestsOf('ada@xn--mnchen-3ya.de')).toContain(stored);
  expect(digestsOf('ada@example.com')).toEqual(
    keys.digests('suppression', 'default', 'email', 'ada@example.com'),
  );
});

it.each([
  ['ada@example.com', 'ada@example.org'],
  ['ada@xn--.de', 'ada@.de'],
  ['ada@a b.de', 'ada@ab.de'],
  ['ada@ü\n.de', 'ada@ü.de'],
  ['ü@a@example.com', 'u@a@example.com'],
  ['+15551234567', '+15551234568'],
])('differ for %j and %j', (one, other) => {
  expect(digestsOf(one)).not.toContain(digestsOf(other)[0]);
});
