import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@subjectline/testing';
import { connect } from 'nats';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Running } from './keep-running';
import { bringUpBroker, bringUpDatabase, prepareBroker, type BringUp } from './servers';
import { readSettings } from '../local/settings';

const settings = readSettings({}, false);
const quietly: BringUp = { say: () => undefined, stopping: new AbortController().signal };
let folder: string;
let server: Running | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'subjectline-start-'));
});

afterEach(async () => {
  await server?.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('a server of our own', () => {
  test('comes back where it was when it dies, and its clients with it', async () => {
    const said: string[] = [];
    const broker = await bringUpBroker(settings, folder, { ...quietly, say: (line) => said.push(line) });
    server = broker.server;
    // the first start on a machine also says that it fetches a nats-server
    said.length = 0;
    await prepareBroker(broker);
    const client = await connect({
      servers: broker.address,
      ...userOf(broker.urlFor('provisioner')),
      reconnectTimeWait: 20,
      maxReconnectAttempts: -1,
    });
    const back = (async () => {
      for await (const { type } of client.status()) if (type === 'reconnect') return;
    })();
    process.kill(Number(await readFile(join(folder, 'nats', 'nats.pid'), 'utf8')), 'SIGKILL');
    await back;
    expect(said).toEqual(['nats-server ended unexpectedly, starting it again']);
    await client.close();
  });

  test('gets its streams anew when its data is gone with it', async () => {
    const broker = await bringUpBroker(settings, folder, quietly);
    server = broker.server;
    await prepareBroker(broker);
    await rm(join(folder, 'nats', 'jetstream'), { recursive: true });
    process.kill(Number(await readFile(join(folder, 'nats', 'nats.pid'), 'utf8')), 'SIGKILL');
    const names = async () => {
      const client = await connect({ servers: broker.address, ...userOf(broker.urlFor('provisioner')) });
      const streams = await (await client.jetstreamManager()).streams.list().next();
      await client.close();
      return streams.map(({ config }) => config.name);
    };
    await eventually('the streams are there', async () =>
      (await names().catch((): string[] => [])).includes('TASKS'),
    );
  });

  test('refuses a client without a password', async () => {
    const broker = await bringUpBroker(settings, folder, quietly);
    server = broker.server;
    await expect(connect({ servers: broker.address })).rejects.toThrow('Authorization Violation');
  });
});

describe('a server that is not ours', () => {
  test('is named by its setting when nothing answers, without its password', async () => {
    const url = 'postgres://someone:secret-word@127.0.0.1:1/subjectline';
    const attempt = bringUpDatabase(readSettings({ DATABASE_URL: url }, false), folder, quietly);
    await expect(attempt).rejects.toThrow(/^DATABASE_URL: nothing answers at 127\.0\.0\.1:1$/);
  });
});

function userOf(url: string): { user: string; pass: string } {
  const { username, password } = new URL(url);
  return { user: username, pass: password };
}
