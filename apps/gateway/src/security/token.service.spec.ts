import { randomBytes } from 'node:crypto';
import { KeyRing } from '@subjectline/storage';
import { TestClock } from '@subjectline/testing';
import { describe, expect, it } from 'vitest';
import { TokenService } from './token.service';

const key = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const client = {
  client_id: 'shop',
  organization: 'acme',
  scopes: ['messages:send', 'messages:read'],
  token_epoch: 3,
};
const [old, current] = [key('k1'), key('k2')];

describe('a token', () => {
  it('identifies the caller, to every replica with the same keys', async () => {
    const clock = new TestClock();
    const { token, lifetimeSeconds } = await new TokenService(KeyRing.parse(old), clock).issue(client);
    const caller = await new TokenService(KeyRing.parse(old), clock).verify(token);
    expect(caller).toEqual({
      clientId: 'shop',
      organization: 'acme',
      scopes: new Set(client.scopes),
      tokenEpoch: 3,
    });
    expect(lifetimeSeconds).toBe(3_600);
  });

  it('stays valid when a key is added, and not when its own is removed', async () => {
    const clock = new TestClock();
    const { token } = await new TokenService(KeyRing.parse(old), clock).issue(client);
    const rotated = new TokenService(KeyRing.parse(`${current},${old}`), clock);
    expect((await rotated.verify(token)).clientId).toBe('shop');
    const removed = new TokenService(KeyRing.parse(current), clock);
    await expect(removed.verify(token)).rejects.toMatchObject({ code: 'token_rejected' });
  });

  it('expires, also where it was verified before', async () => {
    const clock = new TestClock();
    const service = new TokenService(KeyRing.parse(old), clock);
    const { token } = await service.issue(client);
    await service.verify(token);
    clock.advance(3_599_000);
    await service.verify(token);
    clock.advance(2_000);
    await expect(service.verify(token)).rejects.toMatchObject({ code: 'token_rejected' });
  });

  it('is refused if a part of it was changed, or if it is unsigned', async () => {
    const service = new TokenService(KeyRing.parse(old), new TestClock());
    const [header = '', payload = '', signature = ''] = (await service.issue(client)).token.split('.');
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
    const forged = [
      [header, part({ ...claims, org: 'other' }), signature],
      [part({ alg: 'none', kid: 'k1' }), payload, ''],
      [part({ alg: 'HS256', kid: '__proto__' }), payload, signature],
      ['', '', ''],
    ];
    for (const parts of forged) {
      await expect(service.verify(parts.join('.'))).rejects.toMatchObject({ code: 'token_rejected' });
    }
  });
});
