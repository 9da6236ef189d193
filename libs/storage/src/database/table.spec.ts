import { createLogger } from '@subjectline/bus';
import { startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Database } from './database';
import { Table } from './table';

interface Thing {
  readonly id: string;
  readonly owner: string | null;
  readonly tags: string[];
  readonly details: object | null;
  readonly version: number;
}

const columns = ['id', 'owner', 'tags', 'details', 'version'] as const;
const things = new Table<Thing, 'version'>('things', columns);
const everyColumn = new Table<Thing>('things');

let testEnv: TestEnvironment;
let database: Database;

beforeAll(async () => {
  testEnv = await startTestEnvironment();
  const logger = createLogger('spec', { level: 'silent' });
  database = new Database({ url: testEnv.databaseUrl, schema: 'public', logger, connections: 2 });
  await database.query(`create table things (
    id text primary key, owner text, tags text[] not null, details jsonb, version integer not null default 1,
    place integer generated always as identity)`);
});
beforeEach(() => database.query('truncate things restart identity'));
afterAll(async () => {
  await database.close();
  await testEnv.close();
});

const first = { id: 'a', owner: 'ana', tags: ['x', 'y'], details: { depth: [1, 2] } };
const second = { id: 'b', owner: 'ana', tags: [], details: null };
const third = { id: 'c', owner: null, tags: [], details: null };

async function addAll(): Promise<void> {
  for (const thing of [first, second, third]) await things.insert(database, thing);
}

function idsOf(rows: readonly Thing[]): string[] {
  return rows.map(({ id }) => id);
}

describe('a table', () => {
  it('returns an inserted row with its defaults, and only the columns it reads', async () => {
    expect(await things.insertReturning(database, first)).toEqual({ ...first, version: 1 });
    const bare = await things.insertReturning(database, { id: 'b', tags: [], version: undefined });
    expect(bare).toEqual({ id: 'b', owner: null, tags: [], details: null, version: 1 });
    expect(await things.find(database, { id: 'a' })).toEqual({ ...first, version: 1 });
    expect(await everyColumn.find(database, { id: 'a' })).toEqual({ ...first, version: 1, place: 1 });
  });

  it('finds by a value, by null and by one of a list, in the order that is asked for', async () => {
    await addAll();
    expect(await things.find(database, { owner: 'ana' }, 'place desc')).toMatchObject({ id: 'b' });
    expect(await things.find(database, { owner: 'eva' })).toBeNull();
    expect(idsOf(await things.list(database, { owner: null }))).toEqual(['c']);
    expect(idsOf(await things.list(database, { id: ['a', 'c', 'z'] }, 'id desc'))).toEqual(['c', 'a']);
    expect(idsOf(await things.list(database, { owner: 'ana', id: ['b', 'c'] }))).toEqual(['b']);
    expect(await things.list(database, { id: [] })).toEqual([]);
    expect(await things.count(database, {})).toBe(3);
  });

  it('gives a page with the length of the whole list', async () => {
    await addAll();
    const page = await things.page(database, { owner: 'ana' }, 'place', { skip: 1, limit: 5 });
    expect(idsOf(page.rows)).toEqual(['b']);
    expect(page.total).toBe(2);
    expect(await things.page(database, {}, 'place', { skip: 0, limit: 0 })).toEqual({ rows: [], total: 3 });
  });

  it('matches nothing by an undefined value, so that a mistake deletes and changes nothing', async () => {
    await addAll();
    const unknown = { owner: undefined };
    expect(await things.list(database, unknown)).toEqual([]);
    await things.delete(database, unknown);
    await things.update(database, unknown, { version: 9 });
    expect(await things.count(database, { version: 1 })).toBe(3);
  });

  it('changes the matching rows', async () => {
    await addAll();
    await things.update(database, { owner: 'ana' }, { owner: null, tags: ['z'] });
    expect(await things.find(database, { id: 'b' })).toMatchObject({ owner: null, tags: ['z'] });
    const changed = await things.updateReturning(database, { id: 'a', owner: null }, { details: { a: 1 } });
    expect(changed).toEqual({ ...first, owner: null, tags: ['z'], details: { a: 1 }, version: 1 });
    expect(await things.updateReturning(database, { id: 'a', owner: 'ana' }, { version: 2 })).toBeNull();
  });

  it('inserts a row only when no other has its key', async () => {
    expect(await things.insertNew(database, first, ['id'])).toMatchObject({ owner: 'ana' });
    expect(await things.insertNew(database, { ...first, owner: 'eva' }, ['id'])).toBeNull();
    expect(await things.find(database, { id: 'a' })).toMatchObject({ owner: 'ana' });
  });

  it('inserts a row or changes the one with its key, but not the columns that are not given', async () => {
    const { id, ...rest } = first;
    await things.upsert(database, { id }, { ...rest, version: 7 });
    await things.upsert(database, { id }, { owner: null, tags: [], details: null });
    expect(await things.list(database, {})).toEqual([
      { id, owner: null, tags: [], details: null, version: 7 },
    ]);
  });

  it('deletes the matching rows and returns them', async () => {
    await addAll();
    expect(idsOf(await things.deleteReturning(database, { owner: 'ana' }))).toEqual(['a', 'b']);
    await things.delete(database, { id: 'z' });
    expect(idsOf(await things.list(database, {}))).toEqual(['c']);
  });

  it('takes the name of a column for a name, whatever stands in it', async () => {
    const row = { ...first, 'id") values (null); --': 'x' };
    await expect(things.insert(database, row)).rejects.toThrow('column "id") values (null); --" of relation');
    const changes = { version: 2, 'owner = null, version': 3 };
    await expect(things.update(database, { id: 'a' }, changes)).rejects.toThrow(
      'column "owner = null, version" of relation',
    );
  });
});

describe('a table in a transaction', () => {
  it('locks a row for a change that is sent with the commit', async () => {
    await things.insert(database, first);
    const raise = () =>
      database.transaction(async (transaction) => {
        const locked = await things.lock(transaction, { id: 'a' });
        things.updateLater(transaction, { id: 'a' }, { version: (locked?.version ?? 0) + 1 });
      });
    await Promise.all([raise(), raise()]);
    expect(await things.find(database, { id: 'a' })).toMatchObject({ version: 3 });
  });

  it('lets a larger statement insert a row', async () => {
    const [text, values] = things.insertSql(first, 'returning id, version');
    const rows = await database.transaction((transaction) =>
      transaction.query(`with stored as (${text}) select *, $${values.length + 1} as note from stored`, [
        ...values,
        'new',
      ]),
    );
    expect(rows).toEqual([{ id: 'a', version: 1, note: 'new' }]);
  });

  it('gives statements of the same columns the same text', () => {
    expect(things.insertSql(first)[0]).toBe(things.insertSql({ ...second, id: 'other' })[0]);
  });
});
