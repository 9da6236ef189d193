import { join } from 'node:path';
import { createServiceContext, type StoringServiceContext } from '@subjectline/bus';
import { providers } from '@subjectline/providers';
import { openStorage, type Storage } from '@subjectline/storage';
import { startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Attempt } from '../journal/attempt';
import { Findings } from '../suppressions/findings';
import { Recipients } from '../suppressions/recipients';
import { SuppressionStore } from '../suppressions/suppression.store';
import { MessageMetrics } from '../metrics/message-metrics';
import { AttemptStore } from '../journal/attempt.store';
import { IntentStore } from '../journal/intent.store';
import { IntentsInDoubt } from '../journal/intents-in-doubt';
import { Journal } from '../journal/journal';
import { MessageEvents } from '../message/message-events';
import { LeaseStore } from '../journal/lease.store';
import { Leases } from '../journal/leases';
import { ReportedStore } from '../message/reported.store';
import { UnsentStore } from '../journal/unsent.store';
import { ReleaseStore } from '../recovery/release.store';
import type { Route, Routes } from '../routing/plan';
import { configOf, newTask, organization } from '../testing/played-services.fixture';
import { HeldStore } from './held.store';
import { Holding } from './holding';
import { WaitingStore } from './waiting.store';

/* Two replicas change the same messages at once: neither may wait for the other in a circle. */

interface Replica {
  readonly context: StoringServiceContext;
  readonly storage: Storage;
  readonly holding: Holding;
  readonly releases: ReleaseStore;
  readonly waiting: WaitingStore;
  readonly journal: Journal;
  readonly leases: Leases;
}

const keys = ['one', 'two', 'three'];

let testEnv: TestEnvironment;
let replicas: Replica[];

async function openReplica(): Promise<Replica> {
  const env = testEnv.envFor('dispatch');
  const { clock, log: logDestination } = testEnv;
  const context = await createServiceContext('dispatch', env, { clock, logDestination });
  const storage = await openStorage(context, env, join(__dirname, '..', '..', 'migrations'));
  const { database, outbox } = storage;
  const { tracing } = context;
  const metrics = new MessageMetrics(context.metrics);
  const events = new MessageEvents(outbox);
  const intents = new IntentStore(clock);
  const inDoubt = new IntentsInDoubt(database, intents, context.logger);
  const stores = [intents, new AttemptStore(), new UnsentStore(clock), new ReportedStore(clock)] as const;
  const findings = new Findings(new SuppressionStore(database, clock));
  return {
    context,
    storage,
    holding: new Holding(
      database,
      new HeldStore(clock),
      outbox,
      clock,
      metrics,
      new Recipients(testEnv.keys),
      tracing,
    ),
    releases: new ReleaseStore(database, clock),
    waiting: new WaitingStore(database),
    journal: new Journal(database, outbox, ...stores, inDoubt, metrics, events, findings, clock, tracing),
    leases: new Leases(new LeaseStore(database)),
  };
}

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  replicas = [await openReplica(), await openReplica()];
});
afterAll(() => testEnv.close());

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .toSorted((one, other) => one.at - other.at)
    .map(({ item }) => item);
}

function routesOf(order: readonly string[]): Routes {
  const provider = providers.mailgun;
  if (!provider) throw new Error('there is a provider mailgun');
  const route = (key: string): Route => {
    return {
      provider,
      state: configOf(testEnv, 'mailgun', { key }),
      channel: 'email',
      to: 'ana@example.com',
    };
  };
  const [first = 'one', ...others] = order;
  return [route(first), ...others.map(route)];
}

type Task = ReturnType<typeof newTask>;

/** A try that fails, after which its message waits. */
async function fail({ journal, leases }: Replica, task: Task): Promise<void> {
  const taken = { serviceType: 'mailgun', providerKey: 'one' };
  const wording = { version: 0, locale: 'en' };
  const begun = await journal.begin({ task, ...taken, channel: 'email', wording, missing: [] });
  if (!begun) return;
  const release = leases.hold(task, begun);
  const at = testEnv.clock.now();
  const attempt: Attempt = {
    ...{ task, number: begun.number, ...taken, startedAt: at, finishedAt: at },
    result: { outcome: 'unavailable', code: '503' },
    verdict: {
      state: 'queued',
      reason: 'unavailable',
      nextAttemptAt: null,
      heldUntil: new Date(at.getTime() + 3_600_000),
    },
    isUncounted: true,
    waitsFor: shuffled(keys),
  };
  await journal.end(attempt);
  release(true);
}

async function releaseAll({ releases }: Replica, key: string): Promise<void> {
  await releases.requestReplan(organization, 'held and retries');
  const release = { organization, provider_key: key, is_replan: true };
  while ((await releases.release(release, 'notices', 100)) > 0);
  await releases.endRelease(release);
}

async function countDeadlocks(): Promise<number> {
  const client = new Client({ connectionString: testEnv.databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ deadlocks: string }>(
      'select deadlocks from pg_stat_database where datname = current_database()',
    );
    return Number(rows[0]?.deadlocks);
  } finally {
    await client.end();
  }
}

it('two hundred messages are held, released, tried and forgotten by both without a deadlock', async () => {
  const tasks = Array.from({ length: 200 }, () => newTask(testEnv, 'privacy_request_receipt'));
  for (let round = 0; round < 15; round += 1) {
    await Promise.all(
      replicas.flatMap((replica) => [
        ...shuffled(tasks).map((task) =>
          replica.holding.hold({ task, routes: routesOf(shuffled(keys)), reason: 'unavailable' }),
        ),
        ...shuffled(tasks).map((task) => fail(replica, task)),
        ...keys.map((key) => releaseAll(replica, key)),
        replica.leases.renew(),
        ...tasks.slice(0, 10).map(async ({ id }) => {
          const found = await replica.waiting.find(organization, id);
          if (found) await replica.waiting.delete(organization, found);
        }),
      ]),
    );
  }
  // a connection reports what it counted when it ends
  for (const { storage, context } of replicas) {
    await storage.close();
    await context.bus.connection.drain();
  }
  expect(await countDeadlocks()).toBe(0);
});
