import { randomUUID } from 'node:crypto';
import {
  MessageReported,
  MessageUndelivered,
  ReadRequestLog,
  SaveRequestAlert,
  SendNotice,
  type MessageReportedEvent,
  type MessageUndeliveredEvent,
} from '@subjectline/contracts';
import { consumerOfEvent } from '@subjectline/bus';
import { eventually, openContent, readTables, takeTask } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { organization, RequestsFixture } from '../testing/requests.fixture';

let fixture: RequestsFixture;

beforeAll(async () => {
  fixture = await RequestsFixture.start();
  await fixture.startReplica();
});
beforeEach(async () => {
  await fixture.settings({});
  await save([]);
});
afterAll(() => fixture?.close());

const save = (email_addresses: string[], notify_after_failures = 3) =>
  fixture.testEnv.bus.ask(SaveRequestAlert, {
    organization,
    alert: { email_addresses, notify_after_failures },
  });

/** Dispatch says that a message did not arrive; resolves once both replicas have nothing left to do about any. */
async function fail(times = 1, changes: Partial<MessageUndeliveredEvent> = {}): Promise<void> {
  const events = Array.from({ length: times }, () => ({
    organization,
    message_id: `msg_${randomUUID()}`,
    kind: 'privacy_request_receipt' as const,
    about: 'pri_1',
    state: 'failed' as const,
    reason: 'refused' as const,
    ...changes,
  }));
  await Promise.all(
    events.map((event) => fixture.testEnv.bus.say(MessageUndelivered, event, { id: randomUUID() })),
  );
  await heard(MessageUndelivered);
}

/** Nothing is left to be done about any of these events. */
async function heard(event: typeof MessageUndelivered | typeof MessageReported): Promise<void> {
  const { stream, durable } = consumerOfEvent(event, 'requests');
  const manager = await fixture.testEnv.bus.connection.jetstreamManager();
  // what a consumer says of events that wait for it lags behind what was published
  const { seq } = await manager.streams.getMessage(stream, { last_by_subj: event.subject });
  await eventually('all are heard', async () => {
    const { ack_floor } = await manager.consumers.info(stream, durable);
    return ack_floor.stream_seq >= seq;
  });
}

/** The alerts that went out: to whom, and of how many failures. */
async function alerts(): Promise<[string, string][]> {
  const waiting = await fixture.waitingNotices();
  const sent: [string, string][] = [];
  while (sent.length < waiting) {
    const notice = await takeTask(fixture.testEnv, SendNotice);
    expect(notice).toMatchObject({ kind: 'privacy_request_error_notification', channel: 'email' });
    expect(notice.about).toBeUndefined();
    const { to, variables } = openContent(fixture.testEnv, notice);
    sent.push([to.email ?? '', variables['unsent_errors'] ?? '']);
  }
  return sent.toSorted(([one], [other]) => one.localeCompare(other));
}

describe('a message that its vendor reports on', () => {
  const reported = async (changes: Partial<MessageReportedEvent>) => {
    const event: MessageReportedEvent = {
      organization,
      message_id: `msg_${randomUUID()}`,
      kind: 'privacy_request_receipt',
      channel: 'email',
      about: 'pri_1',
      state: 'sent',
      status: 'bounced',
      bounce: 'hard',
      reason: 'recipient_invalid',
      at: fixture.testEnv.clock.now().toISOString(),
      ...changes,
    };
    await fixture.testEnv.bus.say(MessageReported, event, { id: randomUUID() });
    await heard(MessageReported);
  };

  it('counts as a failure if it bounced or was rejected, once, and is in the log of its request', async () => {
    await save(['one@example.com'], 2);
    const about = await fixture.unverified();
    await reported({ about, status: 'delivered', bounce: null, reason: null });
    await reported({ about, status: 'complained', bounce: null, reason: null });
    const message_id = `msg_${randomUUID()}`;
    await reported({ about, message_id });
    await reported({ about, message_id, status: 'rejected', bounce: null, reason: null });
    expect(await alerts()).toEqual([]);
    await reported({ about, status: 'rejected', bounce: null, reason: 'content_refused' });
    expect(await alerts()).toEqual([['one@example.com', '2']]);
    const { entries } = await fixture.testEnv.bus.ask(ReadRequestLog, { organization, id: about });
    const undelivered = entries.filter(({ what }) => what === 'message_undelivered');
    expect(undelivered.map(({ detail }) => detail)).toEqual([
      'privacy_request_receipt: bounced, hard, recipient_invalid',
      'privacy_request_receipt: rejected',
      'privacy_request_receipt: rejected, content_refused',
    ]);
  });
});

describe('staff who want to know of failures', () => {
  it('are told at the failure that makes it enough, each address once, and then of the next as many', async () => {
    await save(['one@example.com', 'two@example.com', 'one@example.com']);
    await fail(2);
    expect(await alerts()).toEqual([]);
    await fail(1, { kind: 'subject_identity_verification', state: 'expired', reason: null });
    const told = [
      ['one@example.com', '3'],
      ['two@example.com', '3'],
    ];
    expect(await alerts()).toEqual(told);
    await fail(2, { state: 'unknown' });
    expect(await alerts()).toEqual([]);
    await fail(1, { state: 'skipped' });
    expect(await alerts()).toEqual(told);
  });

  it('are told once when many fail at the same moment, on two replicas', async () => {
    await save(['one@example.com'], 10);
    await fail(25);
    expect(await alerts()).toEqual([
      ['one@example.com', '10'],
      ['one@example.com', '10'],
    ]);
    await fail(5);
    expect(await alerts()).toEqual([['one@example.com', '10']]);
  });

  it('are told at once, and once a day, that text messages are skipped because of their daily limit', async () => {
    await save(['one@example.com'], 100);
    await fail(40, { state: 'skipped', reason: 'sms_limit' });
    expect(await alerts()).toEqual([['one@example.com', '1']]);
    fixture.testEnv.clock.advance(24 * 3_600_000 - 1);
    await fail(1, { state: 'skipped', reason: 'sms_limit' });
    expect(await alerts()).toEqual([]);
    fixture.testEnv.clock.advance(1);
    await fail(1, { state: 'skipped', reason: 'sms_limit' });
    expect(await alerts()).toEqual([['one@example.com', '41']]);
  });

  it('are not told of what a limit has suppressed: any caller can cause that', async () => {
    await save(['one@example.com'], 1);
    await fail(3, { kind: 'subject_identity_verification', state: 'skipped', reason: 'address_limit' });
    await fail(1, { state: 'skipped', reason: 'disowned' });
    expect(await alerts()).toEqual([]);
  });

  it('are not told of what staff canceled', async () => {
    await save(['one@example.com'], 1);
    await fail(3, { state: 'canceled', reason: null });
    expect(await alerts()).toEqual([]);
  });

  it('are told of a message once, however often we hear of it', async () => {
    await save(['one@example.com'], 1);
    const message_id = `msg_${randomUUID()}`;
    await fail(3, { message_id });
    await fail(1, { message_id });
    expect(await alerts()).toEqual([['one@example.com', '1']]);
  });

  it('are not told that they were not told, nor of what is about no request', async () => {
    await save(['one@example.com'], 1);
    await fail(3, { kind: 'privacy_request_error_notification', about: null });
    await fail(3, { kind: 'privacy_request_error_notification' });
    await fail(3, { kind: 'test_message' });
    await fail(3, { about: null });
    expect(await alerts()).toEqual([]);
  });

  it('are told of all that failed meanwhile once there is email again', async () => {
    await save(['one@example.com'], 2);
    await fixture.settings({ active_channels: ['sms'] });
    await fail(4);
    expect(await alerts()).toEqual([]);
    await fixture.settings({});
    await fail(1);
    expect(await alerts()).toEqual([['one@example.com', '5']]);
  });

  it('are told of nothing from before they asked to be', async () => {
    await fail(3);
    await save(['one@example.com'], 3);
    await fail(2);
    await save([]);
    await save(['one@example.com'], 3);
    await fail(2);
    expect(await alerts()).toEqual([]);
    await fail(1, { about: 'con_1' });
    expect(await alerts()).toEqual([['one@example.com', '3']]);
  });

  it('stand in no table and no log', async () => {
    await save(['staff-canary@example.com'], 1);
    await fail();
    expect(await alerts()).toHaveLength(1);
    const stored = [...(await readTables(fixture.testEnv.databaseUrl)).values()].flat().join('\n');
    expect(stored + fixture.testEnv.log.text).not.toContain('staff-canary');
  });
});
