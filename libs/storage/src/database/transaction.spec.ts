import { randomUUID } from 'node:crypto';
import { createLogger } from '@subjectline/bus';
import { eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Database } from './database';

let testEnv: TestEnvironment;
let database: Database;

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  const logger = createLogger('spec', { level: 'silent' });
  database = new Database({ url: testEnv.databaseUrl, schema: 'public', logger, connections: 2 });
  await database.query(
    'create table things (id text primary key, place integer generated always as identity)',
  );
});
beforeEach(() => database.query('delete from things'));
afterAll(async () => {
  await database.close();
  await testEnv.close();
});

const insert = 'insert into things (id) values ($1)';

async function stored(): Promise<string[]> {
  const rows = await database.query<{ id: string }>('select id from things order by place');
  return rows.map(({ id }) => id);
}

describe('statements of a transaction', () => {
  it('run in the order in which they are given, sent at once or with a later one', async () => {
    const counts = await database.transaction(async (transaction) => {
      transaction.later(insert, ['a']);
      transaction.later(insert, ['b']);
      const [first, second] = await Promise.all([
        transaction.query<{ count: number }>('select count(*) from things'),
        transaction.query<{ count: number }>(`insert into things (id) values ('c') returning 3 as count`),
      ]);
      transaction.later(insert, ['d']);
      return [first[0]?.count, second[0]?.count];
    });
    expect(counts).toEqual([2, 3]);
    expect(await stored()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('are committed when all of them were for later', async () => {
    await database.transaction((transaction) => Promise.resolve(transaction.later(insert, ['a'])));
    expect(await stored()).toEqual(['a']);
  });

  it('give each its own rows', async () => {
    const rows = await database.transaction((transaction) =>
      Promise.all(
        [1, 2, 3].map((number) =>
          transaction.query(`select $1::int as n, $2::text as t from generate_series(1, $1::int)`, [
            number,
            null,
          ]),
        ),
      ),
    );
    expect(rows).toEqual([1, 2, 3].map((n) => Array.from({ length: n }, () => ({ n, t: null }))));
  });

  it('share a snapshot rule of their own: each sees what was committed before it', async () => {
    await database.transaction(async (transaction) => {
      await transaction.query('select 1');
      await database.query(insert, ['meanwhile']);
      expect(await transaction.query('select id from things')).toEqual([{ id: 'meanwhile' }]);
    });
  });
});

describe('a statement that fails', () => {
  it('for later, fails the commit, and nothing is stored', async () => {
    const attempt = database.transaction(async (transaction) => {
      await transaction.query(insert, ['a']);
      transaction.later(insert, ['a']);
    });
    await expect(attempt).rejects.toMatchObject({ code: '23505' });
    expect(await stored()).toEqual([]);
  });

  it('for later, fails the statement that it is sent with, and what comes after it is not run', async () => {
    const attempt = database.transaction(async (transaction) => {
      transaction.later(insert, ['a']);
      transaction.later(insert, ['a']);
      await transaction.query('select pg_notify($1, $2)', ['never', 'sent']);
    });
    await expect(attempt).rejects.toMatchObject({ code: '23505' });
    expect(await stored()).toEqual([]);
  });

  it('and whose error is swallowed is no commit', async () => {
    let committed = false;
    const attempt = database.transaction(async (transaction) => {
      transaction.afterCommit(() => (committed = true));
      await transaction.query(insert, ['a']);
      await transaction.query('select 1 / 0').catch(() => undefined);
    });
    await expect(attempt).rejects.toThrow('a transaction with a failed statement cannot be committed');
    expect([committed, await stored()]).toEqual([false, []]);
  });

  it('leaves the connection usable, also for what the server had not parsed yet', async () => {
    const fresh = `select '${randomUUID()}' as id`;
    const attempt = (before: string) =>
      database.transaction(async (transaction) => {
        transaction.later(before);
        return transaction.query(fresh);
      });
    // as many as there are connections, so that each has seen the failure
    const failed = await Promise.allSettled([attempt('select 1 / 0'), attempt('select 1 / 0')]);
    expect(failed.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await Promise.all([attempt('select 2'), attempt('select 2')])).toMatchObject([[{}], [{}]]);
  });

  it('with a value that cannot be sent keeps the rest from being committed', async () => {
    const circular: unknown[] = [];
    circular.push({ circular });
    const attempt = database.transaction((transaction) => {
      transaction.later(insert, ['a']);
      transaction.later('select $1::jsonb', [{ circular }]);
      return Promise.resolve();
    });
    await expect(attempt).rejects.toThrow(TypeError);
    expect(await stored()).toEqual([]);
  });

  it('in a part of a transaction undoes that part alone', async () => {
    const work = async (): Promise<void> => {
      await database.query(insert, ['a']);
      const part = database.transaction(async (inner) => {
        inner.later(insert, ['b']);
        await inner.query(insert, ['b']);
      });
      await expect(part).rejects.toMatchObject({ code: '23505' });
      await database.transaction((inner) => Promise.resolve(inner.later(insert, ['c'])));
    };
    await database.asOne(work, () => Promise.resolve());
    expect(await stored()).toEqual(['a', 'c']);
  });
});

describe('a transaction', () => {
  it('that asks nothing needs no statement', async () => {
    expect(await database.transaction(() => Promise.resolve('done'))).toBe('done');
  });

  it('takes no statement after its end', async () => {
    const kept = await database.transaction((transaction) => Promise.resolve(transaction));
    expect(() => kept.later('select 1')).toThrow('the transaction has ended');
    await expect(kept.query('select 1')).rejects.toThrow('the transaction has ended');
  });

  it('that is rolled back leaves no lock behind', async () => {
    const attempt = database.transaction((transaction) => {
      transaction.later('select pg_advisory_xact_lock(7)');
      return Promise.reject(new Error('changed our mind'));
    });
    await expect(attempt).rejects.toThrow('changed our mind');
    const rows = await database.query(`select 1 from pg_locks where locktype = 'advisory' and objid = 7`);
    expect(rows).toEqual([]);
  });
});

describe('a statement that was prepared before a migration', () => {
  it('is prepared again when its columns have changed', async () => {
    await database.query('create table widened (id text)');
    await database.query(`insert into widened values ('a')`);
    const read = () => database.query('select * from widened');
    const readIn = () => database.transaction((transaction) => transaction.query('select * from widened'));
    // each connection has prepared it: neither transaction ends before the other has begun
    let begun = 0;
    const readTogether = () =>
      database.transaction(async (transaction) => {
        await transaction.query('select * from widened');
        begun += 1;
        await eventually('both have begun', () => begun === 2);
      });
    await Promise.all([readTogether(), readTogether()]);
    await database.query('alter table widened add column more integer');
    expect(await read()).toEqual([{ id: 'a', more: null }]);
    begun = 0;
    await Promise.all([readTogether(), readTogether()]);
    await database.query('alter table widened add column most integer');
    await expect(readIn()).rejects.toMatchObject({ code: 'unavailable' });
    await eventually('it is well again', () => readIn().then((rows) => rows.length === 1));
  });
});
