import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLogger, createServiceContext, type StoringServiceContext } from '@subjectline/bus';
import { ApproveAutomatically, AppError, Clock } from '@subjectline/contracts';
import { startPostgres, type LocalServer } from '@subjectline/embedded';
import {
  countTasks,
  eventually,
  startTestEnvironment,
  takeTask,
  type TestEnvironment,
} from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from './database';
import { migrate } from './migrations';
import { openStorage, type Storage } from './open-storage';

const organization = 'default';

let testEnv: TestEnvironment;
let folder: string;
let postgres: LocalServer;
let context: StoringServiceContext;
let storage: Storage;

/** A PostgreSQL of its own, for it is killed here. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'subjectline-storage-'));
  testEnv = await startTestEnvironment();
  postgres = await startPostgres({ dir: join(folder, 'postgres') });
  await writeFile(join(folder, '0001_things.sql'), 'create table things (id text primary key);');
  const options = { logDestination: testEnv.log, clock: testEnv.clock };
  context = await createServiceContext('requests', testEnv.envFor('requests'), options);
  storage = await openStorage(
    context,
    { ...testEnv.envFor('requests'), DATABASE_URL: postgres.url },
    folder,
    [],
  );
});

afterAll(async () => {
  await storage.close();
  await context.bus.connection.drain();
  await postgres.stop();
  await testEnv.close();
  await rm(folder, { recursive: true, force: true });
});

const logger = createLogger('spec', { level: 'silent' });

function store(id: string, options: { availableAt?: Date; fail?: boolean } = {}): Promise<void> {
  return storage.database.transaction(async (transaction) => {
    await transaction.query('insert into things (id) values ($1)', [id]);
    const entry = { id: `task-${id}`, ...(options.availableAt && { availableAt: options.availableAt }) };
    await storage.outbox.add(transaction, ApproveAutomatically, { organization, id }, entry);
    if (options.fail) throw new Error('changed our mind');
  });
}

describe('the outbox', () => {
  it('publishes what was stored with the change', async () => {
    await store('one');
    expect(await takeTask(testEnv, ApproveAutomatically)).toEqual({ organization, id: 'one' });
  });

  it('publishes nothing of a change that did not happen', async () => {
    await expect(store('never', { fail: true })).rejects.toThrow('changed our mind');
    await store('two');
    expect(await takeTask(testEnv, ApproveAutomatically)).toMatchObject({ id: 'two' });
    expect(await countTasks(testEnv, ApproveAutomatically)).toBe(0);
  });

  it('refuses what the broker would never take, and the change with it', async () => {
    const id = 'x'.repeat(testEnv.bus.maxMessageBytes);
    const stored = storage.database.transaction(async (transaction) => {
      await transaction.query(`insert into things (id) values ('huge')`);
      await storage.outbox.add(transaction, ApproveAutomatically, { organization, id });
    });
    await expect(stored).rejects.toMatchObject({ code: 'too_large' });
    expect(await storage.database.query(`select 1 from things where id = 'huge'`)).toEqual([]);
  });

  it('keeps what is for later until it is due', async () => {
    await store('later', { availableAt: new Date(testEnv.clock.nowMs() + 3_600_000) });
    await store('now');
    expect(await takeTask(testEnv, ApproveAutomatically)).toMatchObject({ id: 'now' });
    expect(await countTasks(testEnv, ApproveAutomatically)).toBe(0);
    testEnv.clock.advance(3_600_000);
    expect(await takeTask(testEnv, ApproveAutomatically)).toMatchObject({ id: 'later' });
  });

  it('loses nothing when the broker is killed, and the table is empty in the end', async () => {
    testEnv.nats.kill();
    const ids = Array.from({ length: 50 }, (_, index) => `outage-${index}`);
    await Promise.all(ids.map((id) => store(id)));
    await testEnv.restartNats();
    const taken = new Set<string>();
    while (taken.size < ids.length) taken.add((await takeTask(testEnv, ApproveAutomatically)).id);
    expect(taken).toEqual(new Set(ids));
    await eventually('the table is empty', async () => {
      const rows = await storage.database.query('select 1 from outbox');
      return rows.length === 0;
    });
  });
});

describe('the database', () => {
  const everyConnection = Array.from({ length: 10 });

  it('killed and back, is used again; meanwhile it is unavailable and not broken', async () => {
    const { port } = postgres;
    postgres.kill();
    await postgres.exited;
    // its processes that serve our connections outlive it for a moment
    await eventually('no connection is left', async () => {
      const asked = await Promise.allSettled(everyConnection.map(() => storage.database.query('select 1')));
      return asked.every(({ status }) => status === 'rejected');
    });
    await expect(storage.database.query('select 1')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(storage.database.transaction(() => Promise.resolve())).rejects.toBeInstanceOf(AppError);
    expect(await storage.isUp()).toBe(false);
    postgres = await startPostgres({ dir: join(folder, 'postgres'), port });
    await eventually('it answers', () => storage.isUp());
    await store('after-the-crash');
    expect(await takeTask(testEnv, ApproveAutomatically)).toMatchObject({ id: 'after-the-crash' });
  });

  it('may go away under a transaction that is busy with something else', async () => {
    const attempt = storage.database.transaction(async (transaction) => {
      const [connection] = await transaction.query<{ id: number }>('select pg_backend_pid() as id');
      await storage.database.query('select pg_terminate_backend($1)', [connection?.id]);
      await testEnv.log.line((line) => line.includes('terminating connection due to administrator command'));
      await transaction.query('select 1');
    });
    await expect(attempt).rejects.toMatchObject({ code: 'unavailable' });
    await store('after the break');
    await takeTask(testEnv, ApproveAutomatically);
  });

  it.each(['53100', '53200', '53300', '53400', '58030', '58P01', '57P03', '57014', '25006'])(
    'that fails with %s is down, and the statement not at fault',
    async (code) => {
      const statement = `do $$ begin raise exception 'no luck' using errcode = '${code}'; end $$`;
      await expect(storage.database.query(statement)).rejects.toMatchObject({ code: 'unavailable' });
      const attempt = storage.database.transaction((transaction) => transaction.query(statement));
      await expect(attempt).rejects.toMatchObject({ code: 'unavailable' });
    },
  );

  it('that lets us in no more is down, until it does again', async () => {
    const url = new URL(postgres.url);
    url.password = 'changed';
    const database = new Database({ url: url.href, schema: 'requests', logger });
    await expect(database.query('select 1')).rejects.toMatchObject({ code: 'unavailable' });
    await expect(database.transaction(() => Promise.resolve())).rejects.toMatchObject({
      code: 'unavailable',
    });
    await database.close();
  });

  it('says of a statement that is wrong what is wrong with it', async () => {
    await expect(storage.database.query('select nonsense')).rejects.toMatchObject({ code: '42703' });
  });

  it('leaves nothing of a transaction that failed, and its connection is good for the next', async () => {
    const id = randomUUID();
    await expect(
      storage.database.transaction(async (transaction) => {
        await transaction.query('insert into things (id) values ($1)', [id]);
        await transaction.query('select nonsense');
      }),
    ).rejects.toThrow(/nonsense/);
    expect(await storage.database.query('select 1 from things where id = $1', [id])).toEqual([]);
  });
});

describe('migrations', () => {
  it('run once, even when replicas start at the same moment', async () => {
    const options = { url: postgres.url, schema: 'raced', folders: [folder], logger };
    await Promise.all(Array.from({ length: 5 }, () => migrate(options)));
    const database = new Database({ url: postgres.url, schema: 'raced', logger });
    expect(await database.query('select name from migrations')).toEqual([{ name: '0001_things.sql' }]);
    await database.close();
  });

  it('that were changed after they ran are refused', async () => {
    const changed = await mkdtemp(join(tmpdir(), 'subjectline-changed-'));
    const options = { url: postgres.url, schema: 'changed', folders: [changed], logger };
    await writeFile(join(changed, '0001_a.sql'), 'create table a ();');
    await migrate(options);
    await writeFile(join(changed, '0001_a.sql'), 'create table b ();');
    await expect(migrate(options)).rejects.toThrow('migration changed/0001_a.sql was changed after it ran');
    await rm(changed, { recursive: true });
  });

  it('of a newer version keep an older one from starting', async () => {
    const newer = await mkdtemp(join(tmpdir(), 'subjectline-newer-'));
    const options = { url: postgres.url, schema: 'newer', folders: [newer], logger };
    await writeFile(join(newer, '0001_a.sql'), 'create table a ();');
    await migrate(options);
    await writeFile(join(newer, '0002_b.sql'), 'create table b ();');
    await migrate(options);
    await rm(join(newer, '0002_b.sql'));
    await expect(migrate(options)).rejects.toThrow(
      'the database was last used by a newer version of Subjectline (newer/0002_b.sql)',
    );
    await rm(newer, { recursive: true });
  });

  it('that fail leave nothing behind and can be run again when mended', async () => {
    const broken = await mkdtemp(join(tmpdir(), 'subjectline-broken-'));
    const options = { url: postgres.url, schema: 'broken', folders: [broken], logger };
    await writeFile(join(broken, '0001_a.sql'), 'create table a (); select nonsense;');
    await expect(migrate(options)).rejects.toThrow(/nonsense/);
    await writeFile(join(broken, '0001_a.sql'), 'create table a ();');
    await migrate(options);
    await rm(broken, { recursive: true });
  });
});

describe('the clock', () => {
  it('takes a wait that is longer than a timer can hold', async () => {
    let fired = false;
    const cancel = new Clock().after(2 ** 40, () => (fired = true));
    await new Promise((resolve) => setImmediate(resolve));
    cancel();
    expect(fired).toBe(false);
  });
});
