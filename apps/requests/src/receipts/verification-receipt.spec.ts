import { createPublicKey, generateKeyPairSync, sign, verify, type JsonWebKey } from 'node:crypto';
import {
  CreateConsentRequest,
  dayMs,
  erasePersonCalls,
  IdentityVerified,
  ListSigningKeys,
  personContext,
  ReadConsentReceipt,
  ReadRequest,
  ReadRequestReceipt,
  RequestChanged,
  StartChallenge,
  VerifyConsentRequest,
  type AppError,
  type Channel,
  type RequestChangedEvent,
  type VerificationMethod,
} from '@subjectline/contracts';
import { decode } from '@subjectline/bus';
import { eventually, takeTask } from '@subjectline/testing';
import { compactVerify, createLocalJWKSet } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organization, RequestsFixture, rightCode } from '../testing/requests.fixture';

let fixture: RequestsFixture;
/** What `requests.changed` said, by the ids of the requests. */
const told = new Map<string, string[]>();

beforeAll(async () => {
  fixture = await RequestsFixture.start();
  fixture.testEnv.bus.connection.subscribe(RequestChanged.subject, {
    callback: (_error, message) => {
      const { id, status, receipt } = decode(message.data) as RequestChangedEvent;
      told.set(id, [...(told.get(id) ?? []), receipt ? `${status} ${receipt}` : status]);
    },
  });
});
beforeEach(() => fixture.settings({ active_channels: ['email'] }));
afterAll(() => fixture?.close());

interface Receipt {
  readonly iss: string;
  readonly sub: string;
  readonly org: string;
  readonly iat: number;
  readonly verification: Record<string, unknown>;
}

const ask = (id: string) => fixture.testEnv.bus.ask(ReadRequestReceipt, { organization, id });
const receiptOf = async (id: string): Promise<string> => (await ask(id)).receipt;
const publishedKeys = async () =>
  (await fixture.testEnv.bus.ask(ListSigningKeys, { of: 'signing_keys' })).keys as (JsonWebKey & {
    kid: string;
  })[];
const partsOf = (jws: string): [header: string, claims: string, signature: string] => {
  const [header = '', claims = '', signature = ''] = jws.split('.');
  return [header, claims, signature];
};
const textOf = (part: string): string => Buffer.from(part, 'base64url').toString();
const headerOf = (jws: string) => JSON.parse(textOf(partsOf(jws)[0])) as { kid: string };
const claimsOf = (jws: string) => JSON.parse(textOf(partsOf(jws)[1])) as Receipt;

/** With the published keys alone, and without the library that signs. */
async function verified(jws: string): Promise<Receipt | null> {
  const [header, claims, signature] = partsOf(jws);
  const { kid } = headerOf(jws);
  const key = (await publishedKeys()).find((one) => one.kid === kid);
  if (!key) return null;
  const isRight = verify(
    null,
    Buffer.from(`${header}.${claims}`),
    createPublicKey({ key, format: 'jwk' }),
    Buffer.from(signature, 'base64url'),
  );
  return isRight ? claimsOf(jws) : null;
}

async function provedByEvent(
  about: string,
  proof: { readonly channel: Channel; readonly method?: VerificationMethod },
): Promise<void> {
  const verified_at = fixture.testEnv.clock.now().toISOString();
  const event = { organization, about, challenge_id: 'cha_1', verified_at, ...proof };
  await fixture.testEnv.bus.say(IdentityVerified, event, { id: `verified-${about}` });
  const [id = ''] = about.split('.');
  await eventually('it is verified', async () => {
    return (await fixture.testEnv.bus.ask(ReadRequest, { organization, id })).status === 'pending';
  });
}

const reasonOf = (answer: Promise<unknown>): Promise<string> =>
  answer.then(
    () => 'there is one',
    ({ code, facts }: AppError) => `${code}: ${String(facts['why'] ?? facts['id'])}`,
  );

describe('the receipt of a privacy request', () => {
  it('says how its person was verified, and is told with the change', async () => {
    const identity = { email: 'Ana@example.com', phone_number: '+15551234567', external_id: 'crm-4711' };
    const id = await fixture.verified({ identity });
    const verifiedAt = fixture.testEnv.clock.now();
    const { reference } = await fixture.testEnv.bus.ask(ReadRequest, { organization, id });
    const { receipt, ...rest } = await ask(id);
    expect(rest).toEqual({ id, issued_at: verifiedAt.toISOString() });
    expect(headerOf(receipt)).toMatchObject({ alg: 'EdDSA', typ: 'verification-receipt+jwt' });
    expect(await verified(receipt)).toEqual({
      iss: 'subjectline',
      sub: id,
      org: organization,
      iat: Math.floor(verifiedAt.getTime() / 1_000),
      verification: {
        channel: 'email',
        method: 'code',
        verified_at: verifiedAt.toISOString(),
        assurance_level: 1,
        address_digest: fixture.testEnv.keys.digest('person-value', organization, 'ana@example.com'),
        request: { policy_key: 'default_access_policy', actions: ['access'], reference },
      },
    });
    const text = textOf(partsOf(receipt)[1]).toLowerCase();
    for (const value of Object.values(identity)) expect(text).not.toContain(value.toLowerCase());
    await eventually('the change is told', async () => told.get(id)?.length === 2);
    expect(told.get(id)).toEqual(['identity_unverified', `pending ${receipt}`]);
  });

  it('has the number that a link proved, also when only the event told of it', async () => {
    const identity = { email: 'ana@example.com', phone_number: '+15551234567' };
    await fixture.settings({ active_channels: ['sms', 'email'] });
    const id = await fixture.unverified({ identity });
    await provedByEvent(id, { channel: 'sms', method: 'link' });
    expect((await verified(await receiptOf(id)))?.verification).toMatchObject({
      channel: 'phone_number',
      method: 'link',
      address_digest: fixture.testEnv.keys.digest('person-value', organization, '+15551234567'),
    });
  });

  it('does not guess at the method that an older version did not tell', async () => {
    const id = await fixture.unverified();
    await provedByEvent(id, { channel: 'email' });
    expect((await verified(await receiptOf(id)))?.verification).toMatchObject({ method: null });
  });

  it('is verified by the published keys after another key signs', async () => {
    const before = await receiptOf(await fixture.verified());
    fixture.testEnv.clock.advance(366 * dayMs);
    const concurrent = await Promise.all(['a', 'b', 'c'].map(() => fixture.unverified()));
    await Promise.all(concurrent.map((id) => provedByEvent(id, { channel: 'email', method: 'code' })));
    const after = await Promise.all(concurrent.map(receiptOf));
    const kids = [before, ...after].map((jws) => headerOf(jws).kid);
    expect(new Set(kids.slice(1)).size).toBe(1);
    expect(kids[1]).not.toBe(kids[0]);
    const keys = await publishedKeys();
    expect(keys.map(({ kid }) => kid).toSorted()).toEqual([...new Set(kids)].toSorted());
    for (const jws of [before, ...after]) {
      expect(await verified(jws)).toMatchObject({ org: organization });
      expect((await compactVerify(jws, createLocalJWKSet({ keys }))).payload.length).toBeGreaterThan(0);
    }
  });

  it('is refused by anyone once a claim or the key is another', async () => {
    const genuine = await receiptOf(await fixture.verified());
    const [header, , signature] = partsOf(genuine);
    const others = JSON.stringify({ ...claimsOf(genuine), sub: 'pri_of-someone-else' });
    const forged = Buffer.from(others).toString('base64url');
    const { privateKey } = generateKeyPairSync('ed25519');
    const signed = sign(null, Buffer.from(`${header}.${forged}`), privateKey).toString('base64url');
    const keys = createLocalJWKSet({ keys: await publishedKeys() });
    expect(await verified(genuine)).not.toBeNull();
    for (const jws of [
      [header, forged, signature],
      [header, forged, signed],
    ]) {
      expect(await verified(jws.join('.'))).toBeNull();
      await expect(compactVerify(jws.join('.'), keys)).rejects.toThrow('signature verification failed');
    }
  });

  it('stays when the person is erased', async () => {
    const email = 'erased@example.com';
    const id = await fixture.verified({ identity: { email } });
    const receipt = await ask(id);
    const sealed_person = fixture.testEnv.keys.sealJson({ email }, personContext(organization));
    const erased = await fixture.testEnv.bus.ask(erasePersonCalls.requests, {
      organization,
      sealed_person,
      subjects: [],
      section: 'privacy_requests',
    });
    expect(erased).toMatchObject({ erased: 1, kept: 1 });
    expect(await ask(id)).toEqual(receipt);
    expect(await verified(receipt.receipt)).toMatchObject({ sub: id });
  });

  it('is missing for a reason that is told', async () => {
    const unknown = 'receipt_unknown';
    const { id: admitted } = await fixture.created({}, 'cli_staff');
    expect(await reasonOf(ask(admitted))).toBe(`${unknown}: it was admitted without a verification`);
    const waiting = await fixture.unverified();
    expect(await reasonOf(ask(waiting))).toBe(`${unknown}: its person has not been verified yet`);
    await provedByEvent(`${waiting}.lnk_1`, { channel: 'email', method: 'link' });
    expect(await reasonOf(ask(waiting))).toMatch(/^receipt_unknown: it was verified by staff/);
    expect(await reasonOf(ask('pri_none'))).toBe('request_unknown: pri_none');
    const elsewhere = await fixture.verified();
    const asked = fixture.testEnv.bus.ask(ReadRequestReceipt, { organization: 'other', id: elsewhere });
    expect(await reasonOf(asked)).toBe(`request_unknown: ${elsewhere}`);
  });
});

describe('the receipt of a consent request', () => {
  const ofConsent = (id: string) => fixture.testEnv.bus.ask(ReadConsentReceipt, { organization, id });

  it('is issued with the first right code, and stays when the request is erased', async () => {
    const email = 'consent@example.com';
    const question = { organization, identity: { email }, locale: 'en' };
    const { id } = await fixture.testEnv.bus.ask(CreateConsentRequest, question);
    await takeTask(fixture.testEnv, StartChallenge);
    expect(await reasonOf(ofConsent(id))).toBe('receipt_unknown: it was not verified');
    const verifyCode = () =>
      fixture.testEnv.bus.ask(VerifyConsentRequest, { organization, id, code: rightCode });
    await verifyCode();
    const receipt = await ofConsent(id);
    fixture.testEnv.clock.advance(1_000);
    await verifyCode();
    const sealed_person = fixture.testEnv.keys.sealJson({ email }, personContext(organization));
    const section = 'consent_requests';
    const erasure = { organization, sealed_person, subjects: [], section };
    expect(await fixture.testEnv.bus.ask(erasePersonCalls.requests, erasure)).toMatchObject({ erased: 1 });
    expect(await ofConsent(id)).toEqual(receipt);
    const address_digest = fixture.testEnv.keys.digest('person-value', organization, email);
    const { verification, sub } = (await verified(receipt.receipt)) ?? {};
    expect([sub, verification]).toEqual([
      id,
      {
        channel: 'email',
        method: 'code',
        verified_at: receipt.issued_at,
        assurance_level: 1,
        address_digest,
      },
    ]);
    expect(await reasonOf(ofConsent('con_none'))).toBe('consent_unknown: con_none');
  });
});
