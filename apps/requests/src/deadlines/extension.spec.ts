import { randomUUID } from 'node:crypto';
import {
  dayMs,
  ExtendDeadline,
  MessagesSettled,
  ReadRequestDeadlines,
  ReadRequestLog,
  SendNotice,
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

const deadlinesOf = (id: string): Promise<RequestDeadlines> =>
  fixture.testEnv.bus.ask(ReadRequestDeadlines, { organization, id });

const extend = (id: string, changes: Partial<ExtendDeadlineRequest> = {}) =>
  fixture.testEnv.bus.ask(ExtendDeadline, { organization, id, reason, requested_by, ...changes });

async function made(changes: Partial<NewRequest> = {}): Promise<RequestDeadlines> {
  const { id } = await fixture.created({ location: 'US-CA', ...changes }, requested_by);
  return deadlinesOf(id);
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
  eventually(`the extension is ${state}`, async () => (await deadlinesOf(id)).extension?.state === state);

async function whyOf(answer: Promise<unknown>): Promise<unknown> {
  return answer.then(
    () => 'not refused',
    ({ code, facts }: { code: string; facts: { why: string } }) =>
      code === 'extension_refused' ? facts.why : code,
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
    const after = await deadlinesOf(before.id);
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
    expect((await deadlinesOf(id)).due_date).toBe(due);
    expect(await logOf(id)).toContain('extension_failed by system: expired');
    await extend(id);
    const second = await noticeTo();
    // the first one is history
    await settle(id, first.id);
    await settle(id, second.id);
    await until(id, 'sent');
    expect((await deadlinesOf(id)).due_date).toBe(extended_due);
    await settle(id, second.id, { state: 'failed' });
    await settle(id, second.id);
    expect((await deadlinesOf(id)).extension?.state).toBe('sent');
  });

  it('is granted when a notice turns out to be sent after all', async () => {
    const { id, extended_due } = await made();
    await extend(id);
    const notice = await noticeTo();
    await settle(id, notice.id, { state: 'unknown' });
    await until(id, 'failed');
    await settle(id, notice.id);
    await until(id, 'sent');
    expect((await deadlinesOf(id)).due_date).toBe(extended_due);
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
    expect((await deadlinesOf(id)).extension).toBeNull();
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
    expect((await deadlinesOf(last.id)).days_left).toBe(-1);
    fixture.testEnv.clock.advance(45 * dayMs);
  });
});
