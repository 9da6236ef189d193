import { randomBytes } from 'node:crypto';
import {
  AppError,
  ChangeAuthProvider,
  CreateAuthProvider,
  FinishSignIn,
  InitiateSignIn,
  ListAuthProviders,
  OpenPreferenceCenter,
  ReadConsentUser,
  RenewConsentLink,
  StartSignIn,
  type StartSignInRequest,
} from '@subjectline/contracts';
import { eventually, readTables } from '@subjectline/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ConsentsEnvironment,
  organization,
  privacyCenterUrl,
  refusalOf,
  rightCode,
  someone,
} from '../testing/consents.fixture';

let environment: ConsentsEnvironment;

beforeAll(async () => {
  environment = await ConsentsEnvironment.open();
});
beforeEach(async () => {
  environment.judge = (code, about) =>
    code === rightCode ? null : new AppError('code_incorrect', { id: about });
  await environment.settings({});
});
afterEach(async () => expect(await environment.leftOver()).toEqual([]));
afterAll(() => environment?.close());

const start = (email: string, changes: Partial<StartSignInRequest> = {}) =>
  environment.testEnv.bus.ask(StartSignIn, {
    organization,
    email,
    protocol: 'otp',
    locale: 'fr',
    ...changes,
  });
const finish = (email: string, changes: object = {}) =>
  environment.testEnv.bus.ask(FinishSignIn, { organization, email, code: rightCode, ...changes });
const withLink = (email: string, changes: Partial<StartSignInRequest> = {}) =>
  start(email, { protocol: 'message', ...changes });
const open = (about: string, token: string) =>
  environment.testEnv.bus.ask(OpenPreferenceCenter, { organization, about, token });

describe('signing in by a code', () => {
  it('sends six digits for five minutes and five tries, and ends with a consent token', async () => {
    const person = someone();
    expect(await start(person)).toEqual({ protocol: 'otp', expires_in: 300 });
    const { task, content } = await environment.asked();
    expect(task).toMatchObject({
      about: expect.stringMatching(/^sgn_[A-Za-z0-9_-]+$/) as string,
      message_kind: 'privacy-center-auth-otp-code',
      lifetime_seconds: 300,
      maximum_tries: 5,
      locale: 'fr',
    });
    expect(content).toEqual({ to: { email: person }, variables: {} });
    const { token, expires_in, url } = await finish(person);
    expect(expires_in).toBe(900);
    expect(url).toBe(`https://privacy.example.com/preferences?lang=en&token=${token}`);
    const user = await environment.testEnv.bus.ask(ReadConsentUser, { organization, consent_token: token });
    expect(user.organization_user_id).toBe(person);
  });

  it('is about the same thing however the address is written, so that a new code joins the old one', async () => {
    const person = someone();
    await start(person);
    const { task } = await environment.asked();
    await start(` ${person.toUpperCase()} `);
    expect((await environment.asked()).task.about).toBe(task.about);
    await start(someone());
    expect((await environment.asked()).task.about).not.toBe(task.about);
    expect((await finish(person)).user_id).toBe((await finish(person.toUpperCase())).user_id);
  });

  it('gives every address the same answer, and looks none up', async () => {
    const known = someone();
    await environment.create({ user: { organization_user_id: known } }, { disable_integrations: true });
    const before = await environment.rows('select 1 from consents.users');
    expect(await start(known)).toEqual(await start(someone()));
    expect(await environment.rows('select 1 from consents.users')).toHaveLength(before.length);
    await environment.asked();
    await environment.asked();
  });

  it.each([
    ['code_incorrect', 'sign_in_failed'],
    ['code_expired', 'sign_in_failed'],
    ['code_used', 'sign_in_failed'],
    ['code_limit', 'sign_in_limit'],
    ['unavailable', 'unavailable'],
  ] as const)('is refused as %s becomes %s, and makes no user', async (said, heard) => {
    environment.judge = () => new AppError(said, { id: 'sgn_x' });
    const person = someone();
    const refusal = await finish(person).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: heard });
    const facts = heard === 'sign_in_limit' ? { retry_after_seconds: 300 } : {};
    if (heard !== 'unavailable') expect((refusal as AppError).facts).toEqual(facts);
    const read = environment.testEnv.bus.ask(ReadConsentUser, { organization, organization_user_id: person });
    expect(await refusalOf(read)).toBe('user_unknown');
  });

  it('ends with the code that went out before a new key came first', async () => {
    const rotated = await ConsentsEnvironment.open();
    const person = someone();
    await rotated.testEnv.bus.ask(StartSignIn, {
      organization,
      email: person,
      protocol: 'otp',
      locale: 'fr',
    });
    const { about } = (await rotated.asked()).task;
    rotated.judge = (_code, of) => (of === about ? null : new AppError('code_expired', { id: of }));
    await rotated.stopReplicas();
    await rotated.startReplica(`k2:${randomBytes(32).toString('base64')}`);
    const end = { organization, email: person, code: rightCode };
    expect(await rotated.testEnv.bus.ask(FinishSignIn, end)).toMatchObject({ expires_in: 900 });
    await rotated.close();
  });

  it('cannot be turned into signing in by a link', async () => {
    await start(someone());
    const { task, token } = await environment.asked();
    environment.setLink(token, 'expired');
    const renewed = environment.testEnv.bus.ask(RenewConsentLink, { organization, about: task.about, token });
    expect(await refusalOf(renewed)).toBe('link_unknown');
  });

  it('goes to a phone number over SMS, and to nothing that is no address', async () => {
    await start('+15551234567', { channel: 'sms' });
    expect((await environment.asked()).task.channel).toBe('sms');
    expect(await refusalOf(start('crm-7'))).toBe('invalid');
    expect(await refusalOf(start(someone(), { channel: 'sms' }))).toBe('invalid');
  });

  it('leads to allowed sites alone', async () => {
    const privacy_center_url = 'https://evil.example.net/';
    expect(await refusalOf(start(someone(), { privacy_center_url }))).toBe('redirect_forbidden');
    expect(await refusalOf(finish(someone(), { privacy_center_url }))).toBe('redirect_forbidden');
    const shop = 'https://shop.example.com/me#top';
    const { token, url } = await finish(someone(), { privacy_center_url: shop });
    expect(url).toBe(`https://shop.example.com/me?token=${token}#top`);
  });
});

describe('signing in by a link', () => {
  it('sends one for a quarter of an hour, which opens the Preference Center once', async () => {
    const person = someone();
    expect(await withLink(person)).toEqual({ protocol: 'message', expires_in: 900 });
    const { task, token } = await environment.asked();
    expect(task).toMatchObject({
      message_kind: 'privacy-center-auth',
      lifetime_seconds: 900,
      return_to: privacyCenterUrl,
    });
    const signedIn = await open(task.about, token);
    expect(signedIn.url).toContain(`&token=${signedIn.token}`);
    const user = await environment.testEnv.bus.ask(ReadConsentUser, {
      organization,
      consent_token: signedIn.token,
    });
    expect(user.organization_user_id).toBe(person);
    expect(await refusalOf(open(task.about, token))).toBe('link_used');
    expect(await refusalOf(open('sgn_x', token))).toBe('link_unknown');
  });

  it('leads to where it was asked for, unless that is no longer allowed', async () => {
    const privacy_center_url = 'https://shop.example.com/preferences';
    await withLink(someone(), { privacy_center_url });
    const { task, token } = await environment.asked();
    await environment.settings({ allowed_origins: [] });
    const { url, token: consentToken } = await open(task.about, token);
    expect([url, consentToken.split('.').length]).toEqual([null, 3]);
    await environment.settings({ privacy_center_url: null });
    await withLink(someone());
    const without = await environment.asked();
    expect(without.task.return_to).toBeUndefined();
    expect((await open(without.task.about, without.token)).url).toBeNull();
  });

  it('that has expired is asked for again by its holder', async () => {
    const person = someone();
    await withLink(person);
    const { task, token } = await environment.asked();
    environment.setLink(token, 'expired');
    const renewal = { organization, about: task.about, token };
    expect(await environment.testEnv.bus.ask(RenewConsentLink, renewal)).toEqual({ expires_in: 900 });
    const again = await environment.asked();
    expect([again.task.about, again.content.to]).toEqual([task.about, { email: person }]);
  });

  it('is forgotten with its address a day after, when another sign-in begins', async () => {
    await withLink(someone());
    const { task, token } = await environment.asked();
    environment.testEnv.clock.advance(24 * 3_600_000 + 1);
    await start(someone());
    await environment.asked();
    expect(await refusalOf(open(task.about, token))).toBe('link_unknown');
  });
});

describe('authentication providers', () => {
  const of = 'auth';
  const list = async () =>
    (await environment.testEnv.bus.ask(ListAuthProviders, { organization: of })).items.map(
      ({ type, is_default }) => [type, is_default],
    );
  const initiate = (auth_provider_id?: string) =>
    environment.testEnv.bus.ask(InitiateSignIn, {
      organization: of,
      ...(auth_provider_id && { auth_provider_id }),
    });

  it('begin with a code, even when ten ask first at once', async () => {
    await Promise.all(Array.from({ length: 10 }, list));
    expect(await list()).toEqual([['otp', true]]);
  });

  it('have one default, which the next one takes over', async () => {
    const link = await environment.testEnv.bus.ask(CreateAuthProvider, { organization: of, type: 'message' });
    expect((await initiate()).type).toBe('otp');
    expect((await initiate(link.id)).type).toBe('message');
    const change = (changes: object) =>
      environment.testEnv.bus.ask(ChangeAuthProvider, { organization: of, id: link.id, ...changes });
    expect(await change({ is_default: true })).toMatchObject({ type: 'message', is_default: true });
    expect(await list()).toEqual([
      ['otp', false],
      ['message', true],
    ]);
    expect((await initiate()).id).toBe(link.id);
    expect(await refusalOf(change({ is_default: false }))).toBe('conflict');
    expect(await refusalOf(change({ type: 'otp' }))).toBe('auth_provider_taken');
    expect(await change({ type: 'message' })).toMatchObject({ type: 'message', is_default: true });
    expect(await refusalOf(initiate('aup_x'))).toBe('auth_provider_unknown');
    const elsewhere = { organization: 'elsewhere', id: link.id, type: 'otp' } as const;
    expect(await refusalOf(environment.testEnv.bus.ask(ChangeAuthProvider, elsewhere))).toBe(
      'auth_provider_unknown',
    );
  });

  it('that are named have to be of the protocol', async () => {
    const { items } = await environment.testEnv.bus.ask(ListAuthProviders, { organization });
    const id = items.find(({ type }) => type === 'otp')?.id ?? '';
    expect(await refusalOf(withLink(someone(), { auth_provider_id: id }))).toBe('auth_provider_unknown');
    expect(await refusalOf(start(someone(), { auth_provider_id: 'aup_x' }))).toBe('auth_provider_unknown');
    await start(someone(), { auth_provider_id: id });
    await environment.asked();
  });
});

describe('who is signing in', () => {
  it('stands nowhere in clear', async () => {
    const person = `hidden-${someone()}`;
    await withLink(person);
    const { task, token } = await environment.asked();
    const signedIn = await open(task.about, token);
    const stored = [...(await readTables(environment.testEnv.databaseUrl)).values()].flat().join('\n');
    for (const secret of [person, signedIn.token, token]) {
      expect(stored).not.toContain(secret);
      expect(environment.testEnv.log.text).not.toContain(secret);
    }
    expect(task.about).not.toContain(person);
  });
});

it('a sign-in that was not finished in a day is deleted with a new one, and counted', async () => {
  const counted = async () => {
    const line = /^subjectline_retention_removed_total\{kind="sign_in"\} (\d+)$/m;
    return Number(line.exec(await environment.metrics.read())?.[1] ?? 0);
  };
  const rowsOf = async () => (await environment.rows('select from consents.sign_ins')).length;
  const startOne = () =>
    environment.testEnv.bus.ask(StartSignIn, {
      organization,
      email: someone(),
      protocol: 'otp',
      locale: 'en',
    });
  await startOne();
  environment.testEnv.clock.advance(86_400_001);
  const before = { rows: await rowsOf(), counted: await counted() };
  await startOne();
  await eventually('old ones are gone', async () => (await rowsOf()) < before.rows);
  await eventually('they are counted', async () => {
    const removed = before.rows + 1 - (await rowsOf());
    return removed > 0 && (await counted()) - before.counted === removed;
  });
  await environment.leftOver();
});
