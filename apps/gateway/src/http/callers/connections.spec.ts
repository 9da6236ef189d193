import { request, type RequestOptions } from 'node:http';
import { connect, type Socket } from 'node:net';
import { newId, VerifyRequest } from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { TestGateway } from '../../testing/test-gateway.fixture';

/* Every address of 127.0.0.0/8 is this machine: callers have addresses of their own here as elsewhere. */

let gateway: TestGateway;
const sockets = new Set<Socket>();

beforeAll(async () => {
  gateway = await TestGateway.start({
    SUBJECTLINE_TRUST_LOOPBACK: 'false',
    SUBJECTLINE_TRUSTED_PROXIES: '127.0.7.7',
    SUBJECTLINE_RATE_LIMIT_PER_MINUTE: '100000',
    SUBJECTLINE_MAX_CONNECTIONS: '60',
    SUBJECTLINE_MAX_CONNECTIONS_PER_IP: '20',
    SUBJECTLINE_REQUEST_TIMEOUT_SECONDS: '2',
    SUBJECTLINE_BODY_LIMIT_BYTES: '262144',
    SUBJECTLINE_BODIES_IN_FLIGHT_BYTES: '1048576',
  });
});
afterEach(() => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
});
afterAll(() => gateway?.close());

/** A connection that says what it is told to, and no more. */
async function connected(localAddress: string, text = ''): Promise<Socket> {
  const socket = connect({ port: Number(new URL(gateway.url).port), host: '127.0.0.1', localAddress });
  sockets.add(socket);
  socket.on('error', () => undefined).resume();
  await new Promise((resolve) => socket.once('connect', resolve).once('close', resolve));
  if (text !== '') socket.write(text);
  return socket;
}

const many = (count: number, localAddress: string, text?: string): Promise<Socket[]> =>
  Promise.all(Array.from({ length: count }, () => connected(localAddress, text)));

const isOpen = (socket: Socket): boolean => !socket.closed;
const countOpen = (all: readonly Socket[]): number => all.filter(isOpen).length;

const head = (path: string, length: number, id = 'slow') =>
  `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Request-Id: ${id}\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n`;
const route = '/api/v1/privacy-request/pri_1/verify';

interface Said {
  readonly status: number;
  readonly retryAfter: string | undefined;
}

/** One call on a connection of its own. */
function ask(options: RequestOptions, body?: string): Promise<Said> {
  return new Promise((resolve, reject) => {
    const { port } = new URL(gateway.url);
    const headers = { 'content-type': 'application/json', ...options.headers };
    const call = request({
      host: '127.0.0.1',
      port,
      agent: false,
      path: '/health/alive',
      ...options,
      headers,
    });
    call.on('error', reject).on('response', (answer) => {
      answer
        .resume()
        .on('end', () =>
          resolve({ status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'] }),
        );
    });
    call.end(body);
  });
}

const errorLines = (): string[] =>
  gateway.testEnv.log.text
    .split('\n')
    .filter((line) => line.includes('"level":"error"') || line.includes('"level":50'));

describe('connections', () => {
  it('of one address are limited, and those of others are not', async () => {
    const idle = await many(50, '127.0.0.2');
    await eventually('the rest is closed', () => countOpen(idle) === 20);
    expect(await ask({ localAddress: '127.0.0.3' })).toMatchObject({ status: 200 });
    const refused = ask({ localAddress: '127.0.0.2' }).catch((error: unknown) => error);
    expect(await refused).toBeInstanceOf(Error);
    for (const socket of idle) socket.destroy();
    await eventually(
      'there is room again',
      async () => (await ask({ localAddress: '127.0.0.2' })).status === 200,
    );
    expect(gateway.testEnv.log.text.match(/connections beyond a limit are closed/g)).toHaveLength(1);
  });

  it('of a trusted proxy are not counted by its address', async () => {
    const idle = await many(40, '127.0.7.7');
    expect(await ask({ localAddress: '127.0.7.7' })).toMatchObject({ status: 200 });
    expect(countOpen(idle)).toBe(40);
  });

  it('that wait longest for their caller make room for others, idle or in the middle of a body', async () => {
    const slow = await many(30, '127.0.7.7', `${head(route, 100)}{`);
    const idle = await many(30, '127.0.7.7');
    const later = await many(30, '127.0.7.7');
    await eventually('the oldest are closed', () => countOpen(slow) === 0);
    expect([countOpen(idle), countOpen(later)]).toEqual([30, 30]);
    expect(await ask({ localAddress: '127.0.0.3' })).toMatchObject({ status: 200 });
  });

  it('that say nothing, or do not finish their call, are closed after a while', async () => {
    const silent = await many(3, '127.0.0.4');
    const half = await many(3, '127.0.0.4', 'GET /health/alive HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A');
    const slow = await many(3, '127.0.0.4', `${head(route, 100)}{`);
    expect(await ask({ localAddress: '127.0.0.4' })).toMatchObject({ status: 200 });
    await eventually('all are closed', () => countOpen([...silent, ...half, ...slow]) === 0);
  });
});

describe('calls in one piece on one connection', () => {
  const call = 'GET /health/alive HTTP/1.1\r\nHost: x\r\n\r\n';
  const answered = async (count: number): Promise<number> => {
    const [socket] = await many(1, '127.0.0.11');
    let heard = '';
    socket?.on('data', (bytes) => (heard += bytes.toString()));
    socket?.write(call.repeat(count - 1) + call.replace('Host', 'Connection: close\r\nHost'));
    await new Promise((resolve) => socket?.once('close', resolve));
    return heard.match(/HTTP\/1.1 200/g)?.length ?? 0;
  };

  it('are answered when they are few', async () => {
    expect(await answered(16)).toBe(16);
  });

  it('are not begun when they are many, and the connection is closed', async () => {
    expect(await answered(1_000)).toBeLessThan(16);
    const begun = gateway.testEnv.log.text.match(/"route":"\/health\/alive"/g) ?? [];
    expect(begun.length).toBeLessThan(100);
  });
});

describe('a chunked body', () => {
  const post = { method: 'POST', path: route, localAddress: '127.0.0.12' };
  const chunked = async (size: number, count: number): Promise<string> => {
    const [socket] = await many(1, '127.0.0.12');
    let heard = '';
    socket?.on('data', (bytes) => (heard += bytes.toString()));
    const chunk = `${size.toString(16)}\r\n${' '.repeat(size)}\r\n`;
    socket?.write(
      head(route, 0).replace('Content-Length: 0', 'Connection: close\r\nTransfer-Encoding: chunked'),
    );
    socket?.write(`${chunk.repeat(count)}2\r\n{}\r\n0\r\n\r\n`);
    await new Promise((resolve) => socket?.once('close', resolve));
    return heard.split(' ', 2)[1] ?? '';
  };

  it('may be of many small chunks, and not of any number of them', async () => {
    expect(await chunked(15, 10_000)).toBe('422');
    expect(await chunked(1, 200_000)).toBe('413');
    expect((await ask(post, '{}')).status).toBe(422);
  });

  it.each(
    ['', 'Content-Type: application/json\r\n', 'Content-Type: text/xml\r\n'].flatMap((type) =>
      ['xchunked', 'identity', 'chunked, identity', 'gzip, chunked', 'chunked'].flatMap((coding) =>
        ['0\r\n\r\n', 'zz\r\n', '5\r\n[', '2\r\n[]zz\r\n'].map((body) => [type, coding, body] as const),
      ),
    ),
  )('%j, coded as %j and broken as %j is refused, and harms nothing else', async (type, coding, body) => {
    for (const path of [route, '/api/v1/oauth/token', '/nowhere']) {
      const start = `POST ${path} HTTP/1.1\r\nHost: localhost\r\n${type}Transfer-Encoding: ${coding}\r\n\r\n`;
      const socket = await connected('127.0.0.16', start + body);
      let heard = '';
      socket.on('data', (bytes) => (heard += bytes.toString()));
      socket.end();
      await new Promise((resolve) => socket.once('close', resolve));
      expect(heard).toMatch(/^(HTTP\/1.1 (4\d\d|501) |$)/);
    }
    expect((await ask({})).status).toBe(200);
  });

  it('may be broken off at any moment, which is no error of ours', async () => {
    const start = `POST ${route} HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n[`;
    const breakOff = async (reset: boolean): Promise<void> => {
      const socket = await connected('127.0.0.17');
      const closed = new Promise((resolve) => socket.once('close', resolve));
      socket.write(start, () => (reset ? socket.resetAndDestroy() : socket.destroy()));
      await closed;
    };
    for (let round = 0; round < 60; round += 1) {
      await Promise.all(Array.from({ length: 10 }, (_, index) => breakOff(index % 2 === round % 2)));
    }
    expect((await ask({})).status).toBe(200);
    expect(gateway.testEnv.log.text).not.toContain('"internal error"');
  });

  it('is not unpacked', async () => {
    const headers = { 'content-encoding': 'gzip' };
    expect((await ask({ ...post, headers }, '{}')).status).toBe(415);
    expect((await ask({ ...post, headers: { 'content-encoding': 'Identity' } }, '{}')).status).toBe(422);
  });
});

describe('large bodies', () => {
  it('are received up to a limit for all, a part of which is one address’s', async () => {
    const body = ' '.repeat(200_000);
    const post = { method: 'POST', path: route };
    const [first] = await many(1, '127.0.0.5', `${head(route, 200_000)}{`);
    await eventually('the second is refused', async () => {
      const said = await ask({ ...post, localAddress: '127.0.0.5' }, body);
      return said.status === 503 && said.retryAfter === '1';
    });
    const statusFor = async (localAddress: string) => (await ask({ ...post, localAddress }, body)).status;
    expect(await statusFor('127.0.0.6')).toBe(422);
    expect((await ask({ ...post, localAddress: '127.0.0.5' }, '{}')).status).toBe(422);
    first?.destroy();
    await eventually('there is room again', async () => (await statusFor('127.0.0.5')) === 422);
  });

  it('of no declared length are counted as they grow', async () => {
    const start = head(route, 0).replace('Content-Length: 0', 'Transfer-Encoding: chunked');
    const chunk = (size: number) => `${size.toString(16)}\r\n${' '.repeat(size)}\r\n`;
    const streams = await many(10, '127.0.0.13', `${start}${chunk(60_000)}`);
    const post = { method: 'POST', path: route, localAddress: '127.0.0.13' };
    const small = { ...post, headers: { 'transfer-encoding': 'chunked' } };
    expect((await ask(small, '{}')).status).toBe(422);
    expect((await ask(post, ' '.repeat(200_000))).status).toBe(422);
    const [growing] = streams;
    growing?.write(chunk(140_000));
    await eventually('it is counted', async () => (await ask(post, ' '.repeat(200_000))).status === 503);
    let heard = '';
    streams[1]?.on('data', (bytes) => (heard += bytes.toString()));
    streams[1]?.write(chunk(140_000));
    await eventually('another that grows is refused', () => heard.startsWith('HTTP/1.1 503'));
    growing?.destroy();
    await eventually('there is room', async () => (await ask(post, ' '.repeat(200_000))).status === 422);
  });

  it('are forgotten with their callers, even if they leave before their credentials are read', async () => {
    const forged = `Authorization: Bearer ${gateway.token.slice(0, -4)}AAAA\r\n\r\n`;
    const post = { method: 'POST', path: route, localAddress: '127.0.0.14' };
    const aborted = head(route, 200_000, 'aborted').replace(/\r\n$/, forged);
    for (const socket of await many(20, '127.0.0.14')) {
      socket.write(`${aborted}{`, () => socket.resetAndDestroy());
    }
    const lines = () => gateway.testEnv.log.text.split('\n').filter((line) => line.includes('"aborted"'));
    await eventually('all have left', () => lines().length === 20);
    expect((await ask(post, ' '.repeat(200_000))).status).toBe(422);
  });

  it('are forgotten where they wait behind another call on a connection that breaks off', async () => {
    const { connection } = gateway.testEnv.bus;
    const unanswered = connection.subscribe(VerifyRequest.subject, { callback: () => undefined });
    await connection.flush();
    const asked = '{"code":"482913"}';
    const first = head(`/api/v1/privacy-request/${newId('pri')}/verify`, asked.length) + asked;
    const [pipelined] = await many(1, '127.0.0.15', `${first}${head(route, 200_000)}${' '.repeat(200_000)}`);
    const post = { method: 'POST', path: route, localAddress: '127.0.0.15' };
    const statusOfLarge = async () => (await ask(post, ' '.repeat(200_000))).status;
    await eventually('the second is counted', async () => (await statusOfLarge()) === 503);
    pipelined?.destroy();
    await eventually('there is room again', async () => (await statusOfLarge()) === 422);
    unanswered.unsubscribe();
  });
});

describe('a caller that breaks off', () => {
  it('is not an internal error, and its request is logged with the outcome', async () => {
    const [gone] = await many(1, '127.0.0.8', `${head(route, 1_000, 'broken-off')}{"code":`);
    await eventually(
      'its body is awaited',
      async () => (await ask({ localAddress: '127.0.0.8' })).status === 200,
    );
    gone?.destroy();
    const line = await gateway.testEnv.log.line((text) => text.includes('broken-off'));
    expect(JSON.parse(line)).toMatchObject({ level: 'info', status: 499, msg: 'request' });
    expect(errorLines()).toEqual([]);
  });
});

describe('X-Forwarded-For', () => {
  it('from an untrusted peer causes one warning, shown in the health report', async () => {
    const warnings = async (): Promise<unknown> =>
      ((await gateway.call('GET', '/health/ready')).body as { warnings?: unknown }).warnings;
    const headers = { 'x-forwarded-for': '192.0.2.1' };
    await ask({ localAddress: '127.0.7.7', headers });
    expect(await warnings()).toBeUndefined();
    for (const localAddress of ['127.0.0.9', '127.0.0.10']) await ask({ localAddress, headers });
    expect(await warnings()).toEqual([expect.stringContaining('SUBJECTLINE_TRUSTED_PROXIES')]);
    const lines = gateway.testEnv.log.text.split('\n').filter((line) => line.includes('X-Forwarded-For'));
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ level: 'warn', peer: '127.0.0.9' }),
    ]);
    expect(gateway.testEnv.log.text).not.toContain('192.0.2.1');
  });

  it('causes one warning if a trusted proxy omits it, except for probes of a balancer', async () => {
    const missing = () =>
      gateway.testEnv.log.text.split('\n').filter((line) => line.includes('sends no X-Forwarded-For'));
    const from = { localAddress: '127.0.7.7', headers: { host: 'privacy.example.com' } };
    await ask({ localAddress: '127.0.7.7' });
    await ask({ ...from, path: '/health/alive' });
    expect(missing()).toEqual([]);
    await ask({ ...from, path: '/openapi.json' });
    await ask({ ...from, path: '/openapi.json', headers: { via: '1.1 proxy' } });
    expect(missing().map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ level: 'warn', peer: '127.0.7.7' }),
    ]);
    const { body } = await gateway.call('GET', '/health/ready');
    expect((body as { warnings: unknown }).warnings).toContainEqual(
      expect.stringContaining('trusted proxy without X-Forwarded-For'),
    );
  });
});
