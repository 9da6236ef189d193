import {
  ChangeDsarRequest,
  CorrectAddress,
  NoteDataPoints,
  NoteDocument,
  RaiseAssurance,
  ReadAssurance,
  ReadAssuranceSettings,
  ReadRequest,
  ReadRequestLog,
  ReadRequestReceipt,
  RemoveLaw,
  ResendCode,
  ReviewRequests,
  SaveAssuranceSettings,
  SaveLaw,
  SendNotice,
  StartChallenge,
  StartChallengeInBulk,
  VerifyRequest,
  type AssuranceRule,
  type NewRequest,
  type StartChallengeTask,
} from '@subjectline/contracts';
import { takeTask } from '@subjectline/testing';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defaultLaws } from '../laws/default-laws';
import { bouncedCode, organization, refusalOf, RequestsFixture } from '../testing/requests.fixture';

let fixture: RequestsFixture;

const changed_by = 'cli_1';
const both = { email: 'ana@example.com', phone_number: '+15551234567' };
/** What identity's answer to each code names as its channel. */
const codes = { '111111': 'email', '222222': 'sms' } as const;

beforeAll(async () => {
  fixture = await RequestsFixture.start();
  fixture.refuseCode = ({ code, about, also = [] }) => {
    fixture.channel = code === '111111' ? 'email' : 'sms';
    asked.push([about, ...also]);
    return null;
  };
});
beforeEach(async () => {
  asked = [];
  await fixture.forgetLaws();
  await fixture.settings({ active_channels: ['email', 'sms'] });
  await rule();
});
afterAll(() => fixture?.close());

/** The subjects that each code was checked for. */
let asked: string[][] = [];

const ask = () => fixture.testEnv.bus;
const rule = (rules: AssuranceRule[] = [], changes: { is_enabled?: boolean } = {}) => {
  const settings = { is_enabled: true, rules, min_data_points: 3, ...changes };
  return ask().ask(SaveAssuranceSettings, { organization, settings, changed_by });
};
const verify = (id: string, code: keyof typeof codes) => ask().ask(VerifyRequest, { organization, id, code });
const assuranceOf = async (id: string) => (await ask().ask(ReadRequest, { organization, id })).assurance;
const detailsOf = (id: string) => ask().ask(ReadAssurance, { organization, id });
const statusOf = async (id: string) => (await ask().ask(ReadRequest, { organization, id })).status;
const raise = (id: string, level: number) =>
  ask().ask(RaiseAssurance, { organization, id, level, reason: 'harm', raised_by: 'cli_staff' });
const matched = (id: string, points: number) =>
  ask().ask(NoteDataPoints, { organization, id, matched: points, noted_by: 'cli_engine' });
const seen = (id: string, copy_deleted = true) =>
  ask().ask(NoteDocument, { organization, id, document: 'passport', copy_deleted, noted_by: 'cli_staff' });
const approve = (id: string) =>
  ask().ask(ReviewRequests, {
    organization,
    ids: [id],
    decision: 'approve',
    reason: null,
    reviewed_by: 'cli',
  });
const logOf = async (id: string) => {
  const { entries } = await ask().ask(ReadRequestLog, { organization, id });
  return entries.map(({ what, by, detail }) => [what, by, detail]);
};
const claimsOf = async (id: string) => {
  const { receipt } = await ask().ask(ReadRequestReceipt, { organization, id });
  return decodeJwt<{ verification: object }>(receipt).verification;
};

/** A request of the public form, and the codes that went out for it. */
async function asking(
  changes: Partial<NewRequest> = {},
): Promise<{ id: string; sent: StartChallengeTask[] }> {
  const { id } = await fixture.created({ identity: both, ...changes });
  return { id, sent: await sentCodes() };
}

async function sentCodes(queue = StartChallenge): Promise<StartChallengeTask[]> {
  const sent: StartChallengeTask[] = [];
  for (let left = await fixture.waitingChallenges(); left > 0; left -= 1) {
    sent.push(await takeTask(fixture.testEnv, queue));
  }
  return sent.toSorted((one, other) => one.channel.localeCompare(other.channel));
}

/** The kinds of the notices that went out about a request; those about others are passed by. */
async function noticesOf(id: string): Promise<string[]> {
  const kinds: string[] = [];
  for (let left = await fixture.waitingNotices(); left > 0; left -= 1) {
    const { about, kind } = await takeTask(fixture.testEnv, SendNotice);
    if (about === id) kinds.push(kind);
  }
  return kinds;
}

describe('the level of a request', () => {
  it.each([
    ['access', {}, 2],
    ['access', { location: 'FR' }, 1],
    ['erasure', { location: 'GB' }, 1],
    ['erasure', { location: 'US-VA' }, 2],
    ['consent', { location: 'FR' }, 0],
    ['consent', { location: 'US-CA' }, 0],
  ])('is by default for %s of %j: %d', async (action, where, required) => {
    const { id } = await asking({ policy_key: `default_${action}_policy`, ...where });
    expect(await detailsOf(id)).toMatchObject({ required, initial: required, reached: 0 });
  });

  it('is that of the organization for this law, then of the organization, then the default', async () => {
    const { effective_rules } = await rule([
      { action: 'access', law: 'us_va', level: 3 },
      { action: 'access', law: null, level: 4 },
    ]);
    const levels = [];
    for (const location of ['US-VA', 'FR', 'BR']) {
      levels.push((await assuranceOf((await asking({ location })).id))?.required);
    }
    expect(levels).toEqual([3, 4, 4]);
    expect(effective_rules.map(({ source }) => source)).toContain('forbidden');
    expect(effective_rules).not.toContainEqual(
      expect.objectContaining({ action: 'access', source: 'default' }),
    );
  });

  it('is Fides’ switch alone where no rules are on', async () => {
    await rule([{ action: 'access', law: null, level: 4 }], { is_enabled: false });
    const { id, sent } = await asking();
    expect(sent.map(({ about, channel }) => [about, channel])).toEqual([[id, 'email']]);
    expect(sent.map((task) => fixture.contentOf(task).variables['other_steps'])).toEqual([undefined]);
    expect(await detailsOf(id)).toMatchObject({ required: 1, basis: 'switch' });
    expect((await verify(id, '111111')).status).toBe('pending');
    await fixture.settings({ subject_identity_verification_required: false });
    const open = await fixture.created({ identity: both });
    expect(open).toMatchObject({ status: 'pending', assurance: { required: 0, missing: [] } });
  });

  it('decides where rules are on, whatever the switch says', async () => {
    await fixture.settings({ subject_identity_verification_required: false });
    expect(await statusOf((await asking({ location: 'FR' })).id)).toBe('identity_unverified');
  });

  it('asks nothing where an API client vouches for the person', async () => {
    const { status, assurance } = await fixture.created({ identity: both }, 'cli_1');
    expect([status, assurance]).toEqual(['pending', { required: 0, reached: 0, proved: [], missing: [] }]);
  });

  it('stays that of its creation when the rules change', async () => {
    const { id } = await asking();
    await rule([{ action: 'access', law: null, level: 1 }]);
    expect((await assuranceOf(id))?.required).toBe(2);
  });
});

describe('a law that forbids to verify', () => {
  const optOut = { policy_key: 'default_consent_policy', location: 'US-CA' };

  it('wins over every rule, also where an organization has a row of its own for it', async () => {
    await rule([{ action: 'consent', law: null, level: 2 }]);
    expect((await asking(optOut)).sent).toEqual([]);
    expect((await asking({ ...optOut, location: 'FR' })).sent).toHaveLength(2);
    const { id: _id, ...law } = { ...defaultLaws['us_ca'], id: 'us_ca' };
    const [access, consent] = law.terms ?? [];
    if (!access || !consent || !law.name || !law.locations) throw new Error('the default row has changed');
    const { forbids_verification: _forbids, ...silent } = consent;
    const own = { name: law.name, locations: law.locations, holidays: [], terms: [access, silent] };
    await ask().ask(SaveLaw, { organization, id: 'us_ca', law: own, changed_by });
    expect((await asking(optOut)).sent).toEqual([]);
  });

  it('is not asked for more, by a rule or by staff', async () => {
    const forbidden = rule([{ action: 'consent', law: 'us_ca', level: 1 }]);
    expect(await refusalOf(forbidden)).toBe('verification_forbidden');
    const { id } = await asking(optOut);
    expect(await refusalOf(raise(id, 2))).toBe('assurance_refused');
    expect(await refusalOf(seen(id))).toBe('assurance_refused');
  });

  it('is not asked for more by staff where no rules are on, or a client vouched for the person', async () => {
    const vouched = await fixture.created(optOut, changed_by);
    expect(await refusalOf(raise(vouched.id, 2))).toBe('assurance_refused');
    await rule([], { is_enabled: false });
    const { id } = await asking(optOut);
    expect(await detailsOf(id)).toMatchObject({ basis: 'switch' });
    expect(await refusalOf(raise(id, 2))).toBe('assurance_refused');
  });
});

describe('rules', () => {
  it('name laws that exist, which then cannot be deleted', async () => {
    expect(await refusalOf(rule([{ action: 'access', law: 'none', level: 1 }]))).toBe('law_unknown');
    const { name, locations, holidays, terms } = defaultLaws['br_lgpd'] ?? {};
    const law = {
      name: name ?? '',
      locations: locations ?? [],
      holidays: holidays ?? [],
      terms: terms ?? [],
    };
    await ask().ask(SaveLaw, { organization, id: 'own', law, changed_by });
    await rule([{ action: 'access', law: 'own', level: 1 }]);
    expect(await refusalOf(ask().ask(RemoveLaw, { organization, id: 'own', changed_by }))).toBe('law_in_use');
  });

  it('have one level for each action and law, and stay when the laws change', async () => {
    const one = { action: 'access', law: null, level: 1 } as const;
    expect(await refusalOf(rule([one, { ...one, level: 2 }]))).toBe('invalid');
    await rule([one]);
    await ask().ask(SaveLaw, {
      organization,
      id: 'own',
      law: { name: 'Own', locations: [], holidays: [], terms: defaultLaws['br_lgpd']?.terms ?? [] },
      changed_by,
    });
    expect(await ask().ask(ReadAssuranceSettings, { organization })).toMatchObject({
      is_enabled: true,
      rules: [one],
    });
  });
});

describe('both addresses', () => {
  it('get a code each, which says what is needed besides', async () => {
    const { id, sent } = await asking();
    expect(sent.map(({ about, message_about, channel }) => [about, message_about, channel])).toEqual([
      [`${id}.email`, id, 'email'],
      [`${id}.sms`, id, 'sms'],
    ]);
    expect(sent.map((task) => fixture.addressIn(task))).toEqual([
      { email: both.email },
      { phone_number: both.phone_number },
    ]);
    expect(sent.map((task) => fixture.contentOf(task).variables['other_steps'])).toEqual([
      'a code that we send to your phone',
      'a code that we send to your e-mail address',
    ]);
  });

  it.each([
    ['111111', '222222'],
    ['222222', '111111'],
  ] as const)('are proved in either order: %s, %s', async (first, second) => {
    const { id } = await asking();
    const kinds = { '111111': 'email', '222222': 'phone_number' } as const;
    expect(await verify(id, first)).toMatchObject({
      status: 'identity_unverified',
      identity_verified_at: null,
      assurance: { reached: 1, proved: [kinds[first]], missing: [{ any_of: [kinds[second]] }] },
    });
    expect(await noticesOf(id)).toEqual([]);
    expect(await verify(id, second)).toMatchObject({
      status: 'pending',
      assurance: { reached: 2, missing: [] },
    });
    expect(asked).toEqual([[`${id}.email`, `${id}.sms`], [`${id}.${codes[second]}`]]);
    expect((await logOf(id)).slice(0, 4)).toEqual([
      ['created', 'person', null],
      ['step_proved', 'person', `${kinds[first]}: code`],
      ['step_proved', 'person', `${kinds[second]}: code`],
      ['pending', 'person', null],
    ]);
    expect(await claimsOf(id)).toMatchObject({
      channel: kinds[first],
      assurance_level: 2,
      steps: [{ kind: kinds[first] }, { kind: kinds[second] }],
    });
  });

  it('are corrected one by one: a proved one stays, and its own code still counts', async () => {
    const { id } = await asking();
    const failures = (['email', 'sms'] as const).map((channel) => bouncedCode({ channel }));
    fixture.messagesAbout = (about) => (about === id ? failures : []);
    const correct = (to: object) => ask().ask(CorrectAddress, { organization, id, ...to });
    const phone_number = '+15557654321';
    fixture.beforeAnswer = async () => void (await correct({ phone_number }));
    // the code for the other address is not touched by it
    expect(await verify(id, '111111')).toMatchObject({ assurance: { proved: ['email'] } });
    fixture.beforeAnswer = async () => {};
    const [task] = await sentCodes();
    expect(task).toMatchObject({ about: `${id}.sms.v1`, channel: 'sms' });
    expect(task && fixture.addressIn(task)).toEqual({ phone_number });
    expect(await refusalOf(correct({ email: 'eve@example.com' }))).toBe('correction_refused');
    expect(await verify(id, '222222')).toMatchObject({ status: 'pending' });
    expect(asked.at(-1)).toEqual([`${id}.sms.v1`]);
  });

  it('are not corrected once staff have asked for more', async () => {
    const { id } = await asking({ location: 'FR' });
    fixture.messagesAbout = () => [bouncedCode()];
    await raise(id, 2);
    const correction = { organization, id, email: 'eve@example.com' };
    expect(await refusalOf(ask().ask(CorrectAddress, correction))).toBe('correction_refused');
    const sent = await sentCodes(StartChallengeInBulk);
    expect(sent.map((task) => fixture.contentOf(task).variables['is_raised'])).toEqual(['yes', 'yes']);
  });

  it('move the request on once, with one receipt, when both codes come at the same moment', async () => {
    const { id } = await asking();
    // of a code that comes twice the second may be too late
    await Promise.allSettled([verify(id, '111111'), verify(id, '222222'), verify(id, '222222')]);
    expect(await statusOf(id)).toBe('pending');
    const what = (await logOf(id)).map(([entry]) => entry);
    expect(what.filter((entry) => entry === 'pending')).toHaveLength(1);
    expect(what.filter((entry) => entry === 'step_proved')).toHaveLength(2);
    expect(
      await fixture.rows('select 1 from requests.verification_receipts where about = $1', [id]),
    ).toHaveLength(1);
    expect(await noticesOf(id)).toEqual(['privacy_request_receipt']);
  });

  it('get another code one by one, or those that are left', async () => {
    const { id } = await asking();
    fixture.testEnv.clock.advance(30_000);
    await ask().ask(ResendCode, { organization, id, channel: 'sms' });
    expect((await sentCodes()).map(({ about }) => about)).toEqual([`${id}.sms`]);
    await verify(id, '222222');
    fixture.testEnv.clock.advance(60_000);
    await ask().ask(ResendCode, { organization, id });
    expect((await sentCodes()).map(({ about }) => about)).toEqual([`${id}.email`]);
  });

  it('are named as missing where the person has given one', async () => {
    const { id, sent } = await asking({ identity: { email: both.email } });
    expect(sent.map(({ channel }) => channel)).toEqual(['email']);
    await verify(id, '111111');
    expect((await assuranceOf(id))?.missing).toEqual([{ any_of: ['phone_number'] }]);
  });
});

describe('data points', () => {
  it('count once enough of them match, after both addresses', async () => {
    await rule([{ action: 'access', law: null, level: 3 }]);
    const { id } = await asking();
    expect((await matched(id, 2)).missing).toHaveLength(3);
    expect((await matched(id, 3)).missing).toEqual([{ any_of: ['email'] }, { any_of: ['phone_number'] }]);
    await verify(id, '111111');
    await verify(id, '222222');
    expect(await statusOf(id)).toBe('pending');
    expect(await claimsOf(id)).toMatchObject({ assurance_level: 3, channel: 'email' });
    expect(await logOf(id)).toContainEqual(['data_points_not_matched', 'cli_engine', '2 of 3']);
    expect(await logOf(id)).toContainEqual(['step_proved', 'cli_engine', 'data_points: 3']);
  });
});

describe('more than the rules ask for', () => {
  it('is asked for with a reason, and the request waits for its person again', async () => {
    const { id } = await asking({ location: 'FR' });
    await verify(id, '111111');
    const due = (await ask().ask(ReadRequest, { organization, id })).due_date;
    const note = 'The address is new.';
    const raised = await ask().ask(RaiseAssurance, {
      ...{ organization, id, level: 4, reason: 'address_mismatch', note, raised_by: 'cli_staff' },
    });
    expect(raised).toMatchObject({
      required: 4,
      initial: 1,
      missing: [{ any_of: ['document'] }],
      raised: { reason: 'address_mismatch', note, raised_by: 'cli_staff' },
    });
    expect(await logOf(id)).toContainEqual(['assurance_raised', 'cli_staff', '1 to 4: address_mismatch']);
    expect(await refusalOf(verify(id, '111111'))).toBe('nothing_to_prove');
    expect(await refusalOf(ask().ask(ResendCode, { organization, id }))).toBe('nothing_to_prove');
    expect((await approve(id)).succeeded).toEqual([]);
    expect(await refusalOf(seen(id, false))).toBe('assurance_refused');
    expect((await seen(id)).proofs.at(-1)).toMatchObject({
      kind: 'document',
      document: 'passport',
      by: 'cli_staff',
    });
    expect(await statusOf(id)).toBe('pending');
    expect(await claimsOf(id)).toMatchObject({ assurance_level: 4, channel: 'email' });
    expect((await ask().ask(ReadRequest, { organization, id })).due_date).toBe(due);
  });

  it('sends codes for the addresses that are not proved', async () => {
    const { id } = await asking({ location: 'FR' });
    await raise(id, 2);
    const sent = await sentCodes(StartChallengeInBulk);
    expect(sent.map(({ about }) => about)).toEqual([`${id}.email`, `${id}.sms`]);
    await verify(id, '111111');
    expect(asked.at(-1)).toEqual([`${id}.email`, `${id}.sms`, id]);
  });

  it('is never less, and not asked for once the work has begun', async () => {
    const { id } = await asking();
    expect(await refusalOf(raise(id, 1))).toBe('assurance_refused');
    expect(await refusalOf(raise(id, 2))).toBe('assurance_refused');
    await verify(id, '111111');
    await verify(id, '222222');
    expect(await refusalOf(seen(id))).toBe('assurance_refused');
    await approve(id);
    expect(await refusalOf(raise(id, 4))).toBe('assurance_refused');
    expect(await refusalOf(raise('pri_x', 4))).toBe('request_unknown');
  });

  it('cannot be passed by a status that staff set in the API of Didomi', async () => {
    const { id } = await asking();
    const change = { organization, id, status: 'verified', changed_by } as const;
    expect(await refusalOf(ask().ask(ChangeDsarRequest, change))).toBe('status_forbids');
    expect(await statusOf(id)).toBe('identity_unverified');
  });
});
