import { createLogger } from '@subjectline/bus';
import { startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Database } from './database';
import type { Queryable } from './transaction';

let testEnv: TestEnvironment;
let database: Database;

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  const logger = createLogger('spec', { level: 'silent' });
  const url = testEnv.databaseUrl;
  database = new Database({ url, schema: 'public', logger, connections: 1, answerTimeoutMs: 300 });
  await database.query('create table things (id text primary key)');
});

afterAll(async () => {
  await database.close();
  await testEnv.close();
});

async function backendOf(on: Queryable): Promise<number> {
  const [backend] = await on.query<{ pid: number }>('select pg_backend_pid() as pid');
  if (!backend) throw new Error('there is no backend');
  return backend.pid;
}

/** Stops the server's process behind a connection, as a network that drops every packet would, while `work` runs. */
async function silenced<T>(on: Queryable, work: () => Promise<T>): Promise<T> {
  const pid = await backendOf(on);
  process.kill(pid, 'SIGSTOP');
  try {
    return await work();
  } finally {
    process.kill(pid, 'SIGCONT');
  }
}

const insert = `insert into things (id) values ('a')`;
const unavailable = { code: 'unavailable', facts: { what: 'database' } };

describe('a server that does not answer', () => {
  it('is unavailable, and the next statement takes another connection', async () => {
    await silenced(database, async () => {
      await expect(database.query('select 1')).rejects.toMatchObject(unavailable);
      expect(await database.query('select 2 as two')).toEqual([{ two: 2 }]);
    });
  });

  it('ends a transaction, whose connection goes at once', async () => {
    const ends: string[] = [];
    await database
      .transaction(async (transaction) => {
        transaction.afterRollback(() => ends.push('rolled back'));
        await silenced(transaction, async () => {
          await expect(transaction.query(insert)).rejects.toThrow('timeout');
          await expect(transaction.query('select 1')).rejects.toThrow('timeout');
          transaction.later(insert);
        });
      })
      .catch((error: unknown) => expect(error).toMatchObject(unavailable));
    expect(ends).toEqual(['rolled back']);
    expect(await database.query('select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('leaves a commit in doubt: it is told as unavailable', async () => {
    let pid = 0;
    const work = database.transaction(async (transaction) => {
      await transaction.query(insert);
      pid = await backendOf(transaction);
      process.kill(pid, 'SIGSTOP');
    });
    await expect(work).rejects.toMatchObject(unavailable);
    process.kill(pid, 'SIGCONT');
  });
});
