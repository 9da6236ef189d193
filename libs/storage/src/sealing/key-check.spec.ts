import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { createLogger } from '@subjectline/bus';
import {
  challengeContext,
  messageContext,
  SendCode,
  SendNotice,
  StartChallenge,
  StartChallengeInBulk,
} from '@subjectline/contracts';
import { eventually, startTestEnvironment, type TestEnvironment } from '@subjectline/testing';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Database } from '../database/database';
import { KeyCheck } from './key-check';
import { migrate } from '../database/migrations';
import { keyUse, reseal, waitingMessages, type Resealed } from './reseal';
import { sealedColumns } from './sealed-columns';
import { KeyRing } from './sealing';

const newKey = (id: string): string => `${id}:${randomBytes(32).toString('base64')}`;
const [old, fresh, wrong] = [newKey('k1'), newKey('k2'), newKey('k1')];
const ring = (...keys: string[]): KeyRing => KeyRing.parse(keys.join(','));
const logger = createLogger('spec', { level: 'silent' });

let testEnv: TestEnvironment;
let database: Database;

beforeAll(async () => {
  testEnv = await startTestEnvironment();
});

afterAll(() => testEnv?.close());

beforeEach(async () => {
  const place = { url: testEnv.databaseUrl, schema: 'dispatch', logger };
  const folders = ['libs/storage', 'apps/dispatch'].map((name) =>
    join(__dirname, '..', '..', '..', '..', name, 'migrations'),
  );
  await migrate({ ...place, folders });
  database = new Database(place);
});

afterEach(async () => {
  await database.query('drop schema dispatch cascade');
  await database.close();
});

const check = (keys: KeyRing): KeyCheck => new KeyCheck('dispatch', sealedColumns.dispatch, database, keys);

/** A message as dispatch keeps it. */
async function keep(id: string, keys: KeyRing, context = `message:default:${id}`): Promise<void> {
  await insert([id], [keys.seal(`what ${id} says`, context)]);
}

async function keepMany(count: number, keys: KeyRing): Promise<void> {
  const ids = Array.from({ length: count }, (_, number) => `msg_${number}`);
  await insert(
    ids,
    ids.map((id) => keys.seal(`what ${id} says`, `message:default:${id}`)),
  );
}

async function insert(ids: readonly string[], sealed: readonly string[]): Promise<void> {
  await database.query(
    `insert into messages (organization, id, kind, state, attempts, sealed_content, locale, created_at)
     select 'default', id, 'privacy_request_receipt', 'sent', 1, sealed, 'en', now()
     from unnest($1::text[], $2::text[]) as kept (id, sealed)`,
    [ids, sealed],
  );
}

/** A message that waits in the outbox. */
async function hold(id: string, subject: string, payload: object): Promise<void> {
  await database.query(`insert into outbox (id, subject, payload, available_at) values ($1, $2, $3, now())`, [
    id,
    subject,
    Buffer.from(JSON.stringify(payload)),
  ]);
}

async function canaries(): Promise<string[]> {
  const rows = await database.query<{ key_id: string }>('select key_id from key_canaries order by 1');
  return rows.map(({ key_id }) => key_id);
}

async function resealAll(keys: KeyRing): Promise<Resealed[]> {
  const results: Resealed[] = [];
  for await (const result of reseal(database, keys)) results.push(result);
  return results;
}

describe('the keys of a service', () => {
  it('are remembered at the first start, each of them, and found right at the next', async () => {
    await check(ring(fresh, old)).run();
    expect(await canaries()).toEqual(['k1', 'k2']);
    await check(ring(fresh, old)).run();
    expect(await check(ring(fresh, old)).problem()).toBeNull();
  });

  it('are refused when one has become another under the same id', async () => {
    await check(ring(old)).run();
    await expect(check(ring(wrong)).run()).rejects.toThrow(
      'SUBJECTLINE_KEYS: the key "k1" is not the one that sealed the data of dispatch',
    );
    await expect(check(ring(fresh, wrong)).run()).rejects.toThrow('the key "k1" is not the one');
    expect(await check(ring(wrong)).problem()).toBe(
      'the key "k1" is not the one that sealed the data of dispatch',
    );
  });

  it('are refused, none of them shown, when one is missing that data still needs', async () => {
    await check(ring(old)).run();
    await keep('msg_1', ring(old));
    const failure: unknown = await check(ring(fresh))
      .run()
      .catch((error: unknown) => error);
    expect(String(failure)).toContain('the key "k1" is missing, and data of dispatch is sealed with it');
    for (const key of [old, fresh]) expect(String(failure)).not.toContain(key.slice(3));
  });

  it('may lose one that nothing needs any more, and later take another under its id', async () => {
    await check(ring(fresh, old)).run();
    await check(ring(fresh)).run();
    expect(await canaries()).toEqual(['k2']);
    await check(ring(fresh, wrong)).run();
  });

  it('are compared with data of before there were canaries', async () => {
    await keep('msg_1', ring(old));
    await keep('msg_2', ring(old), 'damaged');
    await expect(check(ring(wrong)).run()).rejects.toThrow('the key "k1" is not the one');
    await expect(check(ring(fresh)).run()).rejects.toThrow('the key "k1" is missing');
    expect(await canaries()).toEqual([]);
    await check(ring(fresh, old)).run();
    expect(await canaries()).toEqual(['k1', 'k2']);
  });

  it('are those of one replica when two start at once with different ones', async () => {
    const outcomes = await Promise.allSettled([check(ring(old)).run(), check(ring(wrong)).run()]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('sealing anew with the first key', () => {
  const both = ring(fresh, old);
  const uses = async (): Promise<[string, number][]> =>
    (await keyUse(database)).map(({ keyId, rows }) => [keyId, rows]);

  it('leaves nothing that needs an older key, and every text as it was', async () => {
    await check(both).run();
    await keepMany(1_203, ring(old));
    await keep('msg_new', both);
    expect(await uses()).toEqual([
      ['k1', 1_203],
      ['k2', 1],
    ]);
    expect(await resealAll(both)).toEqual([
      { place: 'dispatch.messages.sealed_content', done: 1_203, closed: 0 },
      { place: 'dispatch.inbox.sealed_message', done: 0, closed: 0 },
      { place: 'dispatch.idempotency_keys.sealed_reply', done: 0, closed: 0 },
      { place: 'dispatch.outbox.payload', done: 0, closed: 0 },
    ]);
    expect(await uses()).toEqual([['k2', 1_204]]);
    const rows = await database.query<{ id: string; sealed_content: string }>('select * from messages');
    for (const { id, sealed_content } of rows)
      expect(ring(fresh).open(sealed_content, `message:default:${id}`)).toBe(`what ${id} says`);
    await check(ring(fresh)).run();
    expect(await canaries()).toEqual(['k2']);
  });

  it('goes on where it was broken off', async () => {
    await keepMany(600, ring(old));
    let statements = 0;
    const breaking = {
      query: (text: string, values?: readonly unknown[]) => {
        if (text.includes('update ') && ++statements > 1) throw new Error('broken off');
        return database.query(text, values);
      },
    } as Database;
    await expect(async () => {
      for await (const _ of reseal(breaking, both));
    }).rejects.toThrow('broken off');
    expect(await uses()).toEqual([
      ['k1', 100],
      ['k2', 500],
    ]);
    expect((await resealAll(both))[0]).toMatchObject({ done: 100 });
  });

  it('waits for a row that a service holds, and holds no other that the service wants', async () => {
    await keepMany(3, ring(old));
    const touch = (id: string) => `update messages set attempts = attempts + 1 where id = '${id}'`;
    const resealing = await database.transaction(async (service) => {
      await service.query(touch('msg_1'));
      const resealing = resealAll(both);
      await eventually('the resealing waits for the row', async () => {
        const waiting = await database.query(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return waiting.length === 1;
      });
      await service.query(touch('msg_0'));
      await service.query(touch('msg_2'));
      return { resealing };
    });
    expect((await resealing.resealing)[0]).toMatchObject({ closed: 0 });
    await resealAll(both);
    expect(await uses()).toEqual([['k2', 3]]);
  });

  it('leaves alone what a service writes meanwhile, and what no key opens', async () => {
    await keep('msg_1', ring(old));
    await keep('msg_2', ring(old), 'damaged');
    let isWritten = false;
    const racing = {
      query: async (text: string, values?: readonly unknown[]) => {
        if (text.includes('update ') && !isWritten) {
          isWritten = true;
          const newer = both.seal('newer', 'message:default:msg_1');
          await database.query(`update messages set sealed_content = $1 where id = 'msg_1'`, [newer]);
        }
        return database.query(text, values);
      },
    } as Database;
    const results: Resealed[] = [];
    for await (const result of reseal(racing, both)) results.push(result);
    expect(results[0]).toMatchObject({ done: 0, closed: 1 });
    const [row] = await database.query<{ sealed_content: string }>(
      `select sealed_content from messages where id = 'msg_1'`,
    );
    expect(both.open(row?.sealed_content ?? '', 'message:default:msg_1')).toBe('newer');
    expect(await uses()).toEqual([
      ['k1', 1],
      ['k2', 1],
    ]);
  });

  it('tells of messages that wait to be published as they were sealed', async () => {
    await hold('one', 's', { id: 'm', sealed_content: ring(old).seal('x', 'y') });
    await hold('two', 's', { id: 'm', sealed_content: both.seal('x', 'y') });
    expect(await waitingMessages(database, both)).toEqual([['dispatch', 1]]);
  });

  it('includes messages that wait in the outbox, and the key stays needed until then', async () => {
    await check(both).run();
    const message = { organization: 'default', id: 'msg_1', about: 'pri_1', locale: 'en' };
    const seal = (context: string): string => ring(old).seal('what it says', context);
    const [toSend, toStart] = [messageContext('default', 'msg_1'), challengeContext('default', 'pri_1')];
    await hold('notice', SendNotice.subject, { ...message, sealed_content: seal(toSend) });
    await hold('code', SendCode.subject, { ...message, sealed_content: seal(toSend) });
    await hold('challenge', StartChallenge.subject, { ...message, sealed_content: seal(toStart) });
    await hold('in bulk', StartChallengeInBulk.subject, { ...message, sealed_content: seal(toStart) });
    await expect(check(ring(fresh)).run()).rejects.toThrow(
      'the key "k1" is missing, and messages that dispatch still has to send are sealed with it',
    );
    expect(await canaries()).toEqual(['k1', 'k2']);

    expect((await resealAll(both)).at(-1)).toEqual({ place: 'dispatch.outbox.payload', done: 4, closed: 0 });
    expect(await waitingMessages(database, both)).toEqual([]);
    await check(ring(fresh)).run();
    const rows = await database.query<{ subject: string; payload: Buffer }>('select * from outbox');
    for (const { subject, payload } of rows) {
      const { sealed_content, ...rest } = JSON.parse(payload.toString()) as { sealed_content: string };
      expect(rest).toEqual(message);
      const context = subject.includes('challenge') ? toStart : toSend;
      expect(ring(fresh).open(sealed_content, context)).toBe('what it says');
    }
  });

  it('leaves in the outbox what no key opens', async () => {
    const sealed_content = ring(old).seal('x', 'damaged');
    await hold('one', SendNotice.subject, { organization: 'default', id: 'msg_1', sealed_content });
    expect((await resealAll(both)).at(-1)).toMatchObject({ done: 0, closed: 1 });
    expect(await waitingMessages(database, both)).toEqual([['dispatch', 1]]);
  });
});
