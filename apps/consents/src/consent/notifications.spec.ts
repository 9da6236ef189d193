import {
  ChangeConsentEvent,
  OpenPreferenceCenter,
  type ConsentEventChanges,
  type ConsentEventInput,
  type ConsentWarning,
  type MessageKindId,
} from '@subjectline/contracts';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  chosen,
  ConsentsEnvironment,
  organization,
  privacyCenterUrl,
  someone,
} from '../testing/consents.fixture';

let environment: ConsentsEnvironment;

beforeAll(async () => {
  environment = await ConsentsEnvironment.open();
});
beforeEach(() => environment.settings({}));
afterEach(async () => expect(await environment.leftOver()).toEqual([]));
afterAll(() => environment?.close());

const weekSeconds = 7 * 86_400;
const missing = (email_type: MessageKindId): ConsentWarning => ({ reason: 'template_missing', email_type });

/** A person who has been welcomed. */
async function known(): Promise<{ organization_user_id: string }> {
  const user = { organization_user_id: someone() };
  await environment.create({ user });
  await environment.asked();
  return user;
}

describe('the first confirmed event of a user', () => {
  it('welcomes them, and does nothing else, with a way into the Preference Center', async () => {
    const organization_user_id = someone();
    const { warnings, user } = await environment.create({ user: { organization_user_id }, locale: 'fr-CA' });
    expect(warnings).toEqual([missing('consents-user-created')]);
    const { task, content, token } = await environment.asked();
    expect(task).toMatchObject({
      about: expect.stringMatching(/^usr_/) as string,
      channel: 'email',
      message_kind: 'consents-user-created',
      lifetime_seconds: weekSeconds,
      return_to: privacyCenterUrl,
      locale: 'fr-CA',
    });
    expect(content).toEqual({ to: { email: organization_user_id }, variables: {} });
    const open = await environment.testEnv.bus.ask(OpenPreferenceCenter, {
      organization,
      about: task.about,
      token,
    });
    expect(open.user_id).toBe(user.id);
    expect(new URL(open.url ?? '').searchParams.get('token')).toBe(open.token);
  });

  it('says of the welcome what happened to it where there is neither template nor Preference Center', async () => {
    await environment.settings({ privacy_center_url: null });
    const organization_user_id = someone();
    await environment.create({ user: { organization_user_id } });
    const { kind, content } = await environment.notice();
    expect([kind, content]).toEqual([
      'consents-user-created',
      { to: { email: organization_user_id }, variables: {} },
    ]);
  });

  it('welcomes with a way in that is proved, where the address of the Preference Center is not set yet', async () => {
    await environment.settings({ privacy_center_url: null });
    await environment.createTemplate('consents-user-created', 'nl');
    await environment.create({ user: { organization_user_id: someone() }, locale: 'nl' });
    const { task, token } = await environment.asked();
    expect([task.message_kind, task.return_to]).toEqual(['consents-user-created', undefined]);
    const follow = { organization, about: task.about, token };
    expect(await environment.testEnv.bus.ask(OpenPreferenceCenter, follow)).toMatchObject({ url: null });
  });

  it('comes over SMS to whom the organization knows by a phone number', async () => {
    await environment.create({ user: { organization_user_id: '+15551234567' } });
    const { task, content } = await environment.asked();
    expect([task.channel, content.to]).toEqual(['sms', { phone_number: '+15551234567' }]);
  });

  it('is recorded without a recipient when no address is known, and says so', async () => {
    const { warnings } = await environment.create({
      user: { organization_user_id: `crm-${someone()}`.replace('@', '-') },
    });
    expect(warnings).toContainEqual({ reason: 'no_recipient', email_type: 'consents-user-created' });
    expect((await environment.notice()).content.to).toEqual({});
    const email = someone();
    await environment.create({ user: { organization_user_id: `crm-${email}`.replace('@', '-'), email } });
    expect((await environment.asked()).content.to).toEqual({ email });
  });

  it('is the one that is confirmed first, not the one that came first', async () => {
    const user = { organization_user_id: someone() };
    const waits = await environment.create({ user, status: 'pending_approval' });
    expect([waits.warnings, await environment.waiting()]).toEqual([[], 0]);
    await environment.testEnv.bus.ask(ChangeConsentEvent, {
      organization,
      id: waits.id,
      changes: { status: 'confirmed' },
    });
    expect((await environment.asked()).task.message_kind).toBe('consents-user-created');
  });

  it('is one when ten come at once', async () => {
    const user = { organization_user_id: someone() };
    await Promise.all(Array.from({ length: 10 }, () => environment.create({ user })));
    expect((await environment.asked()).task.message_kind).toBe('consents-user-created');
  });
});

describe('a later confirmed event', () => {
  it('is confirmed to the person when a choice has changed', async () => {
    const user = await known();
    const { id, warnings } = await environment.create({ user, consents: chosen({ news: false }) });
    expect(warnings).toEqual([missing('confirm-consent-changed')]);
    expect(await environment.notice()).toEqual({
      kind: 'confirm-consent-changed',
      about: id,
      content: { to: { email: user.organization_user_id }, variables: {} },
    });
  });

  it.each<[string, Partial<ConsentEventInput>]>([
    ['says what holds already', { consents: chosen({ news: true }) }],
    ['takes back what was never said', { consents: chosen({ other: null }) }],
    ['is older than what holds', { created_at: '2020-01-01T00:00:00Z', consents: chosen({ news: false }) }],
    [
      'waits without a question to an approver',
      { status: 'pending_approval', consents: chosen({ news: false }) },
    ],
  ])('sends no message when it %s', async (_what, input) => {
    await environment.create({ user: await known(), ...input });
    expect(await environment.waiting()).toBe(0);
  });

  it('sends no message when it is imported, and the import was the first', async () => {
    const user = { organization_user_id: someone() };
    const imported = { disable_integrations: true };
    const { warnings } = await environment.create({ user, validation: { method: 'email' } }, imported);
    await environment.create({ user }, imported);
    expect([warnings, await environment.waiting()]).toEqual([[], 0]);
    await environment.create({ user, consents: chosen({ news: false }) });
    expect((await environment.notice()).kind).toBe('confirm-consent-changed');
  });

  it('has no warning once its template is there, in a wider language too', async () => {
    await environment.createTemplate('confirm-consent-changed', 'fr');
    const french = await environment.create({
      user: await known(),
      consents: chosen({ a: true }),
      locale: 'fr-CA',
    });
    expect(french.warnings).toEqual([]);
    const german = await environment.create({
      user: await known(),
      consents: chosen({ a: true }),
      locale: 'de',
    });
    expect(german.warnings).toEqual([missing('confirm-consent-changed')]);
    await environment.notice();
    await environment.notice();
  });
});

describe('a change of a confirmed event by a client', () => {
  const change = (id: string, changes: ConsentEventChanges) =>
    environment.testEnv.bus.ask(ChangeConsentEvent, { organization, id, changes });

  it('is confirmed to the person when a choice has changed, and once when it is repeated', async () => {
    const user = { organization_user_id: someone() };
    const { id } = await environment.create({ user, consents: chosen({ news: true }) });
    await environment.asked();
    const consents = chosen({ news: false });
    const { warnings } = await change(id, { consents });
    expect(warnings).toEqual([missing('confirm-consent-changed')]);
    expect(await environment.notice()).toEqual({
      kind: 'confirm-consent-changed',
      about: id,
      content: { to: { email: user.organization_user_id }, variables: {} },
    });
    expect((await change(id, { consents, status: 'confirmed' })).warnings).toEqual([]);
    expect(await environment.waiting()).toBe(0);
    await change(id, { consents: chosen({ news: true }) });
    expect((await environment.notice()).kind).toBe('confirm-consent-changed');
  });

  it('sends no notice where no choice changes, or where a later event has replaced it', async () => {
    const user = await known();
    const { id } = await environment.create({ user, created_at: '2020-01-01T00:00:00Z' });
    await change(id, { delegate: { id: 'agent' } });
    await change(id, { consents: chosen({ news: false }) });
    expect(await environment.waiting()).toBe(0);
  });
});

describe('metadata', () => {
  const variablesOf = async (event: object, user: object | null = null) => {
    const organization_user_id = someone();
    const made = await environment.create({
      user: { organization_user_id, metadata: user as Record<string, unknown> | null },
      metadata: event as Record<string, unknown>,
    });
    const { content } = await environment.asked();
    const ignored = made.warnings
      .filter(({ reason }) => reason === 'metadata_ignored')
      .map(({ path }) => path);
    return { variables: content.variables, ignored };
  };

  it('is named by templates, the event’s before its user’s', async () => {
    const user = { redirect_url: 'https://shop.example.com/?a=1&b=2#c', both: 'user', plan: 'x' };
    const event = { both: 'event', count: 3, zero: 0, yes: true, no: false, empty: '' };
    expect(await variablesOf(event, user)).toEqual({
      variables: {
        metadata_redirect_url: 'https://shop.example.com/?a=1&b=2#c',
        metadata_both: 'event',
        metadata_plan: 'x',
        metadata_count: '3',
        metadata_zero: '0',
        metadata_yes: 'true',
        metadata_no: 'false',
        metadata_empty: '',
      },
      ignored: [],
    });
  });

  it('may be named like anything that every object has', async () => {
    const names = ['constructor', '__proto__', 'prototype', 'toString', 'hasOwnProperty', '__defineGetter__'];
    const event = JSON.parse(`{${names.map((name) => `"${name}":"mine"`).join()}}`) as object;
    const { variables, ignored } = await variablesOf(event);
    expect(new Map(Object.entries(variables))).toEqual(
      new Map(names.map((name) => [`metadata_${name}`, 'mine'])),
    );
    expect(ignored).toEqual([]);
    expect(({} as Record<string, unknown>)['mine']).toBeUndefined();
  });

  it('is left out with a warning when it is no scalar, or its name is none', async () => {
    const event = {
      tags: ['a'],
      deep: { a: { b: 1 } },
      nothing: null,
      'a-b': 'x',
      'a b': 'x',
      é: 'x',
      '': 'x',
      ['k'.repeat(65)]: 'x',
    };
    const { variables, ignored } = await variablesOf(event, { ok: 'fine', 'user.name': 'x', tags: 'hidden' });
    expect(variables).toEqual({ metadata_ok: 'fine' });
    expect(ignored).toEqual([
      ...Object.keys(event).map((key) => ['metadata', key]),
      ['user', 'metadata', 'user.name'],
    ]);
  });

  it('is text and stays text, whatever it looks like', async () => {
    const hostile = {
      a: '{{code}}',
      b: '"><script>alert(1)</script>',
      c: 'x\r\nBcc: a@example.com',
      d: '${1}',
      e: '\u0000\u202e',
    };
    const { variables } = await variablesOf(hostile);
    expect(Object.values(variables)).toEqual(Object.values(hostile));
  });

  it('never makes a variable of another name', async () => {
    const { variables } = await variablesOf({
      code: '1',
      privacy_center_url: 'https://evil.example.net',
      x: '1',
    });
    expect(Object.keys(variables)).toEqual(['metadata_code', 'metadata_privacy_center_url', 'metadata_x']);
  });

  it('is this event’s alone', async () => {
    const user = { organization_user_id: someone() };
    await environment.create({ user: { ...user, metadata: { first: 'old' } } });
    await environment.asked();
    await environment.create({
      user: { ...user, metadata: { second: 'new' } },
      consents: chosen({ news: false }),
    });
    expect((await environment.notice()).content.variables).toEqual({ metadata_second: 'new' });
  });

  it.each([
    ['more than fifty keys', Object.fromEntries(Array.from({ length: 51 }, (_, i) => [`k${i}`, 'x']))],
    ['a value of more than 4 kB', { a: 'x'.repeat(4_097) }],
    ['a deep value of more than 4 kB', { a: { b: 'x'.repeat(4_097) } }],
    ['a name of more than 256 characters', { ['k'.repeat(257)]: 'x' }],
  ])('is refused with %s', async (_what, metadata) => {
    const answer = environment.create({ metadata }).catch((error: { code: string }) => error.code);
    expect(await answer).toBe('invalid');
    const ofUser = environment.create({ user: { metadata } }).catch((error: { code: string }) => error.code);
    expect(await ofUser).toBe('invalid');
  });
});
