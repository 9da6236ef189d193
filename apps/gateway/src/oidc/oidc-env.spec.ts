import { readEnv } from '@subjectline/bus';
import { expect, it } from 'vitest';
import { GatewayEnv } from '../env';

const whole = {
  SUBJECTLINE_OIDC_ISSUER: 'https://id.example.com/realms/acme',
  SUBJECTLINE_OIDC_CLIENT_ID: 'subjectline',
  SUBJECTLINE_OIDC_CLIENT_SECRET: 'the-secret',
};
const read = (changes: object) => () =>
  readEnv(GatewayEnv, {
    NATS_URL: 'nats://gateway:x@127.0.0.1:4222',
    SUBJECTLINE_KEYS: `k1:${Buffer.alloc(32, 1).toString('base64')}`,
    ...changes,
  });

it('are absent, or whole', () => {
  expect(read({})().SUBJECTLINE_OIDC_ISSUER).toBeUndefined();
  expect(read(whole)()).toMatchObject(whole);
  for (const name of Object.keys(whole)) {
    expect(read({ ...whole, [name]: '' }), name).toThrow(`${name} is missing`);
    expect(read({ ...whole, [name]: '' }), name).not.toThrow('the-secret');
  }
});

it.each([
  ['http://id.example.com', false],
  ['https://user:x@id.example.com', false],
  ['https://id.example.com?realm=a', false],
  ['id.example.com', false],
  ['https://id.example.com', true],
  ['http://localhost:8180/realms/acme', true],
  ['http://127.0.0.1:8180', true],
  ['http://[::1]:8180', true],
  ['http://localhost.example.com', false],
])('take %s as an issuer: %s', (issuer, isTaken) => {
  const reading = expect(read({ ...whole, SUBJECTLINE_OIDC_ISSUER: issuer }));
  if (isTaken) reading.not.toThrow();
  else reading.toThrow('SUBJECTLINE_OIDC_ISSUER must be an https address, or http on this machine');
});

it.each(['email', 'openid  email', 'openidemail'])('refuse the scopes "%s"', (scopes) => {
  expect(read({ ...whole, SUBJECTLINE_OIDC_SCOPES: scopes })).toThrow('must have openid in it');
});
