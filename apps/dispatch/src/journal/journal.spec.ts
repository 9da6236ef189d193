import { join } from 'node:path';
import { consumerOfEvent, decode, createServiceContext, type StoringServiceContext } from '@subjectline/bus';
import {
  MessagesSettled,
  MessageUndelivered,
  type MessagesSettledEvent,
  type MessageUndeliveredEvent,
  type SettledMessage,
} from '@subjectline/contracts';
import { openStorage, type Storage } from '@subjectline/storage';
import { startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attempt, Intent } from './attempt';
import { MessageMetrics } from '../metrics/message-metrics';
import { Findings } from '../suppressions/findings';
import { SuppressionStore } from '../suppressions/suppression.store';
import { AttemptStore } from './attempt.store';
import { IntentStore } from './intent.store';
import { IntentsInDoubt } from './intents-in-doubt';
import { Journal } from './journal';
import { MessageEvents } from '../message/message-events';
import { MessageStore } from '../records/message.store';
import type { AttemptResult, Verdict } from '../message/outcome';
import { ReportedStore } from '../message/reported.store';
import { UnsentStore } from './unsent.store';
import { newTask, organization } from '../testing/played-services.fixture';

let testEnv: TestEnvironment;
let context: StoringServiceContext;
let storage: Storage;
let journal: Journal;

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  const env = testEnv.envFor('dispatch');
  context = await createServiceContext('dispatch', env, {
    logDestination: testEnv.log,
    clock: testEnv.clock,
  });
  storage = await openStorage(context, env, join(__dirname, '..', '..', 'migrations'));
  const intents = new IntentStore(testEnv.clock);
  const stores = [
    intents,
    new AttemptStore(),
    new UnsentStore(testEnv.clock),
    new ReportedStore(testEnv.clock),
    new IntentsInDoubt(storage.database, intents, context.logger),
  ] as const;
  journal = new Journal(
    storage.database,
    storage.outbox,
    ...stores,
    new MessageMetrics(context.metrics),
    new MessageEvents(storage.outbox),
    new Findings(new SuppressionStore(storage.database, testEnv.clock)),
    testEnv.clock,
    context.tracing,
  );
});
afterAll(async () => {
  await storage.close();
  await context.bus.connection.drain();
  await testEnv.close();
});

const taken = { serviceType: 'mailgun', providerKey: 'mailgun' };

function newIntent(): Intent {
  const task = newTask(testEnv, 'privacy_request_receipt');
  return { task, ...taken, channel: 'email', wording: { version: 0, locale: 'en' }, missing: [] };
}

const refused: AttemptResult = { outcome: 'refused', code: '400', reason: 'recipient_invalid' };
const sent: AttemptResult = { outcome: 'sent', providerMessageId: 'one@example.com' };

/** How a try ended that leaves nothing to be done. */
function attemptOf({ task }: Intent, result: AttemptResult, number = 1): Attempt {
  const at = testEnv.clock.now();
  const [state, reason] =
    result.outcome === 'sent' ? (['sent', null] as const) : (['failed', 'refused'] as const);
  const verdict = { state, reason, nextAttemptAt: null };
  const of = { task, number, ...taken, startedAt: at, finishedAt: at };
  return { ...of, result, verdict, isUncounted: false, waitsFor: [] };
}

const historyOf = ({ task }: Intent) => new MessageStore(storage.database).readHistory(organization, task.id);

async function nextUndelivered(): Promise<string | null> {
  const { stream, durable } = consumerOfEvent(MessageUndelivered, 'requests');
  const consumer = await testEnv.bus.connection.jetstream().consumers.get(stream, durable);
  const message = await consumer.next({ expires: 5_000 });
  message?.ack();
  return message && (decode(message.data) as MessageUndeliveredEvent).message_id;
}

describe('a try that ended before its message could leave', () => {
  it('is told to the listeners where the message does not arrive, and only there', async () => {
    const [arrived, failed] = [newIntent(), newIntent()];
    for (const [intent, result] of [
      [arrived, sent],
      [failed, refused],
    ] as const) {
      await journal.endUnbegun({ intent, attemptOf: ({ number }) => attemptOf(intent, result, number) });
    }
    expect(await historyOf(arrived)).toMatchObject({ state: 'sent', attempts: 1 });
    expect(await nextUndelivered()).toBe(failed.task.id);
  });
});

/** The messages of each event that the outbox has of messages that ended, once each. */
async function settledTogether(): Promise<SettledMessage[][]> {
  const rows = await storage.database.query<{ payload: Buffer }>(
    'select payload from outbox where subject = $1 order by position',
    [MessagesSettled.subject],
  );
  return rows.map(({ payload }) => (decode(payload) as MessagesSettledEvent).messages);
}

describe('messages that have ended', () => {
  it('are published with their outcome, those of one commit in one event', async () => {
    const [first, delivered, failed, waiting] = [newIntent(), newIntent(), newIntent(), newIntent()];
    for (const intent of [first, delivered, failed, waiting]) await journal.begin(intent);
    const later: Verdict = { state: 'queued', reason: 'throttled', nextAttemptAt: testEnv.clock.now() };
    await Promise.all([
      journal.end(attemptOf(first, sent)),
      journal.end(attemptOf(delivered, sent)),
      journal.end(attemptOf(failed, refused)),
      journal.end({ ...attemptOf(waiting, { outcome: 'throttled', code: null }), verdict: later }),
    ]);
    // it has ended already
    await journal.end(attemptOf(failed, refused));
    const mine = (await settledTogether()).filter((event) =>
      event.some(({ message_id }) => [first, delivered, failed].some(({ task }) => task.id === message_id)),
    );
    const settled = (intent: Intent, state: string, reason: string | null): object => ({
      organization,
      message_id: intent.task.id,
      kind: 'privacy_request_receipt',
      about: intent.task.about ?? null,
      state,
      reason,
      settled_at: testEnv.clock.now().toISOString(),
    });
    expect(mine).toEqual([
      [settled(first, 'sent', null), settled(delivered, 'sent', null), settled(failed, 'failed', 'refused')],
    ]);
  });

  it('are published once, where one that was sent had ended otherwise, too', async () => {
    const [mine, late] = [newIntent(), newIntent()];
    for (const intent of [mine, late]) await journal.begin(intent);
    const gone: AttemptResult = { outcome: 'unknown', code: 'process-ended' };
    const held: Verdict = { state: 'unknown', reason: 'unknown', nextAttemptAt: null };
    await journal.end({ ...attemptOf(late, gone), verdict: held });
    // its process was paused and comes after all
    await Promise.all([journal.end(attemptOf(mine, sent)), journal.end(attemptOf(late, sent))]);
    const published = (await settledTogether()).flat();
    const statesOf = ({ task }: Intent): string[] =>
      published.filter(({ message_id }) => message_id === task.id).map(({ state }) => state);
    expect([statesOf(mine), statesOf(late)]).toEqual([['sent'], ['unknown']]);
    expect(await historyOf(mine)).toMatchObject({ state: 'sent', tries: [{ outcome: 'sent' }] });
    expect(await historyOf(late)).toMatchObject({ state: 'unknown', tries: [{ outcome: 'unknown' }] });
  });

  it('are published where no provider was called, too', async () => {
    const { task } = newIntent();
    const verdict: Verdict = { state: 'skipped', reason: 'no_address', nextAttemptAt: null };
    const recipients = { recipient_digest: null, other_digest: null };
    await journal.recordUnsent({ task, verdict, missing: [], recipients });
    expect((await settledTogether()).at(-1)).toMatchObject([
      { message_id: task.id, state: 'skipped', reason: 'no_address' },
    ]);
  });
});

describe('why a provider refused', () => {
  it('is kept with its try, and with no other that was settled meanwhile', async () => {
    const [mine, late] = [newIntent(), newIntent()];
    await Promise.all([mine, late].map((intent) => journal.begin(intent)));
    const gone: AttemptResult = { outcome: 'unknown', code: 'process-ended' };
    await Promise.all([journal.end(attemptOf(mine, refused)), journal.end(attemptOf(late, gone))]);
    // its process was paused and comes after all
    await journal.end(attemptOf(late, refused));
    expect((await historyOf(mine))?.tries).toMatchObject([
      { outcome: 'refused', reason: 'recipient_invalid' },
    ]);
    expect((await historyOf(late))?.tries).toMatchObject([{ outcome: 'unknown', reason: null }]);
  });
});
