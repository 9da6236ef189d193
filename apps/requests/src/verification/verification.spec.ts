import {
  AppError,
  CodeExhausted,
  IdentityVerified,
  ReadRequest,
  ReadRequestLog,
  ResendCode,
  ReviewRequests,
  SendCode,
  SendNotice,
  SendSuppressed,
  StartChallenge,
  VerifyRequest,
} from '@subjectline/contracts';
import { eventually, openContent, takeTask } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organization, refusalOf, RequestsFixture, rightCode } from '../testing/requests.fixture';

let fixture: RequestsFixture;

beforeAll(async () => {
  fixture = await RequestsFixture.start();
});
beforeEach(async () => {
  fixture.refuseCode = ({ code, about }) =>
    code === rightCode ? null : new AppError('code_incorrect', { id: about });
  fixture.channel = 'email';
  await fixture.settings({});
});
afterAll(() => fixture?.close());

const secondMs = 1_000;
const dayMs = 24 * 3_600_000;
const resend = (id: string) => fixture.testEnv.bus.ask(ResendCode, { organization, id });
const verify = (id: string, code = rightCode) =>
  fixture.testEnv.bus.ask(VerifyRequest, { organization, id, code });
const logOf = async (id: string) => {
  const { entries } = await fixture.testEnv.bus.ask(ReadRequestLog, { organization, id });
  return entries.map(({ what, by, detail }) => [what, by, detail]);
};

describe('another code', () => {
  it('goes out after 30, 60 and 120 seconds, then every five minutes, and never sooner', async () => {
    const id = await fixture.unverified();
    for (const gap of [30, 60, 120, 300, 300]) {
      expect(await resend(id)).toEqual({ retry_after_seconds: gap });
      fixture.testEnv.clock.advance(gap * secondMs - 1);
      expect(await resend(id)).toEqual({ retry_after_seconds: 1 });
      expect(await fixture.waitingChallenges()).toBe(0);
      fixture.testEnv.clock.advance(1);
      await resend(id);
      expect(await takeTask(fixture.testEnv, StartChallenge)).toMatchObject({ about: id, channel: 'email' });
    }
  });

  it('goes out once when ten ask at once, and all ten are answered alike', async () => {
    const id = await fixture.unverified();
    fixture.testEnv.clock.advance(30 * secondMs);
    const answers = await Promise.all(Array.from({ length: 10 }, () => resend(id)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer)))).toEqual(
      new Set(['{"retry_after_seconds":60}']),
    );
    await takeTask(fixture.testEnv, StartChallenge);
    expect(await fixture.waitingChallenges()).toBe(0);
  });

  it('is taken from its caller’s budget once when ten ask at once', async () => {
    const client_digest = fixture.testEnv.keys.digest('client', '192.0.2.9');
    const takings: (string | undefined)[] = [];
    fixture.takeSends = ({ take_id }) => {
      takings.push(take_id);
      return { refused: [] };
    };
    const ask = () => fixture.testEnv.bus.ask(ResendCode, { organization, id, client_digest });
    const id = await fixture.unverified();
    for (let round = 0; round < 2; round += 1) {
      fixture.testEnv.clock.advance(60 * secondMs);
      await Promise.all(Array.from({ length: 10 }, ask));
      await takeTask(fixture.testEnv, StartChallenge);
    }
    fixture.takeSends = () => ({ refused: [] });
    // identity counts those of one name once
    expect([...new Set(takings)]).toEqual([`${id} 1`, `${id} 2`]);
    expect(await fixture.waitingChallenges()).toBe(0);
  });

  it('takes up what has lapsed, for a week and no longer', async () => {
    const id = await fixture.unverified();
    fixture.testEnv.clock.advance(7 * dayMs - 1);
    await resend(id);
    await takeTask(fixture.testEnv, StartChallenge);
    fixture.testEnv.clock.advance(1);
    expect(await refusalOf(resend(id))).toBe('code_expired');
    expect(await fixture.waitingChallenges()).toBe(0);
  });

  it('is for requests that wait for one', async () => {
    expect(await refusalOf(resend('pri_x'))).toBe('request_unknown');
    const verified = await fixture.verified();
    expect(await refusalOf(resend(verified))).toBe('request_not_awaiting_code');
    const canceled = await fixture.unverified();
    await fixture.testEnv.bus.ask(ReviewRequests, {
      organization,
      ids: [canceled],
      decision: 'cancel',
      reason: null,
      reviewed_by: 'cli_staff',
    });
    expect(await refusalOf(resend(canceled))).toBe('request_not_awaiting_code');
    expect(await refusalOf(verify(canceled))).toBe('request_not_awaiting_code');
    const elsewhere = await fixture.unverified();
    expect(
      await refusalOf(fixture.testEnv.bus.ask(ResendCode, { organization: 'other', id: elsewhere })),
    ).not.toBe('not refused');
  });

  it('carries on where it came from, and no other person’s address', async () => {
    await fixture.settings({ active_channels: ['sms'] });
    const identity = { email: 'ana@example.com', phone_number: '+15551234567' };
    const { id } = await fixture.created({ identity });
    const task = await takeTask(fixture.testEnv, StartChallenge);
    expect([task.channel, fixture.addressIn(task)]).toEqual(['sms', { phone_number: '+15551234567' }]);
    fixture.testEnv.clock.advance(30 * secondMs);
    const client_digest = fixture.testEnv.keys.digest('client', '192.0.2.1');
    await fixture.settings({ active_channels: ['email'] });
    await fixture.testEnv.bus.ask(ResendCode, { organization, id, client_digest });
    const again = await takeTask(fixture.testEnv, StartChallenge);
    expect([again.channel, again.client_digest]).toEqual(['email', client_digest]);
    expect(fixture.addressIn(again)).toEqual({ email: 'ana@example.com' });
  });

  it('that cannot be sent is answered like one that can, and staff sees it', async () => {
    const id = await fixture.unverified();
    fixture.testEnv.clock.advance(30 * secondMs);
    await fixture.settings({ active_channels: [] });
    expect(await resend(id)).toEqual({ retry_after_seconds: 60 });
    expect(await fixture.waitingChallenges()).toBe(0);
    expect(await logOf(id)).toContainEqual(['code_unsendable', 'person', null]);
    expect(await takeTask(fixture.testEnv, SendCode)).toMatchObject({
      kind: 'subject_identity_verification',
      about: id,
      skip_reason: 'no_provider',
    });
  });
});

describe('a code that identity suppressed', () => {
  it('is written into the log of its request', async () => {
    const id = await fixture.unverified();
    const event = {
      organization,
      about: id,
      challenge_id: 'cha_1',
      budget: 'identifier',
      suppressed_at: fixture.testEnv.clock.now().toISOString(),
    } as const;
    await fixture.testEnv.bus.say(SendSuppressed, event, { id: `suppressed-${id}` });
    await eventually('it is there', async () => {
      const log = await logOf(id);
      return log.some(([what]) => what === 'code_suppressed');
    });
    expect(await logOf(id)).toEqual([
      ['created', 'person', null],
      ['code_suppressed', 'identity', 'budget per identifier'],
    ]);
  });
});

describe('a code whose tries are used up', () => {
  it('is written into the log of its request', async () => {
    const id = await fixture.unverified();
    const exhausted_at = fixture.testEnv.clock.now().toISOString();
    const event = { organization, about: id, challenge_id: 'cha_1', exhausted_at };
    await fixture.testEnv.bus.say(CodeExhausted, event, { id: `exhausted-${id}` });
    await eventually('it is there', async () => (await logOf(id)).length === 2);
    expect(await logOf(id)).toEqual([
      ['created', 'person', null],
      ['code_exhausted', 'identity', 'every try was wrong'],
    ]);
  });
});

describe('a verified address', () => {
  it('gets all that follows, and the other one nothing', async () => {
    fixture.channel = 'sms';
    const identity = { email: 'other-person@example.com', phone_number: '+15551234567' };
    await fixture.settings({ active_channels: ['sms', 'email'] });
    const id = await fixture.unverified({ identity });
    await verify(id);
    const notice = await takeTask(fixture.testEnv, SendNotice);
    expect(openContent(fixture.testEnv, notice).to).toEqual({ phone_number: '+15551234567' });
  });

  it('is the one that the event names, when we died before the answer', async () => {
    const identity = { email: 'ana@example.com', phone_number: '+15551234567' };
    const id = await fixture.unverified({ identity });
    const verified_at = fixture.testEnv.clock.now().toISOString();
    const event = { organization, about: id, challenge_id: 'cha_1', channel: 'email', verified_at } as const;
    await fixture.testEnv.bus.say(IdentityVerified, event, { id: `verified-${id}` });
    const notice = await takeTask(fixture.testEnv, SendNotice);
    expect(openContent(fixture.testEnv, notice).to).toEqual({ email: 'ana@example.com' });
  });

  it('is answered with `pending`, even when the request has gone on before the answer', async () => {
    await fixture.settings({ require_manual_request_approval: false });
    const id = await fixture.unverified();
    fixture.beforeAnswer = async () => {
      const verified_at = fixture.testEnv.clock.now().toISOString();
      const event = {
        organization,
        about: id,
        challenge_id: 'cha_1',
        channel: 'email',
        verified_at,
      } as const;
      await fixture.testEnv.bus.say(IdentityVerified, event, { id: `verified-${id}` });
      await eventually('it is approved', async () => {
        return (await fixture.testEnv.bus.ask(ReadRequest, { organization, id })).status === 'approved';
      });
    };
    const verified = await fixture.testEnv.bus.ask(VerifyRequest, { organization, id, code: rightCode });
    expect(verified).toMatchObject({ status: 'pending', reviewed_at: null, started_processing_at: null });
    fixture.beforeAnswer = async () => {};
    await fixture.settings({});
    await takeTask(fixture.testEnv, SendNotice);
  });

  it('is written to as it was typed, with its domain in lower case', async () => {
    await fixture.created({ identity: { email: 'Ana.B@EXAMPLE.com' } });
    const task = await takeTask(fixture.testEnv, StartChallenge);
    expect(fixture.addressIn(task)).toEqual({ email: 'Ana.B@example.com' });
  });
});
