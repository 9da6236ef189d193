import { join } from 'node:path';
import type { ServerResponse } from 'node:http';
import { ReadMessage, type MessageHistory } from '@subjectline/contracts';
import { connectionsPerAccount } from '@subjectline/providers';
import { eventually, layGround, ServiceProcess, type Ground } from '@subjectline/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  organization,
  publishWordings,
  recordOf,
  sendMessage,
  useProvider,
  verification,
} from './played-house.suite';
import { accept, answerWithId, ScriptedVendor } from './scripted-vendor.suite';

const main = join(__dirname, '..', 'dist', 'main.js');
const notice = 'privacy_request_receipt';

let ground: Ground;
let vendor: ScriptedVendor;
let dispatch: ServiceProcess;

function startDispatch(): Promise<ServiceProcess> {
  return ServiceProcess.start(main, {
    ...ground.envFor('dispatch'),
    SUBJECTLINE_LOG_LEVEL: 'info',
    SUBJECTLINE_MAILGUN_URL: vendor.url,
  });
}

const historyOf = (id: string): Promise<MessageHistory> => ground.bus.ask(ReadMessage, { organization, id });

const ofAll = (ids: readonly string[]) => Promise.all(ids.map(historyOf));

async function inDatabase(statement: string, values: unknown[] = []): Promise<unknown[]> {
  const client = new Client({ connectionString: ground.databaseUrl });
  await client.connect();
  const { rows } = await client.query<Record<string, unknown>>(statement, values);
  await client.end();
  return rows;
}

beforeAll(async () => {
  [ground, vendor] = await Promise.all([layGround(), ScriptedVendor.open()]);
  await publishWordings(ground);
  await useProvider(ground, 'mailgun');
  dispatch = await startDispatch();
});
afterAll(async () => {
  await dispatch.stop();
  await vendor.close();
  await ground.close();
});

describe('a vendor that answers', () => {
  it('with any id has taken the message, and harms no other', async () => {
    const answers = [
      '<no\0de@x>',
      '<ok@x>',
      `<${'a'.repeat(255)}>`,
      `<${'a'.repeat(256)}>`,
      '< späm 1 >',
      '<\n>',
    ];
    const kept = [null, 'ok@x', 'a'.repeat(255), null, 'späm 1', null];
    const given = new Map<string, string | null>();
    vendor.answer = (response, id) => {
      const index = given.size % answers.length;
      given.set(id, kept[index] ?? null);
      answerWithId(response, answers[index] ?? '');
    };
    const tasks = await Promise.all(
      Array.from({ length: 30 }, () => sendMessage(ground, verification.kind, verification.options)),
    );
    const records = await Promise.all(tasks.map(({ id }) => recordOf(ground, id, 'sent')));
    expect(vendor.ids.toSorted()).toEqual(tasks.map(({ id }) => id).toSorted());
    for (const { id, provider_message_id, attempts } of records) {
      expect([attempts, provider_message_id]).toEqual([1, given.get(id)]);
    }
  });

  it('slowly is waited for: what finds no free connection waits before it counts as under way', async () => {
    const open: ServerResponse[] = [];
    vendor.answer = (response) => void open.push(response);
    const before = vendor.reached;
    const tasks = await Promise.all(Array.from({ length: 100 }, () => sendMessage(ground, notice)));
    await eventually('its connections are in use', () => open.length >= connectionsPerAccount - 2);
    // a code has connections of its own
    const code = await sendMessage(ground, verification.kind, verification.options);
    await eventually('the code has arrived', () => vendor.ids.includes(code.id));
    const [row] = await inDatabase(
      `select count(*)::int as count from dispatch.messages where state = 'sending'`,
    );
    expect(row).toEqual({ count: open.length });
    vendor.answer = accept;
    for (const response of open) accept(response);
    await Promise.all([...tasks, code].map(({ id }) => recordOf(ground, id, 'sent')));
    expect(vendor.reached - before).toBe(101);
  });
});

describe('a settled message', () => {
  it('is never read without its try', async () => {
    vendor.answer = accept;
    const tasks = await Promise.all(Array.from({ length: 40 }, () => sendMessage(ground, notice)));
    const torn: MessageHistory[] = [];
    await eventually('all are sent', async () => {
      const histories = await Promise.all(tasks.map(({ id }) => historyOf(id).catch(() => null)));
      torn.push(
        ...histories.filter((one): one is MessageHistory => one?.state === 'sent' && one.tries.length !== 1),
      );
      return histories.every((one) => one?.state === 'sent');
    });
    expect(torn).toEqual([]);
  });
});

describe('kill -9 while a vendor is silent', { timeout: 120_000 }, () => {
  it('leaves no more unknown than had reached it; the others are sent, once', async () => {
    vendor.answer = () => undefined;
    const before = vendor.reached;
    const tasks = await Promise.all(Array.from({ length: 150 }, () => sendMessage(ground, notice)));
    await eventually(
      'its connections are in use',
      () => vendor.reached - before >= connectionsPerAccount - 2,
    );
    await dispatch.kill();
    const underWay = vendor.ids.slice(before);
    vendor.answer = accept;
    dispatch = await startDispatch();
    const histories = await eventually(
      'every message is settled',
      async () => {
        const all = await ofAll(tasks.map(({ id }) => id)).catch(() => []);
        return all.length > 0 && all.every(({ state }) => state === 'sent' || state === 'unknown') && all;
      },
      60_000,
    );
    const unknown = histories.filter(({ state }) => state === 'unknown').map(({ id }) => id);
    expect(unknown.toSorted()).toEqual(underWay.toSorted());
    expect(vendor.ids.slice(before)).toHaveLength(150);
    expect(histories.find(({ state }) => state === 'unknown')?.tries).toMatchObject([
      { number: 1, outcome: 'unknown', code: 'process-ended' },
    ]);
  });

  it('leaves none under way for ever, though its task is gone', async () => {
    vendor.answer = () => undefined;
    const code = await sendMessage(ground, verification.kind, verification.options);
    const held = await sendMessage(ground, notice);
    await eventually('both have arrived', () => [code.id, held.id].every((id) => vendor.ids.includes(id)));
    await dispatch.kill();
    const manager = await ground.bus.connection.jetstreamManager();
    await manager.streams.purge('TASKS');
    vendor.answer = accept;
    dispatch = await startDispatch();
    await eventually(
      'the notice is unknown',
      async () => (await historyOf(held.id)).state === 'unknown',
      60_000,
    );
    await eventually('the code is sent', async () => (await historyOf(code.id)).state === 'sent', 60_000);
    expect(vendor.ids.filter((id) => id === code.id)).toHaveLength(2);
  });
});

describe('a call that outlasts its lease', { timeout: 60_000 }, () => {
  it('is not given up while its process lives', async () => {
    const open: ServerResponse[] = [];
    vendor.answer = (response) => void open.push(response);
    const { id } = await sendMessage(ground, notice);
    await eventually('it has arrived', () => open.length === 1);
    const lease = `select lease_until from dispatch.messages where id = $1`;
    const [first] = await inDatabase(lease, [id]);
    await eventually('its lease is renewed', async () => {
      const [now] = await inDatabase(lease, [id]);
      return (now as { lease_until: Date }).lease_until > (first as { lease_until: Date }).lease_until;
    });
    for (const response of open) accept(response);
    expect(await recordOf(ground, id, 'sent')).toMatchObject({ attempts: 1 });
    await eventually(
      'no lease is left',
      async () => {
        return (await inDatabase('select id from dispatch.leases')).length === 0;
      },
      30_000,
    );
  });
});
