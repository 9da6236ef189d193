import { execFileSync } from 'node:child_process';
import type { LookupAddress } from 'node:dns';
import { createServer as createTlsServer } from 'node:https';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { WebhooksEnv } from '../env';
import { answering, Receiver, silence } from '../testing/receiver.fixture';
import { AddressGuard } from './address-guard';
import { HostResolver } from './host-resolver';
import { WebhookClient } from './webhook-client';

/** DNS as an attacker's name server plays it: each question gets the next answer. */
class ScriptedResolver extends HostResolver {
  asked = 0;

  constructor(private readonly answers: readonly (readonly string[])[]) {
    super();
  }

  override async addressesOf(): Promise<LookupAddress[]> {
    const answer = this.answers[Math.min(this.asked, this.answers.length - 1)] ?? [];
    this.asked += 1;
    return answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  }
}

const closers: (() => Promise<unknown> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function receiver(): Promise<Receiver> {
  const started = await Receiver.start();
  closers.push(() => started.close());
  return started;
}

function clientWith(settings: Partial<WebhooksEnv> = {}, resolver = new HostResolver()): WebhookClient {
  const env = Object.assign(
    new WebhooksEnv(),
    { SUBJECTLINE_WEBHOOK_ALLOW_LOOPBACK: 'true', SUBJECTLINE_WEBHOOK_TIMEOUT_SECONDS: 2 } as const,
    settings,
  );
  const client = new WebhookClient(env, new AddressGuard(env), resolver);
  closers.push(() => client.close());
  return client;
}

const post = (client: WebhookClient, url: string) => client.post(url, '{}', {});

/** Counts connections and answers nothing. */
async function countingServer(): Promise<{ port: number; connections: () => number }> {
  let connections = 0;
  const server: Server = createServer((socket) => {
    connections += 1;
    socket.on('error', () => undefined).destroy();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => void server.close());
  return { port: (server.address() as AddressInfo).port, connections: () => connections };
}

it('accepts every status 2xx and no other', async () => {
  const server = await receiver();
  const client = clientWith();
  for (const [status, outcome] of [
    [200, 'delivered'],
    [204, 'delivered'],
    [299, 'delivered'],
    [304, 'redirected'],
    [400, 'rejected'],
    [410, 'rejected'],
    [500, 'rejected'],
  ] as const) {
    server.answer = answering(status);
    expect(await post(client, server.url)).toMatchObject({ outcome, status });
  }
});

it.each([301, 302, 303, 307, 308])('does not follow a redirect %d', async (status) => {
  const [server, target] = [await receiver(), await receiver()];
  server.answer = answering(status, { location: target.url });
  expect(await post(clientWith(), server.url)).toEqual({ outcome: 'redirected', status });
  expect(server.received).toHaveLength(1);
  expect(target.received).toEqual([]);
});

it('reads Retry-After in seconds', async () => {
  const server = await receiver();
  server.answer = answering(503, { 'retry-after': '90' });
  expect(await post(clientWith(), server.url)).toEqual({
    outcome: 'rejected',
    status: 503,
    retryAfterMs: 90_000,
  });
});

it('gives up on a receiver that does not answer', async () => {
  const server = await receiver();
  server.answer = silence;
  expect(await post(clientWith({ SUBJECTLINE_WEBHOOK_TIMEOUT_SECONDS: 1 }), server.url)).toEqual({
    outcome: 'timed_out',
    status: null,
  });
});

it('takes the status of an answer that never ends, and does not read it', async () => {
  const server = await receiver();
  let isOver = false;
  server.answer = (_received, response) => {
    response.writeHead(200).on('close', () => (isOver = true));
    const more = (): void => {
      if (!isOver) response.write(Buffer.alloc(65_536), () => setImmediate(more));
    };
    more();
  };
  expect(await post(clientWith(), server.url)).toEqual({ outcome: 'delivered', status: 200 });
});

it('refuses an answer whose head is endless', async () => {
  const server = await receiver();
  server.answer = answering(200, { 'x-long': 'a'.repeat(60_000) });
  expect(await post(clientWith(), server.url)).toEqual({ outcome: 'unreachable', status: null });
});

it('tells a closed port from a certificate that is not trusted', async () => {
  const closed = await countingServer();
  expect(await post(clientWith(), `http://127.0.0.1:${closed.port}/`)).toMatchObject({
    outcome: 'unreachable',
  });
  const port = await tlsServer();
  expect(await post(clientWith(), `https://localhost:${port}/`)).toMatchObject({ outcome: 'tls_failed' });
});

it.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', '::ffff:127.0.0.1', '64:ff9b::7f00:1'])(
  'does not connect to a name that leads to %s',
  async (address) => {
    const server = await countingServer();
    const client = clientWith(
      { SUBJECTLINE_WEBHOOK_ALLOW_LOOPBACK: 'false' },
      new ScriptedResolver([[address]]),
    );
    const url = `https://hooks.example.com:${server.port}/`;
    expect(await post(client, url)).toEqual({ outcome: 'address_refused', status: null });
    expect(server.connections()).toBe(0);
  },
);

it.each(['https://127.0.0.1', 'https://[::ffff:127.0.0.1]', 'https://2130706433', 'http://127.0.0.1'])(
  'does not connect to %s, where no name is resolved',
  async (origin) => {
    const server = await countingServer();
    const client = clientWith({ SUBJECTLINE_WEBHOOK_ALLOW_LOOPBACK: 'false' });
    expect(await post(client, `${origin}:${server.port}/`)).toEqual({
      outcome: 'address_refused',
      status: null,
    });
    expect(server.connections()).toBe(0);
  },
);

it('checks each answer of a name that changes them, and connects to the one it has checked', async () => {
  const server = await countingServer();
  const resolver = new ScriptedResolver([['10.0.0.1'], ['127.0.0.1']]);
  const client = clientWith({ SUBJECTLINE_WEBHOOK_ALLOW_LOOPBACK: 'false' }, resolver);
  const url = `https://hooks.example.com:${server.port}/`;
  expect(await post(client, url)).toMatchObject({ outcome: 'address_refused' });
  expect(resolver.asked).toBe(1);
  expect(await post(client, url)).toMatchObject({ outcome: 'address_refused' });
  expect(resolver.asked).toBe(2);
  expect(server.connections()).toBe(0);
});

it('connects to the address that was checked, without asking DNS again', async () => {
  const server = await receiver();
  const resolver = new ScriptedResolver([['127.0.0.1'], ['10.0.0.1']]);
  const url = server.url.replace('127.0.0.1', 'localhost');
  expect(await post(clientWith({}, resolver), url)).toMatchObject({ outcome: 'delivered' });
  expect(resolver.asked).toBe(1);
  expect(server.received).toHaveLength(1);
});

async function tlsServer(): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'subjectline-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const options = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'];
  const names = ['-subj', '/CN=localhost', '-keyout', key, '-out', cert];
  execFileSync('openssl', ['req', '-x509', ...options, ...names], { stdio: 'ignore' });
  const server = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) });
  rmSync(folder, { recursive: true });
  server.on('tlsClientError', () => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => void server.close());
  return (server.address() as AddressInfo).port;
}
