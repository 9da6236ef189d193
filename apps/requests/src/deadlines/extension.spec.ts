import { randomUUID } from 'node:crypto';
import {
  AcknowledgeRequest,
  AskClarification,
  dayMs,
  ExtendDeadline,
  ListRequests,
  MessagesSettled,
  ReadRequestLog,
  RecordClarification,
  SendNotice,
  type AskClarificationRequest,
  type ExtendDeadlineRequest,
  type NewRequest,
  type RequestDeadlines,
  type SendMessageTask,
  type SettledMessage,
} from '@subjectline/contracts';
import { eventually, openContent, takeTask } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DsarFixture } from '../testing/dsar.fixture';
import { organization, refusalOf, type RequestsFixture } from '../testing/requests.fixture';

let dsar: DsarFixture;
let fixture: RequestsFixture;

beforeAll(async () => {
  dsar = await DsarFixture.start();
  fixture = dsar.base;
  await fixture.startReplica();
});
afterAll(() => dsar?.close());

const requested_by = 'cli_staff';
const reason = 'Archives have to be searched.';

const extend = (id: string, changes: Partial<ExtendDeadlineRequest> = {}) =>
  fixture.testEnv.bus.ask(ExtendDeadline, { organization, id, reason, requested_by, ...changes });

async function made(changes: Partial<NewRequest> = {}): Promise<RequestDeadlines> {
  const { id } = await fixture.created({ location: 'US-CA', ...changes }, requested_by);
  return fixture.deadlinesOf(id);
}

const noticeTo = (): Promise<SendMessageTask> => takeTask(fixture.testEnv, SendNotice);

async function settle(id: string, message_id: string, changes: Partial<SettledMessage> = {}): Promise<void> {
  const message: SettledMessage = {
    organization,
    message_id,
    kind: 'privacy_request_extension',
    about: id,
    state: 'sent',
    reason: null,
    settled_at: fixture.testEnv.clock.now().toISOString(),
    ...changes,
  };
  await fixture.testEnv.bus.say(MessagesSettled, { messages: [message] }, { id: randomUUID() });
}

async function logOf(id: string): Promise<string[]> {
  const { entries } = await fixture.testEnv.bus.ask(ReadRequestLog, { organization, id });
  return entries.map(({ what, by, detail }) => `${what} by ${by}${detail ? `: ${detail}` : ''}`);
}

const until = (id: string, state: string) =>
  eventually(
    `the extension is ${state}`,
    async () => (await fixture.deadlinesOf(id)).extension?.state === state,
  );

async function whyOf(answer: Promise<unknown>): Promise<unknown> {
  return answer.then(
    () => 'not refused',
    ({ code, facts }: { code: string; facts: { why: string } }) =>
      code.endsWith('_refused') ? facts.why : code,
  );
}

describe('an extension', () => {
  it('sends its notice, and moves the date once that has been sent', async () => {
    const before = await made({ identity: { email: 'ada@example.com' } });
    const asked = await extend(before.id);
    const notice = await noticeTo();
    const pending = { state: 'pending', requested_by, message_id: notice.id, notified_at: null };
    expect(asked).toMatchObject({ due_date: before.due, extension: pending });
    expect(notice).toMatchObject({
      kind: 'privacy_request_extension',
      about: before.id,
      expires_at: before.due,
    });
    const { to, variables } = openContent(fixture.testEnv, notice);
    expect(to).toEqual({ email: 'ada@example.com' });
    expect(variables).toMatchObject({
      extension_reason: reason,
      due_date: before.extended_due?.slice(0, 10),
      user_right_label: 'I want to access my data',
      received_on: before.received_at,
    });
    await settle(before.id, notice.id);
    await until(before.id, 'sent');
    const after = await fixture.deadlinesOf(before.id);
    expect(after).toMatchObject({ due: before.due, due_date: before.extended_due });
    expect(after.days_left).toBe(before.days_left + 45);
    expect(await logOf(before.id)).toEqual(
      expect.arrayContaining(['extension_requested by cli_staff', 'extended by system']),
    );
    const stored = await fixture.rows<{ row: string }>(
      'select to_jsonb(requests)::text as row from requests.requests where id = $1',
      [before.id],
    );
    expect(stored[0]?.row).not.toContain(reason);
  });

  it('moves no date while its notice has not been sent, and can be asked for again once that has failed', async () => {
    const { id, due, extended_due } = await made();
    await extend(id);
    const first = await noticeTo();
    await settle(id, `msg_${randomUUID()}`);
    await settle(id, first.id, { state: 'expired', reason: null });
    await until(id, 'failed');
    expect((await fixture.deadlinesOf(id)).due_date).toBe(due);
    expect(await logOf(id)).toContain('extension_failed by system: expired');
    await extend(id);
    const second = await noticeTo();
    // the first one is history
    await settle(id, first.id);
    await settle(id, second.id);
    await until(id, 'sent');
    expect((await fixture.deadlinesOf(id)).due_date).toBe(extended_due);
    await settle(id, second.id, { state: 'failed' });
    await settle(id, second.id);
    expect((await fixture.deadlinesOf(id)).extension?.state).toBe('sent');
  });

  it('is granted when a notice turns out to be sent after all', async () => {
    const { id, extended_due } = await made();
    await extend(id);
    const notice = await noticeTo();
    await settle(id, notice.id, { state: 'unknown' });
    await until(id, 'failed');
    await settle(id, notice.id);
    await until(id, 'sent');
    expect((await fixture.deadlinesOf(id)).due_date).toBe(extended_due);
  });

  it('sends nothing to a person who was told otherwise', async () => {
    const { id, extended_due } = await made({ identity: { external_id: 'crm-1' } });
    expect(await whyOf(extend(id))).toContain('there is no address');
    const told = await extend(id, { told_otherwise: true });
    expect(told).toMatchObject({ due_date: extended_due, extension: { state: 'sent', message_id: null } });
    expect(await fixture.waitingNotices()).toBe(0);
  });

  it('goes to no address that is not verified', async () => {
    const id = await fixture.unverified({ location: 'US-CA' });
    expect(await whyOf(extend(id))).toContain('no address is verified yet');
    expect((await fixture.deadlinesOf(id)).extension).toBeNull();
    expect(await fixture.waitingNotices()).toBe(0);
  });

  it('of a request of Didomi’s API is told in the same words', async () => {
    const id = await dsar.created({ source: { type: 'DSAR', country: 'DE' }, locale: 'de' });
    await extend(id);
    const { variables } = openContent(fixture.testEnv, await noticeTo());
    expect(variables).toMatchObject({
      user_right_label: 'Ich möchte meine Daten löschen lassen',
      extension_reason: reason,
    });
  });

  it('is asked for once, also by ten at the same moment', async () => {
    const { id } = await made();
    const answers = await Promise.all(Array.from({ length: 10 }, () => whyOf(extend(id))));
    expect(answers.filter((answer) => answer === 'not refused')).toHaveLength(1);
    expect(new Set(answers)).toEqual(new Set(['not refused', 'the notice of its extension is under way']));
    const { id: message_id } = await noticeTo();
    expect(await fixture.waitingNotices()).toBe(0);
    await settle(id, message_id);
    await until(id, 'sent');
    expect(await whyOf(extend(id))).toBe('it was extended already');
  });

  it('is refused where the law gives none, or none is known', async () => {
    const optOut = await made({ policy_key: 'default_consent_policy' });
    expect(await whyOf(extend(optOut.id))).toBe('us_ca gives no extension');
    const unknown = await fixture.created({}, requested_by);
    expect(await whyOf(extend(unknown.id))).toBe('no law of the request is known');
    expect(await refusalOf(extend('pri_none'))).toBe('request_unknown');
    expect(await refusalOf(extend(optOut.id, { reason: ' ' }))).toBe('invalid');
    await fixture.rows('update requests.requests set clock = null where id = $1', [unknown.id]);
    expect(await refusalOf(extend(unknown.id))).toBe('deadlines_unknown');
  });

  it('is refused for a closed request', async () => {
    const { id } = await made();
    await dsar.change(id, { status: 'refused', notify: false });
    expect(await whyOf(extend(id))).toBe('the request is closed');
  });

  it('is refused once the time to tell the person is over, to the last second', async () => {
    const { id, due } = await made();
    fixture.testEnv.clock.advance(Date.parse(due) - fixture.testEnv.clock.nowMs());
    const last = await made();
    expect(Date.parse(last.due)).toBeGreaterThan(Date.parse(due));
    await extend(id, { told_otherwise: true });
    fixture.testEnv.clock.advance(Date.parse(last.due) - fixture.testEnv.clock.nowMs() + 1);
    expect(await whyOf(extend(last.id, { told_otherwise: true }))).toBe(
      `the person had to be told until ${last.due}`,
    );
    expect((await fixture.deadlinesOf(last.id)).days_left).toBe(-1);
    fixture.testEnv.clock.advance(45 * dayMs);
  });
});

describe('a question to the person', () => {
  const question = 'Which of your two accounts do you mean?';
  const kind = 'privacy_request_clarification';
  const ask = (id: string, changes: Partial<AskClarificationRequest> = {}) =>
    fixture.testEnv.bus.ask(AskClarification, { organization, id, question, requested_by, ...changes });
  const answer = (id: string, answered_at: string | null = null) =>
    fixture.testEnv.bus.ask(RecordClarification, { organization, id, answered_at, recorded_by: 'cli_staff' });
  const becomes = (id: string, state: string) =>
    eventually(
      `the question is ${state}`,
      async () => (await fixture.deadlinesOf(id)).clarification?.state === state,
    );
  const warnAt = async (id: string) => {
    const rows = await fixture.rows<{ warn_at: Date | null }>(
      'select warn_at from requests.requests where id = $1',
      [id],
    );
    return rows[0]?.warn_at ?? null;
  };
  const isListedAsOverdue = async (id: string) => {
    const search = { organization, filter: { ids: [id], is_overdue: true }, page: 1, size: 10 };
    return (await fixture.testEnv.bus.ask(ListRequests, search)).items.length === 1;
  };

  it('stops the clock where the law says so, from when it was sent until it is answered', async () => {
    const before = await made({ location: 'GB', identity: { email: 'ada@example.com' } });
    const asked = await ask(before.id);
    expect(asked).toMatchObject({ clarification: { state: 'pending', stops_clock: true }, paused_at: null });
    const notice = await noticeTo();
    expect(notice).toMatchObject({ kind, about: before.id });
    expect(openContent(fixture.testEnv, notice)).toMatchObject({
      to: { email: 'ada@example.com' },
      variables: { question, clock_stops: 'yes', user_right_label: 'I want to access my data' },
    });
    expect(await whyOf(ask(before.id))).toBe('a question is under way already');
    await settle(before.id, notice.id, { kind });
    await becomes(before.id, 'asked');
    const paused = await fixture.deadlinesOf(before.id);
    expect(paused).toMatchObject({ due_date: before.due_date, days_left: before.days_left });
    expect(paused.paused_at).not.toBeNull();
    expect(await warnAt(before.id)).toBeNull();
    fixture.testEnv.clock.advance(100 * dayMs);
    expect((await fixture.deadlinesOf(before.id)).days_left).toBe(before.days_left);
    expect(await isListedAsOverdue(before.id)).toBe(false);
    const answered = await answer(before.id);
    expect(answered).toMatchObject({ clarification: { state: 'answered' }, paused_at: null });
    expect(answered.pauses).toEqual([expect.objectContaining({ reason: 'clarification' })]);
    // the roll may add a weekend
    expect(Math.abs(answered.days_left - before.days_left)).toBeLessThanOrEqual(3);
    expect(await warnAt(before.id)).not.toBeNull();
    expect(await answer(before.id)).toEqual(answered);
    const stored = await fixture.rows<{ row: string }>(
      'select to_jsonb(requests)::text as row from requests.requests where id = $1',
      [before.id],
    );
    expect(stored[0]?.row).not.toContain(question);
    expect(await logOf(before.id)).toEqual(
      expect.arrayContaining([
        'clarification_requested by cli_staff',
        'clarification_asked by system',
        'clarification_answered by cli_staff',
      ]),
    );
  });

  it('moves nothing elsewhere, or while it was not sent, and can be asked again then', async () => {
    const { id, due } = await made();
    await ask(id);
    const first = await noticeTo();
    expect(openContent(fixture.testEnv, first).variables).not.toHaveProperty('clock_stops');
    await settle(id, first.id, { kind, state: 'failed' });
    await becomes(id, 'failed');
    await ask(id, { told_otherwise: true });
    expect(await fixture.deadlinesOf(id)).toMatchObject({
      paused_at: null,
      clarification: { state: 'asked' },
    });
    expect(await whyOf(ask(id))).toBe('a question waits for its answer: record that first');
    expect(await answer(id)).toMatchObject({ due, pauses: [] });
    expect(await fixture.waitingNotices()).toBe(0);
  });

  it('is refused for a closed request, an address that is not verified, and an answer to nothing', async () => {
    const { id } = await made();
    expect(await whyOf(answer(id))).toBe('nothing was asked');
    await dsar.change(id, { status: 'refused', notify: false });
    expect(await whyOf(ask(id))).toBe('the request is closed');
    const unverified = await fixture.unverified({ location: 'GB' });
    expect(await whyOf(ask(unverified))).toContain('no address is verified yet');
    await ask(unverified, { told_otherwise: true });
    const tomorrow = new Date(fixture.testEnv.clock.nowMs() + dayMs).toISOString();
    expect(await refusalOf(answer(unverified, tomorrow))).toBe('invalid');
    expect(await refusalOf(ask('pri_none'))).toBe('request_unknown');
  });
});

describe('the receipt of a request, where the law wants it', () => {
  const kind = 'privacy_request_receipt';
  const acknowledge = (id: string, told_otherwise = false) =>
    fixture.testEnv.bus.ask(AcknowledgeRequest, { organization, id, told_otherwise, requested_by });
  const stateOf = async (id: string) => (await fixture.deadlinesOf(id)).acknowledgement?.state ?? null;
  const missed = () => fixture.metrics.read();
  const gauge = 'subjectline_requests_unacknowledged{law="us_ca"}';

  /** Until all that was due at this moment is told of. */
  async function passAckDate(ids: readonly string[]): Promise<void> {
    fixture.testEnv.clock.advance(20 * dayMs);
    await eventually('all are told of', async () => {
      fixture.testEnv.clock.advance(60_000);
      const waiting = 'select 1 from requests.requests where id = any($1) and ack_due_at < $2';
      return (await fixture.rows(waiting, [ids, fixture.testEnv.clock.now()])).length === 0;
    });
  }

  it('is confirmed by the message, once that was sent', async () => {
    const { id, ack_due } = await made();
    expect(ack_due).not.toBeNull();
    const message_id = `msg_${randomUUID()}`;
    await settle(id, message_id, { kind });
    await eventually('it is confirmed', async () => (await stateOf(id)) === 'sent');
    expect((await fixture.deadlinesOf(id)).acknowledgement).toMatchObject({
      requested_by: 'system',
      message_id,
    });
    expect(await logOf(id)).toContain('acknowledged by system');
    await passAckDate([id]);
    expect(await logOf(id)).not.toContain('unacknowledged by system');
  });

  it('is sent by staff, once', async () => {
    const { id } = await made({ identity: { email: 'ada@example.com' } });
    expect((await acknowledge(id)).acknowledgement).toMatchObject({ state: 'pending', requested_by });
    const first = await noticeTo();
    expect(first).toMatchObject({ kind, about: id });
    expect(openContent(fixture.testEnv, first).variables).toMatchObject({ due_date: expect.any(String) });
    expect((await acknowledge(id)).acknowledgement?.state).toBe('pending');
    await settle(id, first.id, { kind, state: 'failed' });
    await eventually('it has failed', async () => (await stateOf(id)) === 'failed');
    await acknowledge(id);
    const second = await noticeTo();
    await settle(id, second.id, { kind });
    await eventually('it is confirmed', async () => (await stateOf(id)) === 'sent');
    expect((await fixture.deadlinesOf(id)).acknowledgement).toMatchObject({
      requested_by,
      message_id: second.id,
    });
    await acknowledge(id);
    expect(await fixture.waitingNotices()).toBe(0);
  });

  it('is told of and counted when it is not confirmed in time, and no more once it is', async () => {
    const [late, decided, elsewhere] = await Promise.all([made(), made(), made({ location: 'US-TX' })]);
    await dsar.change(decided.id, { status: 'refused', notify: false });
    await passAckDate([late.id, decided.id, elsewhere.id]);
    expect(await logOf(late.id)).toContain('unacknowledged by system');
    expect(await logOf(decided.id)).not.toContain('unacknowledged by system');
    expect(elsewhere.ack_due).toBeNull();
    const rows = await fixture.rows('select 1 from requests.requests where ack_missed_at is not null');
    expect(rows.length).toBeGreaterThan(0);
    expect(await missed()).toContain(gauge);
    expect(await acknowledge(late.id, true)).toMatchObject({
      acknowledgement: { state: 'sent', message_id: null },
    });
    const left = await fixture.rows(
      'select 1 from requests.requests where ack_missed_at is not null and id = $1',
      [late.id],
    );
    expect(left).toEqual([]);
  });

  it('is refused to an address that is not verified, and for a closed request', async () => {
    expect(await whyOf(acknowledge(await fixture.unverified({ location: 'US-CA' })))).toContain(
      'no address is verified yet',
    );
    const { id } = await made();
    await dsar.change(id, { status: 'refused', notify: false });
    expect(await whyOf(acknowledge(id))).toBe('the request is closed');
  });
});
