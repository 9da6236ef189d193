import { decode } from '@subjectline/bus';
import {
  check,
  dayMs,
  DeadlineReached,
  ExtendDeadline,
  ReadRequestLog,
  SaveRequestAlert,
  SendNotice,
  type NewRequest,
} from '@subjectline/contracts';
import { eventually, openContent, takeTask } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DsarFixture } from '../../testing/dsar.fixture';
import { organization, type RequestsFixture } from '../../testing/requests.fixture';

let dsar: DsarFixture;
let fixture: RequestsFixture;

beforeAll(async () => {
  dsar = await DsarFixture.start();
  fixture = dsar.base;
  await fixture.startReplica();
});
afterAll(() => dsar?.close());

async function made(changes: Partial<NewRequest> = {}): Promise<string> {
  return (await fixture.created({ location: 'US-TX', ...changes }, 'cli_staff')).id;
}

/** What was said of these requests, once nothing is left to say at this moment. */
async function said(ids: readonly string[]): Promise<string[]> {
  const now = fixture.testEnv.clock.now();
  await eventually('all are told of', async () => {
    // the rounds go by the clock of the test
    fixture.testEnv.clock.advance(60_000);
    const waiting = 'select 1 from requests.requests where id = any($1) and warn_at <= $2';
    return (await fixture.rows(waiting, [ids, now])).length === 0;
  });
  const logs = await Promise.all(
    ids.map((id) => fixture.testEnv.bus.ask(ReadRequestLog, { organization, id })),
  );
  return logs.map(({ entries }) =>
    entries
      .map(({ what }) => what)
      .filter((what) => what === 'due_soon' || what === 'overdue')
      .join(),
  );
}

/** The stages that others heard of, in order. */
async function heardOf(id: string): Promise<string[]> {
  const stream = await fixture.testEnv.bus.connection.jetstream().consumers.get('EVENTS', {
    filterSubjects: DeadlineReached.subject,
  });
  const stages: string[] = [];
  const messages = await stream.fetch({ max_messages: 1_000, expires: 1_000 });
  for await (const message of messages) {
    const event = check(DeadlineReached.payload, decode(message.data));
    if (event.id === id) stages.push(`${event.stage} by ${event.law}`);
    if (message.info.pending === 0) break;
  }
  return stages;
}

describe('an open request', () => {
  it('is told of at three quarters of its time and after its date, once each', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => made()));
    const days = (count: number) => fixture.testEnv.clock.advance(count * dayMs);
    expect(await said(ids)).toEqual(ids.map(() => ''));
    days(33);
    expect(await said(ids)).toEqual(ids.map(() => ''));
    days(1.7);
    expect(await said(ids)).toEqual(ids.map(() => 'due_soon'));
    days(10);
    expect(await said(ids)).toEqual(ids.map(() => 'due_soon'));
    days(2);
    expect(await said(ids)).toEqual(ids.map(() => 'due_soon,overdue'));
    days(60);
    expect(await said(ids)).toEqual(ids.map(() => 'due_soon,overdue'));
    const heard = await eventually('all is published', async () => {
      const stages = await Promise.all(ids.map(heardOf));
      return stages.flat().length >= 2 * ids.length && stages;
    });
    expect(heard).toEqual(ids.map(() => ['due_soon by us_tx', 'overdue by us_tx']));
  });

  it('that came in long ago is overdue at once', async () => {
    const received_at = new Date(fixture.testEnv.clock.nowMs() - 60 * dayMs).toISOString();
    expect(await said([await made({ received_at })])).toEqual(['overdue']);
  });

  it('is told of to staff who want alerts, in one mail for all that are due together', async () => {
    const ids = [await made(), await made()];
    const received_at = new Date(fixture.testEnv.clock.nowMs() - 60 * dayMs).toISOString();
    const alert = { email_addresses: ['team@example.com'], notify_after_failures: 5 };
    await fixture.testEnv.bus.ask(SaveRequestAlert, { organization, alert });
    fixture.testEnv.clock.advance(36 * dayMs);
    await said(ids);
    const next = async () => {
      const notice = await takeTask(fixture.testEnv, SendNotice);
      return { kind: notice.kind, about: notice.about, ...openContent(fixture.testEnv, notice) };
    };
    const mail = { kind: 'privacy_request_deadline_alert', to: { email: 'team@example.com' } };
    expect(await next()).toEqual({ ...mail, variables: { due_soon: '2' } });
    await said([await made({ received_at })]);
    expect(await next()).toEqual({ ...mail, variables: { overdue: '1' } });
    expect(await fixture.waitingNotices()).toBe(0);
    await fixture.testEnv.bus.ask(SaveRequestAlert, {
      organization,
      alert: { ...alert, email_addresses: [] },
    });
  });

  it('that is extended is told of by its new date', async () => {
    const id = await made();
    const asked = { organization, id, reason: 'Archives', requested_by: 'cli_staff', told_otherwise: true };
    await fixture.testEnv.bus.ask(ExtendDeadline, asked);
    fixture.testEnv.clock.advance(60 * dayMs);
    expect(await said([id])).toEqual(['']);
    fixture.testEnv.clock.advance(10 * dayMs);
    expect(await said([id])).toEqual(['due_soon']);
  });

  it('is not told of again because an extension is asked for', async () => {
    const id = await made();
    fixture.testEnv.clock.advance(36 * dayMs);
    expect(await said([id])).toEqual(['due_soon']);
    const asked = { organization, id, reason: 'Archives', requested_by: 'cli_staff' };
    await fixture.testEnv.bus.ask(ExtendDeadline, asked);
    expect(await said([id])).toEqual(['due_soon']);
  });

  it('that is answered in time is not told of', async () => {
    const [answered, archived] = [await made(), await made()];
    await dsar.change(answered, { status: 'refused', notify: false });
    await dsar.change(archived, { status: 'archived', notify: false });
    fixture.testEnv.clock.advance(100 * dayMs);
    expect(await said([answered, archived])).toEqual(['', '']);
  });
});
