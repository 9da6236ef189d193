import { join } from 'node:path';
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { ReadMessage, SendNotice, type MessageHistory } from '@subjectline/contracts';
import { consumerOfTask } from '@subjectline/bus';
import { connectionsPerAccount } from '@subjectline/providers';
import {
  eventually,
  freePort,
  startTestEnvironment,
  ServiceProcess,
  type TestEnvironment,
} from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  configOf,
  newTask,
  organization,
  publishWordings,
  recordOf,
  recordsOf,
  sendMessage,
  useProvider,
  useSettings,
  verification,
} from '../testing/played-services.fixture';
import { CuttableProxy } from '../testing/cuttable-proxy.fixture';
import { accept, answerWithId, ScriptedVendor } from '../testing/scripted-vendor.fixture';

const main = join(__dirname, '..', '..', 'dist', 'main.js');
const notice = 'privacy_request_receipt';

let testEnv: TestEnvironment;
let vendor: ScriptedVendor;
/** On the way from dispatch to its database. */
let proxy: CuttableProxy;
let dispatch: ServiceProcess;
let healthPort: number;

function startDispatch(vendorUrl = vendor.url): Promise<ServiceProcess> {
  return ServiceProcess.start(main, {
    ...testEnv.envFor('dispatch'),
    SUBJECTLINE_LOG_LEVEL: 'info',
    SUBJECTLINE_HEALTH_PORT: String(healthPort),
    SUBJECTLINE_MAILGUN_URL: vendorUrl,
    DATABASE_URL: proxy.url,
  });
}

function isRefused(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => resolve(false));
    socket.once('error', () => resolve(true)).once('connect', () => socket.destroy());
  });
}

const historyOf = (id: string): Promise<MessageHistory> => testEnv.bus.ask(ReadMessage, { organization, id });

/** A history that has come to its end. */
const settled = (id: string): Promise<MessageHistory> =>
  eventually('the message is settled', async () => {
    const history = await historyOf(id).catch(() => null);
    return history !== null && (history.state === 'sent' || history.state === 'unknown') && history;
  });

beforeAll(async () => {
  [testEnv, vendor, healthPort] = await Promise.all([
    startTestEnvironment(),
    ScriptedVendor.open(),
    freePort(),
  ]);
  proxy = await CuttableProxy.open(testEnv.databaseUrl);
  await publishWordings(testEnv);
  await useProvider(testEnv, 'mailgun');
  dispatch = await startDispatch();
});
afterAll(async () => {
  await dispatch.stop();
  await proxy.close();
  await vendor.close();
  await testEnv.close();
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
      Array.from({ length: 30 }, () => sendMessage(testEnv, verification.kind, verification.options)),
    );
    const records = await recordsOf(testEnv, tasks, 'sent');
    expect(vendor.ids.toSorted()).toEqual(tasks.map(({ id }) => id).toSorted());
    for (const { id, provider_message_id, attempts } of records) {
      expect([attempts, provider_message_id]).toEqual([1, given.get(id)]);
    }
  });

  it('slowly is waited for: what finds no free connection waits before it counts as under way', async () => {
    const open: ServerResponse[] = [];
    vendor.answer = (response) => void open.push(response);
    const before = vendor.reached;
    const tasks = await Promise.all(Array.from({ length: 100 }, () => sendMessage(testEnv, notice)));
    await eventually('its connections are in use', () => open.length >= connectionsPerAccount - 2);
    // a code has connections of its own
    const code = await sendMessage(testEnv, verification.kind, verification.options);
    await eventually('the code has arrived', () => vendor.ids.includes(code.id));
    const [row] = await testEnv.rows(
      `select count(*)::int as count from dispatch.messages where state = 'sending'`,
    );
    expect(row).toEqual({ count: open.length });
    vendor.answer = accept;
    for (const response of open) accept(response);
    await recordsOf(testEnv, [...tasks, code], 'sent');
    expect(vendor.reached - before).toBe(101);
  });
});

describe('a settled message', () => {
  it('is never read without its try', async () => {
    vendor.answer = accept;
    const tasks = await Promise.all(Array.from({ length: 40 }, () => sendMessage(testEnv, notice)));
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

describe('an organization whose vendor is silent', () => {
  it('keeps no other waiting, however much it has to send', async () => {
    const other = 'other';
    await useSettings(testEnv, {
      organization: other,
      notification_service_type: 'mailgun',
      active_channels: ['email'],
      providers: [configOf(testEnv, 'mailgun', {}, other)],
    });
    const open: ServerResponse[] = [];
    const slow = new Set<string>();
    vendor.answer = (response, id) => void (slow.has(id) ? open.push(response) : accept(response));
    const before = vendor.reached;
    // more than dispatch takes up at a time
    const tasks = Array.from({ length: 300 }, () => newTask(testEnv, notice));
    for (const { id } of tasks) slow.add(id);
    await Promise.all(tasks.map((task) => testEnv.bus.send(SendNotice, task, { id: task.id })));
    const others = await Promise.all(
      Array.from({ length: 20 }, () => sendMessage(testEnv, notice, { organization: other })),
    );
    await eventually('the others have arrived', () => others.every(({ id }) => vendor.ids.includes(id)));
    // none of the silent one has come to an end so far
    expect(vendor.reached - before).toBeLessThanOrEqual(connectionsPerAccount - 2 + others.length);
    vendor.answer = accept;
    for (const response of open) accept(response);
    const count = `select count(*)::int as count from dispatch.messages where id = any($1) and state = 'sent'`;
    await eventually('all are sent', async () => {
      const [row] = await testEnv.rows(count, [[...slow]]);
      return (row as { count: number }).count === slow.size;
    });
    expect(vendor.reached - before).toBe(320);
  });
});

describe('a service that is asked to end', () => {
  it('finishes what is under way and begins nothing new', async () => {
    const open: ServerResponse[] = [];
    vendor.answer = (response) => void open.push(response);
    const before = vendor.reached;
    const slots = connectionsPerAccount - 2;
    const tasks = await Promise.all(Array.from({ length: 100 }, () => sendMessage(testEnv, notice)));
    await eventually('its connections are in use', () => open.length === slots);
    const ended = dispatch.stop();
    await eventually('it is about to end', () => isRefused(healthPort));
    vendor.answer = accept;
    for (const response of open) accept(response);
    await ended;
    expect(vendor.reached - before).toBe(slots);
    dispatch = await startDispatch();
    await recordsOf(testEnv, tasks, 'sent');
    expect(vendor.reached - before).toBe(100);
  });
});

describe('a database that is down', () => {
  it('has no vendor called again and again for nothing', async () => {
    vendor.answer = accept;
    const before = vendor.begun;
    proxy.cut(true);
    const tasks = await Promise.all(Array.from({ length: 30 }, () => sendMessage(testEnv, notice)));
    const manager = await testEnv.bus.connection.jetstreamManager();
    const { stream, durable } = consumerOfTask(SendNotice);
    await eventually('each has been tried twice', async () => {
      return (await manager.consumers.info(stream, durable)).num_redelivered >= tasks.length;
    });
    expect(vendor.begun - before).toBeLessThanOrEqual(tasks.length);
    expect(vendor.ids.filter((id) => tasks.some((task) => task.id === id))).toEqual([]);
    proxy.cut(false);
    const records = await recordsOf(testEnv, tasks, 'sent');
    expect(records.map(({ attempts }) => attempts)).toEqual(Array(30).fill(1));
  });
});

describe('kill -9 while connections are being opened', () => {
  it('leaves nothing unknown', async () => {
    await dispatch.stop();
    const silent = createServer();
    const sockets: Socket[] = [];
    silent.on('connection', (socket) => sockets.push(socket));
    silent.listen(0, '127.0.0.1');
    await once(silent, 'listening');
    // TCP comes about, TLS does not
    dispatch = await startDispatch(`https://127.0.0.1:${(silent.address() as AddressInfo).port}`);
    const before = vendor.reached;
    const tasks = await Promise.all(Array.from({ length: 40 }, () => sendMessage(testEnv, notice)));
    await eventually('each has a connection', () => sockets.length >= 40);
    await dispatch.kill();
    silent.close();
    vendor.answer = accept;
    dispatch = await startDispatch();
    const records = await recordsOf(testEnv, tasks, 'sent');
    expect(records.map(({ attempts }) => attempts)).toEqual(Array(40).fill(1));
    expect(vendor.reached - before).toBe(40);
  });
});

describe('kill -9 while a vendor is silent', () => {
  it('leaves no more unknown than had reached it; the others are sent, once', async () => {
    vendor.answer = () => undefined;
    const [before, begun] = [vendor.reached, vendor.begun];
    const tasks = await Promise.all(Array.from({ length: 100 }, () => sendMessage(testEnv, notice)));
    await eventually(
      'its connections are in use',
      () => vendor.reached - before >= connectionsPerAccount - 2,
    );
    await dispatch.kill();
    const underWay = vendor.ids.slice(before);
    vendor.answer = accept;
    dispatch = await startDispatch();
    const histories: MessageHistory[] = [];
    for (const { id } of tasks) histories.push(await settled(id));
    const unknown = histories.filter(({ state }) => state === 'unknown').map(({ id }) => id);
    expect(unknown.toSorted()).toEqual(underWay.toSorted());
    expect(vendor.ids.slice(before)).toHaveLength(100);
    // those in the hands of the dead are looked at again and again, and not by means of calls
    expect(vendor.begun - begun).toBe(100);
    expect(histories.find(({ state }) => state === 'unknown')?.tries).toMatchObject([
      { number: 1, outcome: 'unknown', code: 'process-ended' },
    ]);
  });

  it('leaves none under way for ever, though its task is gone', async () => {
    vendor.answer = () => undefined;
    const code = await sendMessage(testEnv, verification.kind, verification.options);
    const held = await sendMessage(testEnv, notice);
    await eventually('both have arrived', () => [code.id, held.id].every((id) => vendor.ids.includes(id)));
    await dispatch.kill();
    const manager = await testEnv.bus.connection.jetstreamManager();
    await manager.streams.purge('TASKS');
    vendor.answer = accept;
    dispatch = await startDispatch();
    await eventually('the notice is unknown', async () => (await historyOf(held.id)).state === 'unknown');
    await eventually('the code is sent', async () => (await historyOf(code.id)).state === 'sent');
    expect(vendor.ids.filter((id) => id === code.id)).toHaveLength(2);
  });
});

describe('a call that outlasts its lease', () => {
  it('is not given up while its process lives', async () => {
    const open: ServerResponse[] = [];
    vendor.answer = (response) => void open.push(response);
    const { id } = await sendMessage(testEnv, notice);
    await eventually('it has arrived', () => open.length === 1);
    const lease = `select lease_until from dispatch.messages where id = $1`;
    const [first] = await testEnv.rows(lease, [id]);
    await eventually('its lease is renewed', async () => {
      const [now] = await testEnv.rows(lease, [id]);
      return (now as { lease_until: Date }).lease_until > (first as { lease_until: Date }).lease_until;
    });
    for (const response of open) accept(response);
    expect(await recordOf(testEnv, id, 'sent')).toMatchObject({ attempts: 1 });
    await eventually('no lease is left', async () => {
      return (await testEnv.rows('select id from dispatch.leases')).length === 0;
    });
  });
});
