import { randomBytes, randomUUID } from 'node:crypto';
import {
  CreateLink,
  IdentityVerified,
  ReadLink,
  SendCode,
  SendNotice,
  VerifyLink,
} from '@subjectline/contracts';
import { countTasks, readTables } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  count,
  IdentityFixture,
  someAddress,
  type ChallengeChanges,
  type SentProof,
} from '../testing/identity.fixture';

let fixture: IdentityFixture;

beforeAll(async () => {
  fixture = await IdentityFixture.start({ SUBJECTLINE_PUBLIC_URL: 'https://privacy.example.com/mail/' });
  await fixture.startReplica();
});
afterAll(() => fixture?.close());

const verifyKind = { message_kind: 'request-verify', lifetime_seconds: 900 } as const;

/** Has a link sent that verifies a request within a quarter of an hour. */
const linked = (changes: ChallengeChanges = {}): Promise<SentProof> =>
  fixture.challenged({ ...verifyKind, ...changes });

const someToken = () => randomBytes(32).toString('base64url');
const twenty = <T>(work: () => Promise<T>) => Promise.all(Array.from({ length: 20 }, work));

describe('a link', () => {
  it('goes to the address with what its caller has to say, and tells for how long it is good', async () => {
    const email = someAddress();
    const sent = await linked({ address: { email }, variables: { user_right_label: 'Löschung "jetzt"' } });
    expect(sent.to.email).toBe(email);
    expect(sent.variables).toEqual({
      user_right_label: 'Löschung "jetzt"',
      confirmation_link: `https://privacy.example.com/mail/links?token=${sent.token}`,
      minutes: '15',
    });
    expect(sent.token).toHaveLength(43);
    expect(Date.parse(sent.expiresAt) - fixture.testEnv.clock.nowMs()).toBe(900_000);
  });

  it('counts days where its message does, and hands metadata on as it is', async () => {
    const variables = {
      metadata_redirect_url: 'https://shop.example.com/a?b=1&c={{code}}#d',
      metadata_x: '',
    };
    const message_kind = 'validation-double-optin';
    const { token, ...sent } = await fixture.challenged({
      message_kind,
      variables,
      lifetime_seconds: 7 * 86_400,
    });
    const validation_approve_url = `https://privacy.example.com/mail/links?token=${token}`;
    expect(sent.variables).toEqual({ ...variables, validation_approve_url, days: '7' });
  });

  it('travels with a notice, too', async () => {
    await fixture.ask({ message_kind: 'consents-user-created', lifetime_seconds: 7 * 86_400 });
    const sent = await fixture.sent(SendNotice);
    expect(sent.variables['privacy_center_url']).toContain(sent.token);
    expect(await fixture.follow(sent)).toBe('verified');
  });

  it('tells what it is for as often as it is looked at, and is good all the same', async () => {
    const return_to = 'https://shop.example.com/done?a=1';
    const { about, token } = await linked({ return_to, locale: 'fr' });
    const views = await twenty(() => fixture.testEnv.bus.ask(ReadLink, { token }));
    const view = { organization: 'default', about, message_kind: 'request-verify', locale: 'fr', return_to };
    for (const seen of views) expect(seen).toEqual({ ...view, proves: true, state: 'open' });
    expect(await fixture.follow({ about, token })).toBe('verified');
    expect(await fixture.linkState({ token })).toBe('used');
  });

  it('verifies once, even when it is followed twenty times at once at two replicas', async () => {
    const sent = await linked();
    const results = await twenty(() => fixture.follow(sent));
    expect(count(results, 'verified')).toBe(1);
    expect(count(results, 'link_used')).toBe(19);
    expect(await fixture.said(IdentityVerified, sent.about)).toMatchObject([
      { channel: 'email', method: 'link' },
    ]);
  });

  it('says over which channel it had gone', async () => {
    const { about, token } = await linked({ channel: 'sms', address: { phone_number: '+15550003001' } });
    const question = { organization: 'default', about, token };
    expect(await fixture.testEnv.bus.ask(VerifyLink, question)).toMatchObject({ channel: 'sms' });
  });

  it('opens nothing but what it was made for', async () => {
    const [mine, other] = [await linked(), await linked()];
    expect(await fixture.follow({ about: other.about, token: mine.token })).toBe('link_unknown');
    expect(await fixture.follow({ about: 'pri_unknown', token: mine.token })).toBe('link_unknown');
    expect(await fixture.follow(mine, 'other')).toBe('link_unknown');
    expect(await fixture.follow({ about: mine.about, token: someToken() })).toBe('link_unknown');
    await expect(fixture.linkState({ token: someToken() })).rejects.toMatchObject({ code: 'link_unknown' });
    expect(await fixture.follow(mine)).toBe('verified');
  });

  it('is good until its last moment and not after it', async () => {
    const sent = await linked();
    fixture.testEnv.clock.advance(899_999);
    expect(await fixture.linkState(sent)).toBe('open');
    fixture.testEnv.clock.advance(1);
    expect(await fixture.linkState(sent)).toBe('expired');
    expect(await fixture.follow(sent)).toBe('link_expired');
  });

  it('is ended by the next one about the same thing', async () => {
    const first = await linked();
    const second = await linked({ about: first.about });
    expect(await fixture.linkState(first)).toBe('expired');
    expect(await fixture.follow(first)).toBe('link_expired');
    expect(await fixture.follow(second)).toBe('verified');
    // one that was used stays used, whatever comes after it
    await linked({ about: first.about });
    expect(await fixture.follow(second)).toBe('link_used');
  });

  it('is drawn once, even when its task comes twice', async () => {
    const id = `cha_${randomUUID()}`;
    const sent = await linked({ id });
    await fixture.ask({ ...verifyKind, id, about: sent.about });
    await fixture.settled();
    expect(await countTasks(fixture.testEnv, SendCode)).toBe(0);
    expect(await fixture.follow(sent)).toBe('verified');
  });

  it('outlives guesses at a code in its place, and the guesser cannot tell', async () => {
    const sent = await linked();
    const results: string[] = [];
    for (let tries = 0; tries < 6; tries += 1) results.push(await fixture.guess(sent.about, '111111'));
    expect(results).toEqual([
      'code_incorrect',
      'code_incorrect',
      'code_incorrect',
      'code_limit',
      'code_expired',
      'code_expired',
    ]);
    expect(await fixture.follow(sent)).toBe('verified');
  });

  it('stands in no table, no log and no stream', async () => {
    const sent = await linked();
    await fixture.follow({ about: 'pri_unknown', token: sent.token });
    await fixture.follow(sent);
    const tables = [...(await readTables(fixture.testEnv.databaseUrl)).values()].flat().join('\n');
    expect(tables).toContain(sent.about);
    for (const text of [tables, fixture.testEnv.log.text]) expect(text).not.toContain(sent.token);
  });
});

describe('a link past a limit', () => {
  it('goes nowhere, and the one that its person holds stays right for its own time', async () => {
    const address = { email: someAddress() };
    for (let asked = 0; asked < 3; asked += 1) await linked({ address });
    const [held, other] = [await linked({ address }), await linked({ address })];
    fixture.testEnv.clock.advance(60_000);
    for (const { about } of [held, held, other]) await fixture.ask({ ...verifyKind, address, about });
    expect(await fixture.allSent()).toEqual([]);
    fixture.testEnv.clock.advance(839_999);
    expect(await fixture.follow(held)).toBe('verified');
    fixture.testEnv.clock.advance(1);
    expect(await fixture.linkState(other)).toBe('expired');
    expect(await fixture.follow(other)).toBe('link_expired');
  });

  it('proves the address that the earlier one went to, over whichever channel it was asked for', async () => {
    const address = { email: someAddress(), phone_number: '+15550003002' };
    for (let sent = 0; sent < 5; sent += 1) await linked({ address, channel: 'sms' });
    const { about, token } = await linked({ address });
    await fixture.ask({ ...verifyKind, address, about, channel: 'sms' });
    expect(await fixture.allSent()).toEqual([]);
    const question = { organization: 'default', about, token };
    expect(await fixture.testEnv.bus.ask(VerifyLink, question)).toMatchObject({ channel: 'email' });
  });
});

describe('a link that a client sends on', () => {
  const question = () => ({
    organization: 'default',
    about: `pri_${randomUUID()}.lnk_${randomUUID()}`,
    message_kind: 'request-verify' as const,
    locale: 'de',
    lifetime_seconds: 900,
  });

  it('is made, not sent, and verifies once', async () => {
    const asked = question();
    const { token, expires_at } = await fixture.testEnv.bus.ask(CreateLink, asked);
    expect(Date.parse(expires_at) - fixture.testEnv.clock.nowMs()).toBe(900_000);
    expect(await fixture.allSent()).toEqual([]);
    const { about } = asked;
    expect(await fixture.testEnv.bus.ask(ReadLink, { token })).toMatchObject({
      about,
      state: 'open',
      proves: true,
    });
    const results = await twenty(() => fixture.follow({ about, token }));
    expect(count(results, 'verified')).toBe(1);
    expect(await fixture.said(IdentityVerified, about)).toHaveLength(1);
  });

  it('is ended by the next one about the same thing, even when twenty are made at once', async () => {
    const asked = question();
    const made = await twenty(() => fixture.testEnv.bus.ask(CreateLink, asked));
    const states = await Promise.all(made.map((link) => fixture.linkState(link)));
    expect(count(states, 'open')).toBe(1);
    expect(count(states, 'expired')).toBe(19);
  });

  it('is of a kind of message that has a link', async () => {
    const asked = { ...question(), message_kind: 'privacy-center-auth-otp-code' as const };
    await expect(fixture.testEnv.bus.ask(CreateLink, asked)).rejects.toMatchObject({ code: 'invalid' });
  });
});

describe('what is over', () => {
  it('is forgotten half a year after its expiry, with the next that begins', async () => {
    const fresh = await IdentityFixture.start();
    const [other, long] = [
      await fresh.challenged(verifyKind),
      await fresh.challenged({ ...verifyKind, lifetime_seconds: 2_592_000 }),
    ];
    // the newer one about the same thing is forgotten first
    await fresh.challenged({ ...verifyKind, about: long.about });
    fresh.testEnv.clock.advance(200 * 86_400_000);
    expect(await fresh.linkState(other)).toBe('expired');
    await fresh.challenged(verifyKind);
    await expect(fresh.linkState(other)).rejects.toMatchObject({ code: 'link_unknown' });
    expect(await fresh.rows('select 1 from identity.challenges')).toHaveLength(2);
    expect(await fresh.linkState(long)).toBe('expired');
    expect(await fresh.follow(long)).toBe('link_expired');
    expect(await fresh.guess(long.about, '111111')).toBe('code_expired');
    expect(await fresh.follow(await fresh.challenged({ ...verifyKind, about: long.about }))).toBe('verified');
    await fresh.close();
  });
});

describe('a new key', () => {
  it('leaves the links good that went out before it', async () => {
    const [sent, disowned, code] = [await linked(), await linked(), await fixture.challenged()];
    const { SUBJECTLINE_KEYS } = fixture.testEnv.envFor('identity');
    const SUBJECTLINE_PUBLIC_URL = 'https://privacy.example.com';
    const keys = `k2:${randomBytes(32).toString('base64')},${SUBJECTLINE_KEYS}`;
    await fixture.restart({ SUBJECTLINE_PUBLIC_URL, SUBJECTLINE_KEYS: keys });
    expect(await fixture.linkState(sent)).toBe('open');
    expect(await fixture.follow(sent)).toBe('verified');
    expect(await fixture.disown(disowned)).toBe('disowned');
    expect(await fixture.disown(code)).toBe('disowned');
  });
});
