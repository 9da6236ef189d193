import {
  ReadAssurance,
  ReadAssuranceSettings,
  ReadRequestReceipt,
  SaveAssuranceSettings,
  VerifyRequest,
  VerifySession,
  type AppError,
  type AssuranceSettings,
  type PersonIdentity,
} from '@subjectline/contracts';
import { takeTask } from '@subjectline/testing';
import { StartChallenge } from '@subjectline/contracts';
import { decodeJwt, exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { organization, refusalOf, RequestsFixture, rightCode } from '../testing/requests.fixture';

let fixture: RequestsFixture;
let pair: Awaited<ReturnType<typeof generateKeyPair>>;
let stranger: Awaited<ReturnType<typeof generateKeyPair>>;

const issuer = 'https://login.example.com';
const audience = 'privacy-center';
const ana = { email: 'ana@example.com', phone_number: '+15551234567' };

beforeAll(async () => {
  [pair, stranger] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
  fixture = await RequestsFixture.start();
  await fixture.settings({ active_channels: ['email', 'sms'] });
  await save();
});
afterAll(() => fixture?.close());

const save = async (changes: Partial<AssuranceSettings> = {}) => {
  const key = { ...(await exportJWK(pair.publicKey)), kid: 'one' };
  const session = { issuer, audience, keys: [key], max_age_seconds: 300 };
  const settings = { is_enabled: true, rules: [], min_data_points: 3, session, ...changes };
  return fixture.testEnv.bus.ask(SaveAssuranceSettings, { organization, settings, changed_by: 'cli_1' });
};

async function asking(identity: PersonIdentity = ana): Promise<string> {
  const { id } = await fixture.created({ identity });
  for (let left = await fixture.waitingChallenges(); left > 0; left -= 1) {
    await takeTask(fixture.testEnv, StartChallenge);
  }
  return id;
}

const seconds = () => Math.floor(fixture.testEnv.clock.nowMs() / 1_000);

function token(id: string, claims: JWTPayload = {}, key = pair.privateKey, kid = 'one'): Promise<string> {
  const known = {
    sub: 'user-1',
    nonce: id,
    auth_time: seconds() - 60,
    email: ana.email,
    email_verified: true,
  };
  const phone = { phone_number: ana.phone_number, phone_number_verified: true };
  const payload = {
    iss: issuer,
    aud: audience,
    iat: seconds(),
    exp: seconds() + 300,
    ...known,
    ...phone,
    ...claims,
  };
  return new SignJWT(payload).setProtectedHeader({ alg: 'ES256', kid }).sign(key);
}

const verify = (id: string, id_token: string) =>
  fixture.testEnv.bus.ask(VerifySession, { organization, id, id_token });
const whyRefused = (id: string, id_token: string) =>
  verify(id, id_token).then(
    () => 'not refused',
    ({ code, facts }: AppError) => `${code}: ${String((facts as { why?: string }).why)}`,
  );

describe('a sign-in at the organization', () => {
  it('proves both addresses at once, and the receipt says so', async () => {
    const id = await asking();
    expect(await verify(id, await token(id))).toMatchObject({ assurance: { reached: 2, missing: [] } });
    const { receipt } = await fixture.testEnv.bus.ask(ReadRequestReceipt, { organization, id });
    expect(decodeJwt<{ verification: object }>(receipt).verification).toMatchObject({
      ...{ channel: 'email', method: 'session', assurance_level: 2 },
      steps: [{ kind: 'email' }, { kind: 'phone_number' }, { kind: 'session' }],
    });
  });

  it('is named as a step where the organization takes one', async () => {
    const missing = async (id: string) =>
      (await fixture.testEnv.bus.ask(ReadAssurance, { organization, id })).missing;
    expect(await missing(await asking())).toEqual([
      { any_of: ['email', 'session'] },
      { any_of: ['phone_number', 'session'] },
    ]);
    await save({ session: null });
    const id = await asking();
    expect(await missing(id)).toEqual([{ any_of: ['email'] }, { any_of: ['phone_number'] }]);
    expect(await whyRefused(id, await token(id))).toBe('session_refused: the organization takes no sign-in');
    await save();
  });

  it('proves an account by its id, and then no address', async () => {
    const id = await asking({ external_id: 'user-1', email: ana.email });
    const { identity_verified_at } = await verify(id, await token(id, { sub: 'user-1' }));
    expect(identity_verified_at).not.toBeNull();
  });

  it('of one person does not speak for another whom the request names', async () => {
    const id = await asking();
    const other = await token(id, { email: 'eve@example.com' });
    expect(await whyRefused(id, other)).toMatch(/^session_refused: its email is not that of the request/);
    expect(await whyRefused(id, await token(id, { email_verified: false }))).toMatch(/its email is not that/);
    expect(await whyRefused(id, await token(id, { phone_number: '+15550000000' }))).toMatch(
      /its phone_number/,
    );
    const account = await asking({ external_id: 'user-2', email: ana.email });
    expect(await whyRefused(account, await token(account))).toMatch(/its sub is not the external_id/);
  });

  it('counts besides an address that a code has proved', async () => {
    const id = await asking();
    fixture.channel = 'sms';
    await fixture.testEnv.bus.ask(VerifyRequest, { organization, id, code: rightCode });
    fixture.channel = 'email';
    const session = await token(id, { phone_number: undefined, phone_number_verified: undefined });
    expect(await verify(id, session)).toMatchObject({ assurance: { reached: 2 } });
  });

  it.each<[string, (id: string) => Promise<string>, RegExp]>([
    ['is for another request', () => token('pri_other'), /its nonce is not the id of the request/],
    ['is old', (id) => token(id, { auth_time: seconds() - 301 }), /signed in more than 300 seconds ago/],
    ['is of tomorrow', (id) => token(id, { auth_time: seconds() + 3_600 }), /in the future/],
    ['does not say when', (id) => token(id, { auth_time: undefined }), /its auth_time is missing/],
    ['has expired', (id) => token(id, { exp: seconds() - 120 }), /it has expired/],
    [
      'is of another issuer',
      (id) => token(id, { iss: 'https://evil.example.com' }),
      /its iss is missing or wrong/,
    ],
    ['is for another client', (id) => token(id, { aud: 'shop' }), /its aud is missing or wrong/],
    [
      'was issued to another client',
      (id) => token(id, { aud: [audience, 'shop'], azp: 'shop' }),
      /another client/,
    ],
    ['is signed by a stranger', (id) => token(id, {}, stranger.privateKey), /its signature is wrong/],
    ['is signed by an unknown key', (id) => token(id, {}, stranger.privateKey, 'two'), /none of the keys/],
    ['is no token', () => Promise.resolve('a.b.c'), /it is not a signed id token/],
  ])('is refused where it %s', async (_what, tokenOf, why) => {
    const id = await asking();
    expect(await whyRefused(id, await tokenOf(id))).toMatch(why);
    expect(await fixture.testEnv.bus.ask(ReadAssurance, { organization, id })).toMatchObject({ proofs: [] });
  });

  it('is refused unsigned, and signed with a shared secret', async () => {
    const id = await asking();
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const [, payload = ''] = (await token(id)).split('.');
    expect(await whyRefused(id, `${encode({ alg: 'none' })}.${payload}.`)).toMatch(/^session_refused/);
    const shared = new SignJWT(decodeJwt(await token(id))).setProtectedHeader({ alg: 'HS256', kid: 'one' });
    const signed = await shared.sign(Buffer.from('a secret that is long enough, is it'));
    expect(await whyRefused(id, signed)).toMatch(/^session_refused/);
  });
});

describe('the keys of a provider', () => {
  it('are public ones that can be read', async () => {
    const session = { issuer, audience, max_age_seconds: 300 };
    const secret = await exportJWK((await generateKeyPair('ES256', { extractable: true })).privateKey);
    for (const key of [secret, { kty: 'oct', k: 'c2VjcmV0' }, { kty: 'EC', crv: 'P-256' }]) {
      expect(await refusalOf(save({ session: { ...session, keys: [{ ...key }] } }))).toBe('invalid');
    }
    const settings = await fixture.testEnv.bus.ask(ReadAssuranceSettings, { organization });
    expect(settings.session?.keys.map(({ kid }) => kid)).toEqual(['one']);
  });
});
