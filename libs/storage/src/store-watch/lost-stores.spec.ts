import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTopology, createServiceContext, type ServiceContext } from '@subjectline/bus';
import { ApproveAutomatically, storeMarks, type StoringServiceName } from '@subjectline/contracts';
import { startPostgres, type LocalServer } from '@subjectline/embedded';
import {
  countTasks,
  eventually,
  startTestEnvironment,
  takeTask,
  type TestEnvironment,
} from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStorage, type Storage } from '../database/open-storage';

/* One of the two stores loses its data, or comes back as it was some time ago. */

const organization = 'default';

let testEnv: TestEnvironment;
let folder: string;
let postgres: LocalServer;
let context: ServiceContext & { readonly name: StoringServiceName };
let storage: Storage;
let incidents = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'subjectline-lost-'));
  testEnv = await startTestEnvironment();
  postgres = await startPostgres({ dir: join(folder, 'postgres') });
  await writeFile(join(folder, '0001_things.sql'), 'create table things (id text primary key);');
  const options = { logDestination: testEnv.log, clock: testEnv.clock };
  context = await createServiceContext('requests', testEnv.envFor('requests'), options);
  const env = { ...testEnv.envFor('requests'), DATABASE_URL: postgres.url };
  storage = await openStorage(context, env, folder, []);
  storage.watch.onIncident(() => {
    incidents += 1;
    return Promise.resolve();
  });
});

afterAll(async () => {
  await storage.close();
  await context.bus.connection.drain();
  await postgres.stop();
  await testEnv.close();
  await rm(folder, { recursive: true, force: true });
});

function store(id: string): Promise<void> {
  return storage.database.transaction((transaction) =>
    storage.outbox.add(transaction, ApproveAutomatically, { organization, id }, { id: `task-${id}` }),
  );
}

async function take(count: number): Promise<string[]> {
  const taken: string[] = [];
  while (taken.length < count) taken.push((await takeTask(testEnv, ApproveAutomatically)).id);
  return taken.toSorted();
}

/** What is not read yet. */
async function kept(): Promise<number> {
  const [row] = await storage.database.query<{ count: number }>('select count(*) as count from outbox');
  return row?.count ?? 0;
}

const names = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${prefix}-${String(index).padStart(3, '0')}`);

describe('a published message', () => {
  it('is kept until it was read, and no longer', async () => {
    await Promise.all(names('read', 20).map(store));
    await eventually(
      'all are published',
      async () => (await countTasks(testEnv, ApproveAutomatically)) === 20,
    );
    expect(await kept()).toBe(20);
    await take(15);
    await eventually('those that were read are gone', async () => (await kept()) === 5);
    await take(5);
    await eventually('all are gone', async () => (await kept()) === 0);
  });
});

describe('NATS without its data', () => {
  it('gets again what was not read, and health says so', async () => {
    await Promise.all(names('lost', 100).map(store));
    const before = await take(40);
    await eventually('those that were read are gone', async () => (await kept()) === 60);
    testEnv.nats.kill();
    await testEnv.nats.exited;
    await rm(testEnv.natsFolder, { recursive: true });
    await testEnv.restartNats();
    await createTopology(testEnv.bus.connection);
    const after = await take(60);
    expect([...before, ...after].toSorted()).toEqual(names('lost', 100));
    expect(await countTasks(testEnv, ApproveAutomatically)).toBe(0);
    await eventually('all are gone', async () => (await kept()) === 0);
    await testEnv.log.line((line) => line.includes('NATS lost messages that were under way'));
    const { incident } = await storage.health();
    expect(incident).toMatch(/^NATS lost messages .* 60 messages are published again$/);
    expect(incidents).toBe(1);
  });

  it('gets again what was in a stream whose end it lost, as it may when its disk is full', async () => {
    await Promise.all(names('read', 20).map(store));
    await take(20);
    await eventually('those that were read are gone', async () => (await kept()) === 0);
    await Promise.all(names('end', 10).map(store));
    await eventually(
      'all are published',
      async () => (await countTasks(testEnv, ApproveAutomatically)) === 10,
    );
    await storage.watch.check();
    testEnv.nats.kill();
    await testEnv.nats.exited;
    const messages = join(testEnv.natsFolder, 'jetstream', '$G', 'streams', 'TASKS', 'msgs');
    for (const file of await readdir(messages)) await rm(join(messages, file));
    await testEnv.restartNats();
    expect(await take(10)).toEqual(names('end', 10));
    await testEnv.log.line((line) => line.includes('its consumers begin anew'));
    await eventually('all are gone', async () => (await kept()) === 0);
    expect(incidents).toBe(2);
  });

  it('is noticed once, and not when it has only been away', async () => {
    // a start of the product brings the streams up to date, which changes when the server says that they were made
    for (let start = 0; start < 2; start += 1) {
      await createTopology(testEnv.bus.connection);
      testEnv.nats.kill();
      await testEnv.nats.exited;
      await testEnv.restartNats();
      await eventually('the stores agree', () => storage.watch.check().then(() => true));
      await storage.watch.check();
    }
    expect(incidents).toBe(2);
  });

  it('is not suspected of anything when commits fail one after the other', async () => {
    await storage.database.query(`
      create function refuse_commit() returns trigger language plpgsql as
        $$ begin raise exception 'the commit fails'; end $$`);
    await storage.database.query(`
      create constraint trigger refuse_commit after update on store_mark
        deferrable initially deferred for each row execute function refuse_commit()`);
    for (let beat = 0; beat < 4; beat += 1) {
      await expect(storage.watch.check()).rejects.toThrow('the commit fails');
    }
    await storage.database.query('drop function refuse_commit cascade');
    await eventually('the stores agree', () => storage.watch.check().then(() => true));
    expect(incidents).toBe(2);
  });

  it('is news for a day', async () => {
    testEnv.clock.advance(24 * 3_600_000);
    expect((await storage.health()).incident).toBeUndefined();
  });
});

describe('PostgreSQL as it was some time ago', () => {
  it('publishes again what was unread then, though the broker knows it', async () => {
    await store('before');
    await eventually('it is published', async () => (await countTasks(testEnv, ApproveAutomatically)) === 1);
    const { port } = postgres;
    const data = join(folder, 'postgres', 'data');
    await postgres.stop();
    await cp(data, join(folder, 'backup'), { recursive: true, preserveTimestamps: true });
    postgres = await startPostgres({ dir: join(folder, 'postgres'), port });
    await eventually('it answers', () => storage.isUp());
    await take(1);
    for (let beat = 0; beat < 3; beat += 1) await storage.watch.check();

    await postgres.stop();
    await rm(data, { recursive: true });
    await cp(join(folder, 'backup'), data, { recursive: true, preserveTimestamps: true });
    postgres = await startPostgres({ dir: join(folder, 'postgres'), port });
    expect(await take(1)).toEqual(['before']);
    await testEnv.log.line((line) => line.includes('PostgreSQL was restored from an older copy'));
    expect(incidents).toBe(3);
  });
});

describe('the mark in NATS', () => {
  const bucket = storeMarks.requests.bucket;

  async function allowReads(isAllowed: boolean): Promise<void> {
    const manager = await testEnv.bus.connection.jetstreamManager();
    await manager.streams.update(`KV_${bucket}`, { allow_direct: isAllowed });
  }

  it('that cannot be read is reported by health and log, and tried again until it can', async () => {
    await eventually('the stores agree', () => storage.watch.check().then(() => true));
    await allowReads(false);
    const since = testEnv.clock.now().toISOString();
    for (let beat = 0; beat < 3; beat += 1) {
      await storage.watch.check().catch(() => undefined);
    }
    await testEnv.log.line((line) => line.includes('comparing NATS and PostgreSQL failed; retrying'));
    expect(await storage.health()).toMatchObject({
      database: true,
      broker: true,
      warnings: [expect.stringContaining(`would go unnoticed since ${since}`)],
    });
    await allowReads(true);
    await eventually('it is read again', async () => {
      testEnv.clock.advance(1_000);
      return (await storage.health()).warnings === undefined;
    });
  });

  it.each([
    ['no JSON', '{'],
    ['no mark', '{"turns":1}'],
  ])('that is damaged (%s) counts as a loss: what is unread is published again', async (what, text) => {
    await eventually('the stores agree, and all is read', async () => {
      testEnv.clock.advance(1_000);
      await storage.watch.check();
      return (await kept()) === 0;
    });
    const [id, before] = [`damaged-${what}`, incidents];
    await store(id);
    await eventually('it is published', async () => (await countTasks(testEnv, ApproveAutomatically)) === 1);
    const marks = await testEnv.bus.connection.jetstream().views.kv(bucket, { bindOnly: true });
    // two incidents of one moment would read the same
    testEnv.clock.advance(1_000);
    await eventually('it is noticed', async () => {
      // a beat under way may replace it
      await marks.put('turn', text);
      await storage.watch.check();
      return incidents > before;
    });
    // the first copy, and the one that is published again: its reader recognizes it
    expect(await take(2)).toEqual([id, id]);
    await eventually('the stores agree', () => storage.watch.check().then(() => true));
    expect(incidents).toBe(before + 1);
  });
});
