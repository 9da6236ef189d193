import {
  CompleteRequest,
  IdentityVerified,
  MessageUndelivered,
  newId,
  RaiseAssurance,
  ReadRequest,
  ReadRequestLog,
  ReopenRequest,
  ResendCode,
  ResubmitRequest,
  SaveAssuranceSettings,
  SendNotice,
  StartChallenge,
  StartChallengeInBulk,
  VerifyRequest,
  type NewRequest,
  type StartChallengeTask,
} from '@subjectline/contracts';
import { eventually, openContent, takeTask } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organization, refusalOf, RequestsFixture, rightCode } from '../testing/requests.fixture';

type Identity = NewRequest['identity'];

const hourMs = 3_600_000;
const kind = 'privacy_request_verification_reminder';
let fixture: RequestsFixture;

beforeAll(async () => {
  fixture = await RequestsFixture.start();
  // one of them reminds
  await fixture.startReplica();
});
beforeEach(() => fixture.settings({ verification_reminder_hours: 24 }));
afterAll(() => fixture?.close());

const logOf = async (id: string): Promise<string[]> => {
  const { entries } = await fixture.testEnv.bus.ask(ReadRequestLog, { organization, id });
  return entries.map(({ what }) => what);
};
const isOver = async (id: string): Promise<boolean> => {
  const rows = await fixture.rows<{ remind_at: Date | null }>(
    'select remind_at from requests.requests where id = $1',
    [id],
  );
  return rows[0]?.remind_at === null;
};

async function undelivered(about: string): Promise<void> {
  const message_id = newId('msg');
  await fixture.testEnv.bus.say(
    MessageUndelivered,
    {
      organization,
      message_id,
      kind: 'subject_identity_verification',
      about,
      state: 'skipped',
      reason: 'recipient_suppressed',
    },
    { id: message_id },
  );
  await eventually('it is in the log', async () => (await logOf(about)).includes('message_undelivered'));
}

/** A day later; what was due then is over. */
async function pass(id: string): Promise<void> {
  fixture.testEnv.clock.advance(24 * hourMs);
  await eventually('it is over', async () => {
    fixture.testEnv.clock.advance(60_000);
    return isOver(id);
  });
}

describe('a reminder to verify a request', () => {
  it('goes out once, a day later, with a link and to the same address', async () => {
    const ids = [await fixture.unverified(), await fixture.unverified()];
    fixture.testEnv.clock.advance(23 * hourMs);
    expect(await fixture.waitingChallenges()).toBe(0);
    for (const id of ids) await pass(id);
    const tasks: StartChallengeTask[] = [];
    while (tasks.length < ids.length) tasks.push(await takeTask(fixture.testEnv, StartChallengeInBulk));
    expect(tasks.map(({ about }) => about).toSorted()).toEqual(ids.toSorted());
    const [task] = tasks;
    expect(task).toMatchObject({ message_kind: kind, channel: 'email', lifetime_seconds: 259_200 });
    expect(task?.by_client ?? false).toBe(false);
    expect(task && fixture.contentOf(task)).toMatchObject({
      to: { email: 'ana@example.com' },
      variables: { user_right_label: expect.stringContaining('access') },
    });
    for (const id of ids)
      expect((await logOf(id)).filter((what) => what === 'reminder_sent')).toHaveLength(1);
    fixture.testEnv.clock.advance(100 * hourMs);
    expect(await fixture.waitingChallenges()).toBe(0);
  });

  it.each([
    [
      'is verified',
      (id: string) => fixture.testEnv.bus.ask(VerifyRequest, { organization, id, code: rightCode }),
    ],
    ['belongs to an organization that wants none any more', () => fixture.settings({})],
    ['had a code that did not arrive', (id: string) => undelivered(id)],
  ])('does not go out where the request %s', async (_what, happens) => {
    const id = await fixture.unverified();
    await happens(id);
    await pass(id);
    expect(await logOf(id)).not.toContain('reminder_sent');
  });

  it('is off by default, and off for what was asked before it was switched on', async () => {
    await fixture.settings({});
    const id = await fixture.unverified();
    await fixture.settings({ verification_reminder_hours: 24 });
    expect(await isOver(id)).toBe(true);
    expect(await fixture.testEnv.bus.ask(ReadRequest, { organization, id })).toMatchObject({
      status: 'identity_unverified',
    });
  });
});

describe('a request that no one verifies after two reminders', () => {
  const steps = {
    verification_reminder_hours: 24,
    verification_second_reminder_hours: 24,
    verification_close_hours: 24,
  };
  beforeEach(async () => {
    // those of other tests are not reminded of meanwhile
    await fixture.rows('update requests.requests set remind_at = null');
    await fixture.settings(steps);
  });

  const statusOf = async (id: string) => {
    const request = await fixture.testEnv.bus.ask(ReadRequest, { organization, id });
    return [request.status, request.not_identified_at ? 'not identified' : null];
  };

  /** A day later; the step that was due then is done. */
  async function day(id: string): Promise<void> {
    const before = await stepOf(id);
    fixture.testEnv.clock.advance(24 * hourMs);
    await eventually('the step is done', async () => {
      fixture.testEnv.clock.advance(60_000);
      return (await stepOf(id)) !== before;
    });
  }

  async function stepOf(id: string): Promise<string | undefined> {
    const columns = `concat(reminders_sent, status, remind_at)`;
    const [row] = await fixture.rows<{ step: string }>(
      `select ${columns} as step from requests.requests where id = $1`,
      [id],
    );
    return row?.step;
  }

  /** Made, reminded twice and closed. @returns the link that the person was sent at last */
  async function closed(): Promise<{ id: string; notice: StartChallengeTask }> {
    const id = await fixture.unverified();
    for (let reminder = 0; reminder < 2; reminder += 1) {
      await day(id);
      await takeTask(fixture.testEnv, StartChallengeInBulk);
    }
    await day(id);
    return { id, notice: await takeTask(fixture.testEnv, StartChallengeInBulk) };
  }

  it('is closed as not identified, and its person told, with a link', async () => {
    const id = await fixture.unverified();
    await day(id);
    const first = await takeTask(fixture.testEnv, StartChallengeInBulk);
    expect(first.message_kind).toBe(kind);
    expect(fixture.contentOf(first).variables).not.toHaveProperty('last_reminder');
    await day(id);
    const second = await takeTask(fixture.testEnv, StartChallengeInBulk);
    const { variables } = fixture.contentOf(second);
    expect(second.message_kind).toBe(kind);
    expect(variables).toMatchObject({ last_reminder: 'yes' });
    expect(Date.parse(variables['closes_on'] ?? '')).toBeGreaterThan(fixture.testEnv.clock.nowMs());
    expect(await statusOf(id)).toEqual(['identity_unverified', null]);
    await day(id);
    const notice = await takeTask(fixture.testEnv, StartChallengeInBulk);
    expect(notice).toMatchObject({ message_kind: 'privacy_request_not_identified', about: id });
    expect(fixture.contentOf(notice)).toMatchObject({
      to: { email: 'ana@example.com' },
      variables: { reference: expect.any(String), received_on: expect.any(String) },
    });
    expect(await statusOf(id)).toEqual(['denied', 'not identified']);
    const { entries } = await fixture.testEnv.bus.ask(ReadRequestLog, { organization, id });
    expect(entries.at(-1)).toMatchObject({ what: 'denied', by: 'system', detail: 'not_identified' });
    fixture.testEnv.clock.advance(100 * hourMs);
    expect(await fixture.waitingChallenges()).toBe(0);
  });

  it('is open again, and verified, once its person proves who they are after all', async () => {
    const { id } = await closed();
    await expect(fixture.testEnv.bus.ask(ResendCode, { organization, id })).resolves.toMatchObject({
      retry_after_seconds: expect.any(Number),
    });
    await takeTask(fixture.testEnv, StartChallenge);
    const verified = await fixture.testEnv.bus.ask(VerifyRequest, { organization, id, code: rightCode });
    expect(verified.status).toBe('pending');
    expect(await statusOf(id)).toEqual(['pending', null]);
    expect(await logOf(id)).toEqual(expect.arrayContaining(['denied', 'reopened', 'pending']));
    await takeTask(fixture.testEnv, SendNotice);
  });

  it('is open again when staff say so, and is reminded of from the start', async () => {
    const { id } = await closed();
    const reopen = () =>
      fixture.testEnv.bus.ask(ReopenRequest, { organization, id, reopened_by: 'cli_staff' });
    const reopened = await reopen();
    expect(reopened).toMatchObject({ status: 'identity_unverified', not_identified_at: null });
    const code = await takeTask(fixture.testEnv, StartChallengeInBulk);
    expect(code).toMatchObject({ about: id, by_client: true, message_kind: 'subject_identity_verification' });
    expect(await refusalOf(reopen())).toBe('reopening_refused');
    await day(id);
    expect((await takeTask(fixture.testEnv, StartChallengeInBulk)).message_kind).toBe(kind);
    expect(await logOf(id)).toContain('reopened');
  });

  it('stays closed for staff who review, resubmit or complete it', async () => {
    const { id } = await closed();
    const resubmit = { organization, id, resubmitted_by: 'cli_staff' };
    expect(await refusalOf(fixture.testEnv.bus.ask(ResubmitRequest, resubmit))).toBe('request_unproven');
    const complete = { organization, id };
    expect(await refusalOf(fixture.testEnv.bus.ask(CompleteRequest, complete))).toBe(
      'request_not_completable',
    );
    expect(await statusOf(id)).toEqual(['denied', 'not identified']);
  });

  it('is closed silently where the organization wants it so, and cannot be opened once its identity is erased', async () => {
    await fixture.settings({ ...steps, send_not_identified_notification: false });
    const id = await fixture.unverified();
    for (let reminder = 0; reminder < 2; reminder += 1) {
      await day(id);
      await takeTask(fixture.testEnv, StartChallengeInBulk);
    }
    await day(id);
    expect(await statusOf(id)).toEqual(['denied', 'not identified']);
    expect(await fixture.waitingChallenges()).toBe(0);
    await fixture.rows('update requests.requests set erased_at = now() where id = $1', [id]);
    const reopened_by = 'cli_staff';
    const reopening = fixture.testEnv.bus.ask(ReopenRequest, { organization, id, reopened_by });
    expect(await refusalOf(reopening)).toBe('reopening_refused');
    const code = { organization, id, code: rightCode };
    expect(await refusalOf(fixture.testEnv.bus.ask(VerifyRequest, code))).toBe('code_expired');
  });

  describe('and has done some of the steps', () => {
    const email = 'ana@example.com';
    beforeEach(async () => {
      await fixture.settings({ ...steps, active_channels: ['email', 'sms'] });
      await fixture.forgetLaws();
      // receipts of other tests
      for (let left = await fixture.waitingNotices(); left > 0; left -= 1)
        await takeTask(fixture.testEnv, SendNotice);
    });
    afterAll(() => fixture.forgetLaws());

    /** The address was proved first; both where there are two and both are wanted. */
    async function halfProved(level: 2 | 3, identity: Identity): Promise<string> {
      const rules = [{ action: 'access', law: null, level } as const];
      const settings = { is_enabled: true, rules, min_data_points: 3 };
      await fixture.testEnv.bus.ask(SaveAssuranceSettings, { organization, settings, changed_by: 'cli' });
      fixture.testEnv.clock.advance(1_000);
      const { id } = await fixture.created({ identity });
      for (const channel of level === 2 ? (['email'] as const) : (['email', 'sms'] as const)) {
        fixture.channel = channel;
        await fixture.testEnv.bus.ask(VerifyRequest, { organization, id, code: rightCode });
      }
      fixture.channel = 'email';
      for (let left = await fixture.waitingChallenges(); left > 0; left -= 1)
        await takeTask(fixture.testEnv, StartChallenge);
      expect(await statusOf(id)).toEqual(['identity_unverified', null]);
      return id;
    }

    /** What a notice says of the request, and to whom. */
    async function incomplete(): Promise<{ to: object; variables: Record<string, string> }> {
      const task = await takeTask(fixture.testEnv, SendNotice);
      expect(task.kind).toBe('privacy_request_incomplete');
      return openContent(fixture.testEnv, task);
    }

    it.each([
      ['gave one address only', { email }, false],
      ['gave one to which the code did not arrive', { email, phone_number: '+15551234567' }, true],
    ])('is told what is left at the address that is proved, where its person %s', async (_, given, fails) => {
      const id = await halfProved(2, given);
      if (fails) await undelivered(id);
      await day(id);
      const first = await incomplete();
      expect(first).toMatchObject({
        to: { email },
        variables: { other_steps: 'a code that we send to your phone' },
      });
      expect(first.to).not.toHaveProperty('phone_number');
      expect(first.variables).not.toHaveProperty('last_reminder');
      await day(id);
      expect((await incomplete()).variables).toMatchObject({
        last_reminder: 'yes',
        closes_on: expect.any(String),
      });
      await day(id);
      const notice = await takeTask(fixture.testEnv, StartChallengeInBulk);
      expect(notice).toMatchObject({ message_kind: 'privacy_request_not_identified', channel: 'email' });
      expect(await statusOf(id)).toEqual(['denied', 'not identified']);
      const reopened_by = 'cli_staff';
      await fixture.testEnv.bus.ask(ReopenRequest, { organization, id, reopened_by });
      expect(await statusOf(id)).toEqual(['identity_unverified', null]);
      for (let left = await fixture.waitingChallenges(); left > 0; left -= 1)
        await takeTask(fixture.testEnv, StartChallengeInBulk);
    });

    it('gets a link to the address that is left, or the declaration, which says until when', async () => {
      const both = { email, phone_number: '+15551234567' };
      const id = await halfProved(2, both);
      await day(id);
      expect(await takeTask(fixture.testEnv, StartChallengeInBulk)).toMatchObject({
        message_kind: kind,
        channel: 'sms',
      });
      const unsigned = await halfProved(3, both);
      await fixture.rows('update requests.requests set remind_at = null where id = $1', [id]);
      await day(unsigned);
      await takeTask(fixture.testEnv, StartChallengeInBulk);
      await day(unsigned);
      const declaration = await takeTask(fixture.testEnv, StartChallengeInBulk);
      expect(declaration).toMatchObject({ message_kind: 'privacy_request_declaration', channel: 'email' });
      expect(fixture.contentOf(declaration).variables).toMatchObject({ closes_on: expect.any(String) });
      await day(unsigned);
      const notice = await takeTask(fixture.testEnv, StartChallengeInBulk);
      expect(notice).toMatchObject({ message_kind: 'privacy_request_not_identified', channel: 'email' });
      expect(await statusOf(unsigned)).toEqual(['denied', 'not identified']);
      // its link proves nothing that is new, and opens the request again
      const verified_at = fixture.testEnv.clock.now().toISOString();
      const opened = {
        organization,
        about: notice.about,
        challenge_id: 'cha_1',
        channel: 'email',
        verified_at,
      } as const;
      await fixture.testEnv.bus.say(IdentityVerified, opened, { id: `verified-${unsigned}` });
      expect(await takeTask(fixture.testEnv, StartChallenge)).toMatchObject({
        message_kind: 'privacy_request_declaration',
      });
      expect(await statusOf(unsigned)).toEqual(['identity_unverified', null]);
      expect(await isOver(unsigned)).toBe(false);
    });

    it('is reminded of from the start once staff have asked for more', async () => {
      const id = await halfProved(2, { email, phone_number: '+15551234567' });
      fixture.channel = 'sms';
      await fixture.testEnv.bus.ask(VerifyRequest, { organization, id, code: rightCode });
      fixture.channel = 'email';
      await takeTask(fixture.testEnv, SendNotice);
      await fixture.rows('update requests.requests set remind_at = null where id = $1', [id]);
      const raised = { organization, id, level: 3, reason: 'harm', raised_by: 'cli_staff' } as const;
      await fixture.testEnv.bus.ask(RaiseAssurance, raised);
      await takeTask(fixture.testEnv, StartChallengeInBulk);
      await day(id);
      expect((await takeTask(fixture.testEnv, StartChallengeInBulk)).message_kind).toBe(
        'privacy_request_declaration',
      );
    });
  });

  it('stays open where it was reminded of once only, or was never closed so', async () => {
    await fixture.settings({ ...steps, verification_second_reminder_hours: null });
    const once = await fixture.unverified();
    await pass(once);
    await takeTask(fixture.testEnv, StartChallengeInBulk);
    expect(await statusOf(once)).toEqual(['identity_unverified', null]);
    const { id } = await fixture.created({}, 'cli_staff');
    expect(
      await refusalOf(fixture.testEnv.bus.ask(ReopenRequest, { organization, id, reopened_by: 'x' })),
    ).toBe('reopening_refused');
  });
});
