import { join } from 'node:path';
import { consumerOfEvent, decode, createServiceContext, type StoringServiceContext } from '@subjectline/bus';
import { MessageUndelivered, type MessageUndeliveredEvent } from '@subjectline/contracts';
import { openStorage, type Storage } from '@subjectline/storage';
import { startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Attempt, Intent } from './attempt';
import { MessageMetrics } from '../metrics/message-metrics';
import { AttemptStore } from './attempt.store';
import { IntentStore } from './intent.store';
import { IntentsInDoubt } from './intents-in-doubt';
import { Journal } from './journal';
import { MessageEvents } from './message-events';
import { MessageStore } from '../records/message.store';
import type { AttemptResult } from './outcome';
import { ReportedStore } from './reported.store';
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
  const stores = [
    new IntentStore(testEnv.clock),
    new AttemptStore(),
    new UnsentStore(testEnv.clock),
    new ReportedStore(testEnv.clock),
    new IntentsInDoubt(storage.database, context.logger),
  ] as const;
  journal = new Journal(
    storage.database,
    storage.outbox,
    ...stores,
    new MessageMetrics(context.metrics),
    new MessageEvents(storage.outbox),
    testEnv.clock,
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
