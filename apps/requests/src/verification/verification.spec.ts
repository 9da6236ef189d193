import {
  AppError,
  CodeExhausted,
  CorrectAddress,
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
  type MessageRecord,
  type PersonIdentity,
} from '@subjectline/contracts';
import { eventually, openContent, takeTask } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  bouncedCode,
  organization,
  refusalOf,
  RequestsFixture,
  rightCode,
} from '../testing/requests.fixture';

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

  it('is taken from its caller’s limit once when ten ask at once', async () => {
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
      ['code_suppressed', 'identity', 'limit per identifier'],
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

describe('a corrected address', () => {
  const old = { email: 'ana@exmaple.example.com' };
  const right = { email: 'ana@right.example.com' };
  const phone = { phone_number: '+15551234567' };
  const correct = (id: string, to: PersonIdentity) =>
    fixture.testEnv.bus.ask(CorrectAddress, { organization, id, ...to });
  const whyNot = (answer: Promise<unknown>): Promise<unknown> =>
    answer.then(
      () => 'not refused',
      (error: unknown) => (error instanceof AppError ? (error.facts.why ?? error.code) : String(error)),
    );
  const statusOf = async (id: string) =>
    (await fixture.testEnv.bus.ask(ReadRequest, { organization, id })).status;
  const identityOf = async (id: string) => {
    const [row] = await fixture.rows<{ sealed_identity: string }>(
      'select sealed_identity from requests.requests where id = $1',
      [id],
    );
    return fixture.testEnv.keys.openJson(
      row?.sealed_identity ?? '',
      `request-identity:${organization}:${id}`,
    );
  };
  const saysVerified = (about: string) => {
    const verified_at = fixture.testEnv.clock.now().toISOString();
    const event = { organization, about, challenge_id: 'cha_1', channel: 'email', verified_at } as const;
    return fixture.testEnv.bus.say(IdentityVerified, event, { id: `verified-${about}` });
  };
  /** A request whose code bounced, and was not followed by another. */
  const failed = async (identity: PersonIdentity = old) => {
    const id = await fixture.unverified({ identity });
    const messages = [bouncedCode()];
    fixture.messagesAbout = (about) => (about === id ? messages : []);
    return id;
  };
  const corrected = async (to: PersonIdentity = right) => {
    const id = await failed();
    await correct(id, to);
    await takeTask(fixture.testEnv, StartChallenge);
    return id;
  };

  it('gets a code, and stands in place of the old one wherever the request is looked at', async () => {
    const id = await failed({ ...old, external_id: 'customer-7' });
    expect(await correct(id, right)).toEqual({ retry_after_seconds: 60 });
    const task = await takeTask(fixture.testEnv, StartChallenge);
    expect(task).toMatchObject({ about: `${id}.v1`, message_about: id, channel: 'email' });
    expect(fixture.addressIn(task)).toEqual(right);
    expect(await identityOf(id)).toEqual({ ...right, external_id: 'customer-7' });
    const log = await logOf(id);
    expect(log).toContainEqual(['address_corrected', 'person', 'email']);
    expect(JSON.stringify(log)).not.toContain('example.com');
    const asked: string[] = [];
    fixture.refuseCode = ({ about }) => {
      asked.push(about);
      return null;
    };
    expect(await verify(id)).toMatchObject({ status: 'pending' });
    expect(asked).toEqual([`${id}.v1`]);
    const notice = await takeTask(fixture.testEnv, SendNotice);
    expect(openContent(fixture.testEnv, notice).to).toEqual(right);
    const digests = (identity: PersonIdentity) =>
      Object.entries(identity).map(([name, value]) =>
        fixture.testEnv.keys.digest('person', organization, name, String(value)),
      );
    const found = (identity: PersonIdentity) =>
      fixture.rows('select 1 from requests.requests where id = $1 and identity_digests @> $2', [
        id,
        digests(identity),
      ]);
    expect([await found(right), await found(old)]).toEqual([[expect.anything()], []]);
  });

  it('can be of the other kind, and the one that failed is gone', async () => {
    await fixture.settings({ active_channels: ['email', 'sms'] });
    const id = await failed();
    await correct(id, phone);
    const task = await takeTask(fixture.testEnv, StartChallenge);
    expect([task.channel, fixture.addressIn(task)]).toEqual(['sms', phone]);
    expect(await identityOf(id)).toEqual(phone);
  });

  it('is not proved by what was sent to the old one, nor canceled by its owner', async () => {
    const id = await corrected();
    await saysVerified(id);
    const other = await corrected();
    await saysVerified(`${other}.v1`);
    await eventually(
      'the event of the right address is heard',
      async () => (await statusOf(other)) === 'pending',
    );
    await takeTask(fixture.testEnv, SendNotice);
    expect(await statusOf(id)).toBe('identity_unverified');
    fixture.refuseCode = ({ about }) => (about === id ? null : new AppError('code_incorrect', { id: about }));
    expect(await refusalOf(verify(id))).toBe('code_incorrect');
  });

  it('is not proved by what was sent to the old one once the request is closed as not identified', async () => {
    const closed = await corrected();
    await fixture.rows(
      `update requests.requests set status = 'denied', not_identified_at = now() where id = $1`,
      [closed],
    );
    await saysVerified(closed);
    const other = await corrected();
    await saysVerified(`${other}.v1`);
    await eventually('the later event is heard', async () => (await statusOf(other)) === 'pending');
    await takeTask(fixture.testEnv, SendNotice);
    expect(await statusOf(closed)).toBe('denied');
    await saysVerified(`${closed}.v1`);
    await eventually('the right address opens it', async () => (await statusOf(closed)) === 'pending');
    await takeTask(fixture.testEnv, SendNotice);
  });

  it('is not proved by a right code for the old one that comes at the same moment', async () => {
    const id = await failed();
    fixture.beforeAnswer = async () => void (await correct(id, right));
    expect(await refusalOf(verify(id))).toBe('code_expired');
    fixture.beforeAnswer = async () => {};
    expect([await statusOf(id), await identityOf(id)]).toEqual(['identity_unverified', right]);
    await takeTask(fixture.testEnv, StartChallenge);
  });

  it('comes too late after a right code', async () => {
    const id = await failed();
    await verify(id);
    await takeTask(fixture.testEnv, SendNotice);
    expect(await refusalOf(correct(id, right))).toBe('request_not_awaiting_code');
    expect(await identityOf(id)).toEqual(old);
  });

  it('is one when ten come at once', async () => {
    const id = await failed();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, place) =>
        whyNot(correct(id, { email: `ana${place}@right.example.com` })),
      ),
    );
    const no = 'no code to it is reported as undelivered';
    expect(answers.filter((one) => one === 'not refused')).toHaveLength(1);
    expect(answers.filter((one) => one === no)).toHaveLength(9);
    await takeTask(fixture.testEnv, StartChallenge);
    expect(await fixture.waitingChallenges()).toBe(0);
  });

  it('gives no right to another by a late report about the old one, but by one about its own code', async () => {
    const id = await failed();
    const [first = bouncedCode()] = fixture.messagesAbout(id);
    const earlier = bouncedCode();
    fixture.messagesAbout = () => [first, earlier];
    await correct(id, right);
    expect(await whyNot(correct(id, right))).toContain('reported as undelivered');
    fixture.messagesAbout = () => [bouncedCode({ delivery: null }), first, earlier];
    expect(await whyNot(correct(id, right))).toContain('reported as undelivered');
    for (let left = 2; left > 0; left -= 1) {
      const failures = [bouncedCode(), first, earlier];
      fixture.messagesAbout = () => failures;
      await correct(id, right);
    }
    fixture.messagesAbout = () => [bouncedCode(), first, earlier];
    expect(await whyNot(correct(id, right))).toContain('corrected 3 times');
    for (const about of ['v1', 'v2', 'v3'])
      expect(await takeTask(fixture.testEnv, StartChallenge)).toMatchObject({ about: `${id}.${about}` });
  });

  it.each<[string, Partial<MessageRecord>]>([
    ['is on its way', { delivery: null }],
    ['is delayed', { state: 'queued', reason: 'unavailable', delivery: null }],
    ['was suppressed by a limit', { state: 'skipped', reason: 'address_limit', delivery: null }],
    ['was canceled by staff', { state: 'canceled', delivery: null }],
    ['is no code', { kind: 'privacy_request_receipt' }],
  ])('is refused where the last message %s', async (_what, changes) => {
    const id = await failed();
    fixture.messagesAbout = () => [bouncedCode(changes)];
    expect(await whyNot(correct(id, right))).toBe('no code to it is reported as undelivered');
    expect(await fixture.waitingChallenges()).toBe(0);
  });

  it.each<[string, Partial<MessageRecord>]>([
    ['was suppressed', { state: 'skipped', reason: 'recipient_suppressed', delivery: null }],
    [
      'was refused',
      { state: 'failed', reason: 'refused', provider_reason: 'recipient_invalid', delivery: null },
    ],
  ])('is taken where the last code %s', async (_what, changes) => {
    const id = await failed();
    fixture.messagesAbout = () => [bouncedCode(changes)];
    await correct(id, right);
    expect(await takeTask(fixture.testEnv, StartChallenge)).toMatchObject({ about: `${id}.v1` });
  });

  it('is refused where no code can go, where nothing waits for it, and by an exceeded limit of the caller', async () => {
    const id = await failed();
    expect(await refusalOf(correct(id, {}))).toBe('invalid');
    expect(await refusalOf(correct(id, { ...right, ...phone }))).toBe('invalid');
    expect(await refusalOf(correct('pri_x', right))).toBe('request_unknown');
    expect(await whyNot(correct(id, phone))).toBe('no_address_for_channel');
    await fixture.settings({ active_channels: ['email', 'sms'], sms_countries: ['FR'] });
    expect(await whyNot(correct(id, phone))).toBe('country_disabled');
    fixture.takeSends = () => ({ refused: [{ index: 0, retry_after_seconds: 60 }] });
    const client_digest = fixture.testEnv.keys.digest('client', '192.0.2.9');
    const limited = fixture.testEnv.bus.ask(CorrectAddress, { organization, id, ...right, client_digest });
    expect(await refusalOf(limited)).toBe('too_many_requests');
    fixture.takeSends = () => ({ refused: [] });
    fixture.testEnv.clock.advance(7 * dayMs);
    expect(await refusalOf(correct(id, right))).toBe('code_expired');
    expect(await fixture.waitingChallenges()).toBe(0);
  });
});
