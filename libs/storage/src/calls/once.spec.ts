import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServiceContext, type StoringServiceContext } from '@subjectline/bus';
import { AppError, ApproveAutomatically } from '@subjectline/contracts';
import {
  countTasks,
  eventually,
  startTestEnvironment,
  takeTask,
  type TestEnvironment,
} from '@subjectline/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStorage, type Storage } from '../database/open-storage';

let testEnv: TestEnvironment;
let folder: string;
let context: StoringServiceContext;
let storage: Storage;
let replica: Storage;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'subjectline-once-'));
  await writeFile(join(folder, '0002_things.sql'), 'create table things (id text primary key);');
  testEnv = await startTestEnvironment();
  const env = testEnv.envFor('requests');
  context = await createServiceContext('requests', env, {
    logDestination: testEnv.log,
    clock: testEnv.clock,
  });
  storage = await openStorage(context, env, folder, []);
  replica = await openStorage(context, env, folder, []);
});
afterAll(async () => {
  await Promise.all([storage?.close(), replica?.close()]);
  await context?.bus.connection.drain();
  await testEnv?.close();
  await rm(folder, { recursive: true, force: true });
});

let made = 0;
/** Makes a thing and has a task sent about it, as a handler would: in transactions and statements of its own. */
async function make(): Promise<object> {
  const id = `thing-${(made += 1)}`;
  await storage.database.transaction(async (transaction) => {
    await transaction.query('insert into things (id) values ($1)', [id]);
    await storage.outbox.add(transaction, ApproveAutomatically, { organization: 'default', id });
  });
  const [seen] = await storage.database.query<{ count: number }>(
    'select count(*) from things where id = $1',
    [id],
  );
  return { id, seen: seen?.count, client_secret: 'a-secret-in-the-answer' };
}
const once = (key: string, body = 'body', work: () => Promise<unknown> = make) =>
  storage.once.run('call.things.make.v1', { key, body }, work);
const things = async () => (await storage.database.query('select 1 from things')).length;
const codeOf = (answer: Promise<unknown>) =>
  answer.then(
    () => 'answered',
    (error: unknown) => (error instanceof AppError ? error.code : String(error)),
  );

const underKey = (key: string) => ({ key, body: 'body' });
const connectionsInUse = () => storage.database.pool.totalCount - storage.database.pool.idleCount;

/** A call that waits between `write` and its end, as one that asks another service. */
function pausing(write: () => Promise<unknown>) {
  let finish = (): void => undefined;
  const waits = new Promise<void>((resolve) => (finish = resolve));
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const work = async () => {
    await write();
    begin();
    await waits;
    return make();
  };
  return { begun, finish, work };
}

/** As PostgreSQL sees it when every process of the service dies. */
async function breakConnections(): Promise<void> {
  const client = new Client({ connectionString: testEnv.databaseUrl });
  await client.connect();
  await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'subjectline requests' and datname = current_database()`,
  );
  await client.end();
}

describe('a call under an idempotency key', () => {
  it('is done once and answered the same, and its task goes out once', async () => {
    const first = await once('twice');
    expect(first).toMatchObject({ seen: 1 });
    expect(await once('twice')).toEqual(first);
    expect(await takeTask(testEnv, ApproveAutomatically)).toMatchObject({ id: `thing-${made}` });
    expect([await things(), await countTasks(testEnv, ApproveAutomatically)]).toEqual([1, 0]);
  });

  it('is done once when twenty come at once: the others hear that it is under way, or the answer', async () => {
    const before = await things();
    const answers = await Promise.all(Array.from({ length: 20 }, () => codeOf(once('race'))));
    expect(new Set(answers)).not.toContain('internal');
    expect(answers.filter((answer) => answer === 'answered').length).toBeGreaterThan(0);
    expect(answers.every((answer) => ['answered', 'idempotency_key_busy'].includes(answer))).toBe(true);
    expect(await things()).toBe(before + 1);
    expect(await codeOf(once('race'))).toBe('answered');
    expect(await things()).toBe(before + 1);
  });

  it('is busy while the first one is under way, and says when to come again', async () => {
    const { begun, finish, work } = pausing(async () => undefined);
    const first = once('slow', 'body', work);
    await begun;
    await expect(once('slow')).rejects.toMatchObject({
      code: 'idempotency_key_busy',
      facts: { retry_after_seconds: 1 },
    });
    finish();
    const answer = await first;
    expect(await once('slow')).toEqual(answer);
  });

  it('is refused with another body, and is another one under another name or key', async () => {
    const first = await once('order');
    expect(await codeOf(once('order', 'another body'))).toBe('idempotency_key_reused');
    expect(await storage.once.run('call.things.other.v1', { key: 'order', body: 'body' }, make)).not.toEqual(
      first,
    );
    expect(await once('order-2')).not.toEqual(first);
  });

  it('that failed leaves nothing, and is done when it comes again', async () => {
    const before = await things();
    const fail = async () => {
      await make();
      throw new AppError('policy_unknown', { key: 'no_policy' });
    };
    expect(await codeOf(once('fails', 'body', fail))).toBe('policy_unknown');
    expect(await things()).toBe(before);
    expect(await codeOf(once('fails'))).toBe('answered');
    expect(await things()).toBe(before + 1);
  });

  it('that got nothing done of what it was asked for is done again, and leaves no row', async () => {
    const results = (succeeded: object[], failed: object[]) => () => Promise.resolve({ succeeded, failed });
    const failure = { index: 0, reason: 'no_messaging' };
    const none = results([], [failure]);
    const [one, two] = [results([{ id: 'one' }], [failure]), results([{ id: 'two' }], [])];
    expect(await once('list', 'body', none)).toEqual({ succeeded: [], failed: [failure] });
    const rows = () => storage.database.query(`select 1 from idempotency_keys where id like '% list'`);
    expect(await rows()).toHaveLength(0);
    expect(await once('list', 'body', one)).toEqual({ succeeded: [{ id: 'one' }], failed: [failure] });
    expect(await once('list', 'body', two)).toEqual({ succeeded: [{ id: 'one' }], failed: [failure] });
    expect(await rows()).toHaveLength(1);
  });

  it('undoes a part that failed and keeps the rest, as without a key', async () => {
    const before = await things();
    await once('part', 'body', async () => {
      const doomed = storage.database.transaction(async (transaction) => {
        await transaction.query(`insert into things (id) values ('doomed')`);
        await transaction.query('select 1 / 0');
      });
      await expect(doomed).rejects.toThrow('division by zero');
      return make();
    });
    expect(await things()).toBe(before + 1);
  });

  it('is forgotten after a day, and its row with it', async () => {
    const first = await once('daily');
    testEnv.clock.advance(24 * 3_600_000 - 1);
    expect(await once('daily')).toEqual(first);
    testEnv.clock.advance(1);
    expect(await once('daily')).not.toEqual(first);
    const rows = await storage.database.query('select id from idempotency_keys');
    expect(rows).toHaveLength(1);
  });

  it('is kept without its answer in clear', async () => {
    await once('sealed');
    const rows = await storage.database.query<{ row: string }>(
      'select k::text as row from idempotency_keys k',
    );
    expect(rows.map(({ row }) => row).join()).not.toContain('a-secret-in-the-answer');
  });

  it('leaves connections for all else, however many are under way and wait for others', async () => {
    let finish = (): void => undefined;
    const waits = new Promise<void>((resolve) => (finish = resolve));
    let begun = 0;
    const wait = () => {
      begun += 1;
      return waits.then(make);
    };
    const answers = Array.from({ length: 40 }, (_, index) => once(`waits-${index}`, 'body', wait));
    try {
      await eventually('all of them are under way', () => begun === 40);
      await eventually('one connection holds the locks of all', () => connectionsInUse() === 1);
      expect(await storage.database.query('select 1')).toHaveLength(1);
      expect(await codeOf(once('waits-39'))).toBe('idempotency_key_busy');
    } finally {
      finish();
      await Promise.allSettled(answers);
    }
    expect(new Set(await Promise.all(answers)).size).toBe(40);
    await eventually('no connection is held', () => connectionsInUse() === 0);
  });

  it('is done once, whichever replicas it reaches at the same time', async () => {
    const before = await things();
    const calls = Array.from({ length: 20 }, (_, index) =>
      codeOf(
        (index % 2 === 0 ? storage : replica).once.run('call.things.make.v1', underKey('replicas'), make),
      ),
    );
    expect(new Set(await Promise.all(calls))).toEqual(new Set(['answered', 'idempotency_key_busy']));
    expect(await things()).toBe(before + 1);
  });

  it.each([
    ['before it has written', async () => undefined],
    ['after it has written', make],
  ])('whose connections break %s leaves nothing, and another replica does it', async (when, write) => {
    const before = await things();
    const { begun, finish, work } = pausing(write);
    const broken = codeOf(once(`breaks ${when}`, 'body', work));
    await begun;
    await breakConnections();
    const repeat = () => replica.once.run('call.things.make.v1', underKey(`breaks ${when}`), make);
    const answer = await eventually('its lock is free', () => repeat());
    finish();
    // its own attempt is undone, whether or not it has noticed
    expect(await broken).not.toBe('answered');
    expect(await things()).toBe(before + 1);
    expect(await repeat()).toEqual(answer);
    expect(await once(`breaks ${when}`)).toEqual(answer);
  });

  it('takes locks again after the connection that holds them broke', async () => {
    const { begun, finish, work } = pausing(async () => undefined);
    const first = codeOf(once('held', 'body', work));
    await begun;
    await breakConnections();
    await eventually('another one is answered', () => once('anew'));
    finish();
    expect(await first).toBe('answered');
    expect(await codeOf(once('anew-2'))).toBe('answered');
    await eventually('no connection is held', () => connectionsInUse() === 0);
  });
});
