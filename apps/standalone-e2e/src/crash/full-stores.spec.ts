import { cp, mkdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { eventually, startPostgres, type LocalServer } from '@subjectline/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, Product, type Answer } from '../fixtures/product.fixture';
import { SmallDisk } from './small-disk.fixture';

/* A store that takes no writes is an outage: nothing is accepted, nothing is lost, and all goes on by itself. */

vi.setConfig({ testTimeout: 240_000, hookTimeout: 120_000 });

const disk = SmallDisk.mount(400);

let postgres: LocalServer;
let product: Product;
let asked = 0;

const dir = (): string => join(disk?.folder ?? product.testEnv.natsFolder, 'postgres');

beforeAll(async () => {
  if (!disk) return;
  postgres = await startPostgres({ dir: dir() });
  product = await Product.open({ DATABASE_URL: postgres.url });
  await useProvider(product, 'mailgun');
});

afterAll(async () => {
  disk?.makeRoom();
  await product?.close();
  await postgres?.stop();
  disk?.unmount();
});

function ask(): Promise<Answer> {
  asked += 1;
  const body = [
    { policy_key: 'default_access_policy', identity: { email: `p${asked}@customer-${asked}.example` } },
  ];
  return product.call('POST', '/api/v1/privacy-request', body, { token: null });
}

const nameOf = (answer: Answer): unknown => at(answer.body, 'succeeded', 0, 'id');

/** Health writes every few seconds of its clock. */
async function ready(): Promise<Answer> {
  product.testEnv.clock.advance(3_000);
  return product.call('GET', '/health/ready');
}

async function deadLetters(): Promise<number> {
  const manager = await product.testEnv.bus.connection.jetstreamManager();
  return (await manager.streams.info('DEAD')).state.messages;
}

async function onDatabase(statement: string): Promise<void> {
  const client = new Client({ connectionString: postgres.url });
  await client.connect();
  await client.query(statement);
  await client.query('select pg_reload_conf()');
  await client.end();
}

interface Fault {
  readonly begin: () => unknown;
  readonly end: () => unknown;
  /** What readiness says is down. */
  readonly down: string;
}

/** Some messages are under way when the fault comes, and some are asked for while it lasts. */
async function play({ begin, end, down }: Fault): Promise<void> {
  const before = await Promise.all(Array.from({ length: 20 }, ask));
  const accepted = before.map(nameOf).filter((id) => typeof id === 'string');
  await begin();
  const refused = await eventually('nothing is accepted', async () => {
    const answer = await ask();
    if (nameOf(answer)) accepted.push(String(nameOf(answer)));
    return nameOf(answer) === undefined && answer;
  });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
  const notReady = await eventually('it is not ready', async () => {
    const answer = await ready();
    return answer.status === 503 && answer;
  });
  expect(at(notReady.body, 'checks', down)).toBe('down');
  for (let more = 0; more < 20; more += 1) {
    const answer = await ask();
    if (nameOf(answer)) accepted.push(String(nameOf(answer)));
    else expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
  }
  await end();
  await eventually('it is ready again', async () => (await ready()).status === 200);
  await eventually('something is accepted again', async () => nameOf(await ask()) !== undefined);
  for (const id of accepted) await eventually(`a code of ${id} is sent`, () => isSent(id));
  expect(await deadLetters()).toBe(0);
}

async function isSent(id: string): Promise<boolean> {
  const { body } = await product.call('GET', `/api/v1/messages?about=${id}`);
  return at(body, 'items', 0, 'state') === 'sent';
}

describe.skipIf(!disk)('PostgreSQL', () => {
  it('that has become read-only accepts and loses nothing', async () => {
    await play({
      begin: () => onDatabase('alter system set default_transaction_read_only = on'),
      end: () => onDatabase('alter system reset default_transaction_read_only'),
      down: 'requests',
    });
  });

  it('on a disk that is full accepts and loses nothing', async () => {
    const { port } = postgres;
    await play({
      begin: () => disk?.fill(),
      end: async () => {
        disk?.makeRoom();
        // without room for its log it ends; `npm start` starts it again
        const answers = await onDatabase('select 1').then(
          () => true,
          () => false,
        );
        if (!answers) postgres = await startPostgres({ dir: dir(), port });
      },
      down: 'requests',
    });
  });
});

describe.skipIf(!disk)('NATS', () => {
  let natsDisk: SmallDisk | null = null;

  /** Its data move to a small disk while it is down. */
  beforeAll(async () => {
    const { testEnv } = product;
    testEnv.nats.kill();
    await testEnv.nats.exited;
    const old = `${testEnv.natsFolder}.old`;
    await rename(testEnv.natsFolder, old);
    await mkdir(testEnv.natsFolder);
    natsDisk = SmallDisk.mount(64, testEnv.natsFolder);
    await cp(old, testEnv.natsFolder, { recursive: true });
    await testEnv.restartNats();
    await eventually('it is ready', async () => (await ready()).status === 200);
  });

  afterAll(() => natsDisk?.unmount());

  const send = () =>
    product.call('POST', '/api/v1/messages', {
      kind: 'privacy_request_receipt',
      to: { email: 'ada@example.com' },
      variables: { request_types: 'access' },
    });

  /** What is kept in PostgreSQL until there is room is accepted; what would stand in NATS alone is not. */
  async function playOnBroker({ begin, end, down }: Omit<Fault, 'down'> & { down?: string }): Promise<void> {
    const before = await Promise.all(Array.from({ length: 20 }, ask));
    await begin();
    const refused = await eventually('no message is accepted', async () => {
      const answer = await send();
      return answer.status !== 202 && answer;
    });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
    if (down) {
      const notReady = await eventually('it is not ready', async () => {
        const answer = await ready();
        return answer.status === 503 && answer;
      });
      expect(at(notReady.body, 'checks', down)).toBe('down');
    }
    const meanwhile = await Promise.all(Array.from({ length: 20 }, ask));
    await end();
    await eventually('it is ready again', async () => (await ready()).status === 200);
    await eventually('a message is accepted again', async () => (await send()).status === 202);
    const accepted = [...before, ...meanwhile].map(nameOf).filter((id) => typeof id === 'string');
    for (const id of accepted) {
      await eventually(`a code of ${id} is sent`, () => {
        // what could not be published is looked for as time passes
        product.testEnv.clock.advance(300);
        return isSent(id);
      });
    }
    expect(await deadLetters()).toBe(0);
  }

  it('whose work queue is full loses nothing', async () => {
    const manager = await product.testEnv.bus.connection.jetstreamManager();
    const limit = (max_bytes: number) => manager.streams.update('TASKS', { max_bytes });
    await playOnBroker({ begin: () => limit(1), end: () => limit(4 * 1024 ** 3) });
  });

  it('on a disk that is full accepts and loses nothing', async () => {
    await playOnBroker({
      begin: () => natsDisk?.fill(),
      end: async () => {
        natsDisk?.makeRoom();
        // it has switched JetStream off
        product.testEnv.nats.kill();
        await product.testEnv.nats.exited;
        await product.testEnv.restartNats();
      },
      down: 'nats',
    });
  });
});
