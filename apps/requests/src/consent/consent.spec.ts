import {
  AppError,
  CreateConsentRequest,
  FindConsent,
  IdentityVerified,
  ListConsent,
  ListRequests,
  ReadConsent,
  SaveConsent,
  StartChallenge,
  VerifyConsentRequest,
  type RequestIdentity,
  type SaveConsentRequest,
} from '@subjectline/contracts';
import { eventually, readTables, takeTask } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organization, refusalOf, RequestsFixture, rightCode } from '../testing/requests.fixture';

let fixture: RequestsFixture;

beforeAll(async () => {
  fixture = await RequestsFixture.start();
});
beforeEach(async () => {
  fixture.refuseCode = ({ code, about }) =>
    code === rightCode ? null : new AppError('code_incorrect', { id: about });
  await fixture.settings({});
});
afterAll(() => fixture?.close());

let persons = 0;
const someone = (): RequestIdentity => {
  persons += 1;
  return { email: `consent-${persons}@example.com` };
};
const create = async (identity: RequestIdentity, changes: { property_id?: string } = {}) =>
  (await fixture.testEnv.bus.ask(CreateConsentRequest, { organization, identity, locale: 'en', ...changes }))
    .id;
const verify = (id: string, code = rightCode) =>
  fixture.testEnv.bus.ask(VerifyConsentRequest, { organization, id, code });
const read = (id: string) => fixture.testEnv.bus.ask(ReadConsent, { organization, id });
const save = (id: string, changes: Partial<SaveConsentRequest> = {}) =>
  fixture.testEnv.bus.ask(SaveConsent, {
    organization,
    id,
    code: rightCode,
    consent: [{ data_use: 'marketing', opt_in: false }],
    ...changes,
  });
const requestsOf = async ({ email = '' }: RequestIdentity) => {
  const filter = { identities: [{ name: 'email', value: email ?? '' }] };
  return fixture.testEnv.bus.ask(ListRequests, {
    organization,
    filter,
    page: 1,
    size: 10,
    include_identities: true,
  });
};

async function challenged(identity = someone()): Promise<string> {
  const id = await create(identity);
  await takeTask(fixture.testEnv, StartChallenge);
  return id;
}

describe('a consent request', () => {
  it('sends a code that may be used again', async () => {
    const identity = someone();
    const id = await create(identity);
    expect(id).toMatch(/^con_[0-9a-f-]{36}$/);
    const task = await takeTask(fixture.testEnv, StartChallenge);
    expect(task).toMatchObject({ about: id, channel: 'email', reusable: true });
    expect(fixture.addressIn(task)).toEqual(identity);
  });

  it.each([
    [['email'], { email: 'both@example.com', phone_number: '+15551234567' }, { email: 'both@example.com' }],
    [['sms'], { email: 'both@example.com', phone_number: '+15551234567' }, { phone_number: '+15551234567' }],
    [['sms'], { phone_number: '+15551234567', external_id: 'x' }, { phone_number: '+15551234567' }],
  ] as const)('keeps one identifier where %j is sent', async (channels, identity, kept) => {
    await fixture.settings({ active_channels: [...channels] });
    await create(identity);
    expect(fixture.addressIn(await takeTask(fixture.testEnv, StartChallenge))).toEqual(kept);
  });

  it.each([
    ['no identifier is given', {}, {}, 'identity_missing'],
    ['only an identifier that is not stored is given', { ga_client_id: 'x' }, {}, 'identity_missing'],
    ['the property is none', { email: 'a@example.com' }, { property_id: 'x' }, 'property_unknown'],
    ['no code could reach them', { external_id: 'x' }, {}, 'verification_unsendable'],
    ['the provider sends no SMS', { phone_number: '+15551234567' }, {}, 'verification_unsendable'],
  ])('is refused when %s, and nothing is left of it', async (_when, identity, changes, code) => {
    const before = await fixture.rows('select 1 from requests.consent_requests');
    expect(await refusalOf(create(identity, changes))).toBe(code);
    expect(await fixture.waitingChallenges()).toBe(0);
    expect(await fixture.rows('select 1 from requests.consent_requests')).toHaveLength(before.length);
  });

  it('is refused while nothing can send its code', async () => {
    await fixture.settings({ active_channels: [] });
    expect(await refusalOf(create(someone()))).toBe('verification_unsendable');
  });
});

describe('preferences', () => {
  it('are shown and changed with the same code, again and again', async () => {
    const identity = someone();
    const id = await challenged(identity);
    expect(await verify(id)).toEqual({ consent: null });
    const first = { data_use: 'marketing', opt_in: false };
    const whole = { ...first, data_use_description: null, has_gpc_flag: false, conflicts_with_gpc: false };
    expect(await save(id, { consent: [first] })).toEqual({ consent: [whole] });
    const second = { ...whole, data_use: 'analytics', opt_in: true, has_gpc_flag: true };
    expect(await save(id, { consent: [second] })).toEqual({ consent: [whole, second] });
    expect(await save(id, { consent: [{ ...first, opt_in: true }] })).toEqual({
      consent: [{ ...whole, opt_in: true }, second],
    });
    // the person again, another day
    const again = await challenged({ email: identity.email?.toUpperCase() ?? '' });
    expect((await verify(again)).consent).toHaveLength(2);
    expect((await fixture.testEnv.bus.ask(FindConsent, { organization, identity })).consent).toHaveLength(2);
  });

  it('stay as they are without the right code, or with one for another request', async () => {
    const id = await challenged();
    expect(await refusalOf(verify(id, '111111'))).toBe('code_incorrect');
    expect(await refusalOf(save(id, { code: '111111' }))).toBe('code_incorrect');
    expect(await refusalOf(verify(id, '1'))).toBe('invalid');
    expect(await refusalOf(save(id, { code: '1' }))).toBe('invalid');
    expect(await refusalOf(save(id, { code: null }))).toBe('code_incorrect');
    expect(await refusalOf(verify('con_x'))).toBe('consent_unknown');
    expect(await refusalOf(save('con_x'))).toBe('consent_unknown');
    expect(await verify(id)).toEqual({ consent: null });
  });

  it('are of one person, even when two change them first at once', async () => {
    const identity = someone();
    const ids = [await challenged(identity), await challenged(identity), await challenged(identity)];
    await Promise.all(
      ids.map((id, index) => save(id, { consent: [{ data_use: `use-${index}`, opt_in: true }] })),
    );
    expect((await fixture.testEnv.bus.ask(FindConsent, { organization, identity })).consent).toHaveLength(3);
  });

  it('are shown and changed without a code only where verification is switched off', async () => {
    expect(await refusalOf(read('con_x'))).toBe('consent_needs_code');
    await fixture.settings({ disable_consent_identity_verification: true });
    const id = await create({ external_id: `device-${persons}` });
    expect(await fixture.waitingChallenges()).toBe(0);
    expect(await read(id)).toEqual({ consent: null });
    expect(await verify(id, 'anything')).toEqual({ consent: null });
    expect((await save(id, { code: null })).consent).toHaveLength(1);
    expect((await read(id)).consent).toHaveLength(1);
    expect(await refusalOf(read('con_x'))).toBe('consent_unknown');
  });

  it('are found by address alone', async () => {
    const find = (identity: RequestIdentity) =>
      fixture.testEnv.bus.ask(FindConsent, { organization, identity });
    expect(await refusalOf(find({ external_id: 'x' }))).toBe('identity_missing');
    expect(await refusalOf(find({ email: 'nobody@example.com' }))).toBe('person_unknown');
  });

  it('are reported with their persons, newest first', async () => {
    const identity = someone();
    const id = await challenged(identity);
    await save(id, { consent: [{ data_use: 'reported', opt_in: true }] });
    const report = (changes: object) =>
      fixture.testEnv.bus.ask(ListConsent, { organization, page: 1, size: 10, ...changes });
    const { items, total } = await report({ data_use: 'reported' });
    expect([total, items]).toMatchObject([1, [{ data_use: 'reported', opt_in: true, identity }]]);
    expect((await report({ data_use: 'reported', opt_in: false })).total).toBe(0);
    expect((await report({ updated_gt: fixture.testEnv.clock.now().toISOString() })).total).toBe(0);
  });
});

describe('an executable option', () => {
  const executable_options = [{ data_use: 'marketing', executable: true }];

  it('asks the engine to act, on behalf of the verified address', async () => {
    const identity = someone();
    const id = await challenged(identity);
    const browser_identity = { ga_client_id: 'GA1', phone_number: '+15559999999' };
    await save(id, { executable_options, browser_identity });
    const { items } = await requestsOf(identity);
    expect(items).toMatchObject([
      {
        // approved at once by a task of its own
        status: expect.stringMatching(/^(pending|approved)$/),
        submitted_by: id,
        policy: { key: 'default_consent_policy' },
        identity: { email: identity.email, ga_client_id: 'GA1' },
      },
    ]);
    expect(items[0]?.identity).not.toHaveProperty('phone_number');
    expect(await fixture.waitingChallenges()).toBe(0);
  });

  it('of a policy that does not exist changes nothing', async () => {
    const identity = someone();
    const id = await challenged(identity);
    const refused = save(id, { executable_options, policy_key: 'none' });
    expect(await refusalOf(refused)).toBe('policy_unknown');
    expect(await verify(id)).toEqual({ consent: null });
    expect((await requestsOf(identity)).total).toBe(0);
  });

  it('that is not executable creates no request', async () => {
    const identity = someone();
    const id = await challenged(identity);
    await save(id, {
      executable_options: [{ data_use: 'marketing', executable: false }],
      policy_key: 'none',
    });
    expect((await requestsOf(identity)).total).toBe(0);
  });
});

describe('who consents', () => {
  it('stands in no table and no log', async () => {
    const id = await challenged({ email: 'consent-canary@example.com' });
    await save(id);
    const stored = [...(await readTables(fixture.testEnv.databaseUrl)).values()].flat().join('\n');
    expect(stored).toContain(id);
    expect(stored + fixture.testEnv.log.text).not.toContain('consent-canary');
  });

  it('is known to be who they say even when we died before we could write it down', async () => {
    const id = await challenged();
    const verified_at = fixture.testEnv.clock.now().toISOString();
    const event = { organization, about: id, challenge_id: 'cha_1', channel: 'email', verified_at } as const;
    await fixture.testEnv.bus.say(IdentityVerified, event, { id: `verified-${id}` });
    await eventually('it is written', async () => {
      const rows = await fixture.rows(
        'select 1 from requests.consent_requests where id = $1 and identity_verified_at is not null',
        [id],
      );
      return rows.length === 1;
    });
  });
});
