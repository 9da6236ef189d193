import {
  CompleteRequest,
  ResubmitRequest,
  ReviewRequests,
  SendCode,
  StartChallengeInBulk,
  type DsarStatus,
  type UserRightId,
} from '@subjectline/contracts';
import { eventually, takeTask } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DsarFixture, person } from '../testing/dsar.fixture';
import { organization, refusalOf } from '../testing/requests.fixture';

let fixture: DsarFixture;

beforeAll(async () => {
  fixture = await DsarFixture.start();
});
beforeEach(() => fixture.base.settings({}));
afterAll(() => fixture?.close());

const label = 'I want to delete my data';
const download_link = 'https://files.example.com/e/8f2c';

describe('a request that is created', () => {
  it('unverified has its person follow a link, for a quarter of an hour', async () => {
    await fixture.base.settings({ allowed_origins: ['https://shop.example.com'] });
    const redirect_url = 'https://shop.example.com/thanks?order=1';
    const { request, warnings } = await fixture.create({
      status: 'unverified',
      redirect_url,
      locale: 'fr-CA',
    });
    expect([request.status, request.redirect_url, warnings]).toEqual(['unverified', redirect_url, []]);
    const task = await takeTask(fixture.base.testEnv, StartChallengeInBulk);
    expect(task).toMatchObject({
      about: request.id,
      channel: 'email',
      message_kind: 'request-verify',
      locale: 'fr-CA',
      lifetime_seconds: 900,
      return_to: redirect_url,
      by_client: true,
    });
    expect(fixture.base.contentOf(task)).toEqual({
      to: { email: person },
      variables: { user_right_label: 'Je souhaite supprimer mes données' },
    });
    expect(await fixture.told()).toEqual([]);
  });

  it('verified needs no verification, as the caller vouches, and sends nothing', async () => {
    const { request } = await fixture.create();
    expect([request.status, request.verified_at]).toEqual(['verified', null]);
    expect(await fixture.base.waitingChallenges()).toBe(0);
    expect(await fixture.told()).toEqual([]);
  });

  it.each(['work_in_progress', 'fulfilled', 'refused', 'archived'] as const)(
    '%s is an import and sends nothing',
    async (status) => {
      expect((await fixture.create({ status })).request.status).toBe(status);
      expect(await fixture.told()).toEqual([]);
    },
  );

  it('late tells its person where the caller asks for it', async () => {
    await fixture.create({ status: 'work_in_progress', notify: true });
    expect(await fixture.kindsTold()).toEqual(['request-status-wip']);
  });

  it('unverified sends no link where the caller hands on one of its own', async () => {
    await fixture.create({ status: 'unverified', notify: false });
    expect(await fixture.base.waitingChallenges()).toBe(0);
  });

  it('with a way on that is not allowed is refused', async () => {
    for (const redirect_url of ['https://evil.example.net/', 'http://shop.example.com/']) {
      await fixture.base.settings({
        allowed_origins: ['https://shop.example.com', 'http://shop.example.com'],
      });
      const refused = fixture.create({ status: 'unverified', redirect_url });
      expect(await refusalOf(refused)).toBe('redirect_forbidden');
    }
    expect(await fixture.base.waitingChallenges()).toBe(0);
  });
});

describe('a status', () => {
  const steps: [DsarStatus, DsarStatus, string[]][] = [
    ['unverified', 'verified', []],
    ['unverified', 'refused', ['request-status-refused']],
    ['verified', 'work_in_progress', ['request-status-wip']],
    ['verified', 'fulfilled', ['request-status-fulfilled-delete-my-data']],
    ['work_in_progress', 'refused', ['request-status-refused']],
    ['refused', 'work_in_progress', ['request-status-wip']],
    ['work_in_progress', 'archived', []],
  ];
  it.each(steps)('from %s to %s tells %j, whatever Fides’ switches', async (from, to, kinds) => {
    await fixture.base.settings({
      send_request_review_notification: false,
      send_request_completion_notification: false,
      require_manual_request_approval: false,
    });
    const id = await fixture.created({ status: from, notify: false });
    await fixture.change(id, { status: to, reopen_reason: 'there is more' });
    const told = await fixture.told();
    expect(told.map(({ kind }) => kind)).toEqual(kinds);
    for (const { variables, to: address } of told) {
      const { reference } = await fixture.read(id);
      const received_on = fixture.base.testEnv.clock.now().toISOString();
      expect([variables, address]).toEqual([
        { user_right_label: label, reference, received_on },
        { email: person },
      ]);
    }
  });

  it('that it has already sends nothing', async () => {
    const id = await fixture.created({ status: 'work_in_progress' });
    await fixture.change(id, { status: 'work_in_progress' });
    expect(await fixture.told()).toEqual([]);
  });

  it('asked for by ten at once is taken and told once', async () => {
    const id = await fixture.created();
    const outcomes = await Promise.all(
      Array.from({ length: 10 }, () => fixture.change(id, { status: 'work_in_progress' })),
    );
    expect(new Set(outcomes.map(({ request }) => request.version))).toEqual(new Set([2]));
    expect(await fixture.kindsTold()).toEqual(['request-status-wip']);
  });

  it('that is refused gives its reason, in the message and to staff', async () => {
    const id = await fixture.created({ locale: 'de' });
    const reason = 'Kein Konto <gefunden>.';
    const { request } = await fixture.change(id, { status: 'refused', extra_message_variables: { reason } });
    expect(request.extra_message_variables).toEqual({ reason });
    expect(await fixture.told()).toMatchObject([
      { variables: { reason, user_right_label: 'Ich möchte meine Daten löschen lassen' } },
    ]);
  });

  it('can be changed without a word', async () => {
    const id = await fixture.created();
    await fixture.change(id, { status: 'refused', notify: false });
    expect(await fixture.told()).toEqual([]);
  });
});

describe('a fulfilment', () => {
  const kinds: [UserRightId, string][] = [
    ['cpra_access_my_data', 'request-status-fulfilled-access-my-data'],
    ['cpra_delete_my_data', 'request-status-fulfilled-delete-my-data'],
    ['cpra_opt_out', 'request-status-fulfilled-opt-out'],
  ];
  it.each(kinds)('of %s is told as %s', async (user_right_id, kind) => {
    const id = await fixture.created({ user_right_id });
    await fixture.change(id, { status: 'fulfilled' });
    expect(await fixture.kindsTold()).toEqual([kind]);
  });

  it('brings the link, which is never shown again', async () => {
    const id = await fixture.created({ user_right_id: 'cpra_access_my_data' });
    const change = { status: 'fulfilled', extra_message_variables: { download_link } } as const;
    await fixture.change(id, change);
    await fixture.change(id, change);
    expect(await fixture.told()).toMatchObject([{ variables: { download_link } }]);
    expect(JSON.stringify(await fixture.read(id))).not.toContain('/e/8f2c');
  });

  it.each([
    ['without the status', { extra_message_variables: { download_link } }],
    ['with another status', { status: 'refused', extra_message_variables: { download_link } }],
    ['by http', { status: 'fulfilled', extra_message_variables: { download_link: 'http://example.com/' } }],
    ['as a script', { status: 'fulfilled', extra_message_variables: { download_link: 'javascript:1' } }],
  ] as const)('takes no link %s', async (_how, changes) => {
    const id = await fixture.created({ user_right_id: 'cpra_access_my_data' });
    expect(await refusalOf(fixture.change(id, changes))).toBe('invalid');
    expect([(await fixture.read(id)).status, await fixture.told()]).toEqual(['verified', []]);
  });

  it('of anything but access takes no link, as no message would carry it', async () => {
    const id = await fixture.created();
    const change = { status: 'fulfilled', extra_message_variables: { download_link } } as const;
    await expect(fixture.change(id, change)).rejects.toMatchObject({
      code: 'invalid',
      problems: [{ path: ['extra_message_variables', 'download_link'] }],
    });
  });
});

describe('Fides’ calls on a request of Didomi’s', () => {
  const review = (id: string, decision: 'approve' | 'deny', reason: string | null = null) =>
    fixture.base.testEnv.bus.ask(ReviewRequests, {
      organization,
      ids: [id],
      decision,
      reason,
      reviewed_by: 'cli_staff',
    });

  it('tell in Didomi’s words', async () => {
    const id = await fixture.created({ user_right_id: 'cpra_access_my_data' });
    await review(id, 'approve');
    expect((await fixture.read(id)).status).toBe('work_in_progress');
    await fixture.change(id, { status: 'work_in_progress' });
    await fixture.base.testEnv.bus.ask(CompleteRequest, {
      organization,
      id,
      download_links: [download_link],
    });
    expect((await fixture.read(id)).status).toBe('fulfilled');
    expect(await fixture.told()).toMatchObject([
      { kind: 'request-status-wip' },
      { kind: 'request-status-fulfilled-access-my-data', variables: { download_link } },
    ]);
    const denied = await fixture.created();
    await review(denied, 'deny', 'No account.');
    expect(await fixture.told()).toMatchObject([
      { kind: 'request-status-refused', variables: { reason: 'No account.' } },
    ]);
  });
});

describe('a resubmission', () => {
  const resubmit = (id: string) =>
    fixture.base.testEnv.bus.ask(ResubmitRequest, { organization, id, resubmitted_by: 'cli_staff' });

  it('of what staff had begun goes on without another word', async () => {
    await fixture.base.settings({ require_manual_request_approval: false });
    const id = await fixture.created({ status: 'work_in_progress' });
    await resubmit(id);
    await eventually('work goes on', async () => (await fixture.read(id)).status === 'work_in_progress');
    expect(await fixture.told()).toEqual([]);
  });

  it('of what was put away is refused', async () => {
    const id = await fixture.created({ status: 'archived' });
    expect(await refusalOf(resubmit(id))).toBe('status_forbids');
    expect((await fixture.read(id)).status).toBe('archived');
  });
});

describe('Didomi’s calls on a request of Fides’', () => {
  it('tell in Fides’ words, where its switches allow it', async () => {
    const id = await fixture.base.verified();
    await fixture.change(id, { status: 'work_in_progress' });
    await fixture.change(id, { status: 'fulfilled', extra_message_variables: { download_link } });
    expect(await fixture.told()).toMatchObject([
      { kind: 'privacy_request_review_approve' },
      { kind: 'privacy_request_complete_access', variables: { download_link } },
    ]);
    await fixture.base.settings({ send_request_review_notification: false });
    const silent = await fixture.base.verified();
    await fixture.change(silent, { status: 'refused' });
    expect(await fixture.told()).toEqual([]);
  });
});

describe('the person', () => {
  const field = (field_id: string, value: string) => ({ field_id, value });
  it.each([
    [
      'the address of the form',
      { request_fields: [field('email', 'Form@EXAMPLE.com')], user: { email: 'user@example.com' } },
      { email: 'Form@example.com' },
    ],
    [
      'the address that they are known by',
      { user: { email: 'user@example.com' } },
      { email: 'user@example.com' },
    ],
    ['their name, where it is an address', {}, { email: person }],
    [
      'the next best, where the form has no address',
      { request_fields: [field('email', 'none')] },
      { email: person },
    ],
    [
      'the phone too, where the form has one',
      { request_fields: [field('phone_number', '+15551234567')] },
      { email: person, phone_number: '+15551234567' },
    ],
  ])('is written to at %s', async (_where, changes, to) => {
    const { warnings } = await fixture.create({ ...changes, status: 'refused', notify: true });
    expect(warnings).toEqual([]);
    expect(await fixture.told()).toMatchObject([{ to }]);
  });

  it('who cannot be reached is no reason to fail: the answer warns, and so does the log', async () => {
    const withoutAddress = { organization_user_id: 'customer-17' };
    const { request, warnings } = await fixture.create({ ...withoutAddress, status: 'unverified' });
    expect(warnings).toEqual([{ reason: 'no_recipient' }]);
    expect(await fixture.logOf(request.id)).toContain('no_recipient by system');
    const id = await fixture.created(withoutAddress);
    const changed = await fixture.change(id, { status: 'work_in_progress' });
    expect([changed.request.status, changed.warnings]).toEqual([
      'work_in_progress',
      [{ reason: 'no_recipient' }],
    ]);
    // recorded, so that the message list shows why none was sent
    const skipped = { to: {}, skip_reason: 'no_address' };
    expect(await fixture.told()).toMatchObject([skipped]);
    const asked = await takeTask(fixture.base.testEnv, SendCode);
    expect(asked).toMatchObject({ kind: 'request-verify', about: request.id, skip_reason: 'no_address' });
    expect(await fixture.base.waitingChallenges()).toBe(0);
  });

  it('whom no provider can reach leaves a warning too', async () => {
    await fixture.base.settings({ active_channels: [] });
    const { request, warnings } = await fixture.create({ status: 'unverified' });
    expect([request.status, warnings]).toEqual(['unverified', [{ reason: 'no_messaging' }]]);
    const asked = await takeTask(fixture.base.testEnv, SendCode);
    expect(asked).toMatchObject({ kind: 'request-verify', about: request.id, skip_reason: 'no_provider' });
  });

  it('with one verified address is written to there alone', async () => {
    const request_fields = [field('phone_number', '+15551234567')];
    const id = await fixture.unverified({ request_fields });
    fixture.base.channel = 'email';
    await fixture.confirm(id);
    await fixture.change(id, { status: 'refused' });
    expect(await fixture.told()).toMatchObject([{ to: { email: person } }]);
  });
});
