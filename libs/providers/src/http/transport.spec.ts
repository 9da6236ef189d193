import { once } from 'node:events';
import { createServer as createHttpServer, type RequestListener, type ServerResponse } from 'node:http';
import { createServer, type Server, type Socket } from 'node:net';
import { eventually } from '@subjectline/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { failureOf, never } from '../provider.suite';
import { connectionsPerAccount, Transport } from './transport';

const vendor = { serviceType: 'pigeon', label: 'Pigeon Post' };

async function listen(server: Server): Promise<string> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('a TCP server has a port');
  return `127.0.0.1:${address.port}`;
}

function get(baseUrl: string, url = `${baseUrl}/`, timeoutMs = 100) {
  const transport = new Transport(vendor, baseUrl, timeoutMs);
  onTestFinished(() => transport.close());
  return transport.run(never, (exchange) => exchange({ url, headers: { authorization: 'secret' } }));
}

/** What the other side has sent to this process has been noticed, as it is while a database answers. */
async function everythingRead(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

function posting(url: string) {
  const transport = new Transport(vendor, url);
  onTestFinished(() => transport.close());
  return (beforeLeaving?: () => Promise<void>) =>
    transport.run(never, (exchange) => exchange({ url: `${url}/`, headers: {}, body: 'ada' }), beforeLeaving);
}

describe('The connections of an account', () => {
  const http = async (listener: RequestListener) => `http://${await listen(createHttpServer(listener))}`;

  it('tell a connection that does not come about from an answer that does not come', async () => {
    const silent = await listen(createServer(() => {}));
    expect(await failureOf(get(`https://${silent}`))).toMatchObject({
      outcome: 'unavailable',
      code: 'UND_ERR_CONNECT_TIMEOUT',
      reason: 'vendor_unreachable',
      message: expect.stringMatching(/ is not available: the vendor cannot be reached$/),
    });
    expect(await failureOf(get(`http://${silent}`))).toMatchObject({
      outcome: 'unknown',
      code: 'UND_ERR_HEADERS_TIMEOUT',
      reason: 'vendor_silent',
      message: expect.not.stringContaining('UND_ERR'),
    });
  });

  it('tell a reset before the request from one after it', async () => {
    const resetting = await listen(
      createServer((socket) => socket.once('data', () => socket.resetAndDestroy())),
    );
    expect(await failureOf(get(`https://${resetting}`))).toMatchObject({ outcome: 'unavailable' });
    expect(await failureOf(get(`http://${resetting}`))).toMatchObject({ outcome: 'unknown' });
  });

  it('tell what waited for a connection from what was under way', async () => {
    let reached = 0;
    const url = await http(() => (reached += 1));
    const transport = new Transport(vendor, url);
    const stop = new AbortController();
    const calls = Array.from({ length: connectionsPerAccount + 3 }, () =>
      failureOf(
        transport.run(stop.signal, (exchange) => exchange({ url: `${url}/`, headers: {}, body: 'ada' })),
      ),
    );
    await eventually('every connection is in use', () => reached === connectionsPerAccount);
    stop.abort();
    const outcomes = (await Promise.all(calls)).map(({ outcome }) => outcome);
    onTestFinished(() => transport.close());
    expect(outcomes.filter((outcome) => outcome === 'unknown')).toHaveLength(connectionsPerAccount);
    expect(outcomes.filter((outcome) => outcome === 'unavailable')).toHaveLength(3);
  });

  it('end at once what is stopped while it waits for a connection, and never begin it', async () => {
    const open: ServerResponse[] = [];
    const url = await http((request, response) => request.resume().on('end', () => open.push(response)));
    const transport = new Transport(vendor, url);
    onTestFinished(() => transport.close());
    const begin = (signal: AbortSignal, body: string) =>
      transport.run(signal, (exchange) => exchange({ url: `${url}/`, headers: {}, body }));
    const others = Array.from({ length: connectionsPerAccount }, () =>
      begin(new AbortController().signal, 'ada'),
    );
    await eventually('every connection is in use', () => open.length === connectionsPerAccount);
    const stop = new AbortController();
    const waiting = failureOf(begin(stop.signal, 'bea'));
    const last = begin(new AbortController().signal, 'cyd');
    stop.abort();
    expect(await waiting).toMatchObject({ outcome: 'unavailable', code: 'aborted' });
    for (const response of open) response.end();
    await Promise.all(others);
    await eventually('the next one begins', () => open.length === connectionsPerAccount + 1);
    open.at(-1)?.end();
    await last;
    expect(open).toHaveLength(connectionsPerAccount + 1);
  });

  it('carry nothing that a vendor could take before it may leave', async () => {
    const received: string[] = [];
    const server = createServer((socket) => {
      const index = received.push('') - 1;
      socket
        .on('error', () => undefined)
        .on('data', (chunk: Buffer) => {
          received[index] += chunk.toString();
          if (received[index]?.endsWith('ada')) socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n');
        });
    });
    const post = posting(`http://${await listen(server)}`);
    const bodyOf = (index: number) => received[index]?.split('\r\n\r\n')[1];
    const stop = new Error('in other hands');
    const stopped = post(async () => {
      await eventually('the call has begun', () => bodyOf(0) === 'a');
      throw stop;
    });
    await expect(stopped).rejects.toBe(stop);
    await post();
    expect([bodyOf(0), bodyOf(1)]).toEqual(['a', 'ada']);
  });

  it('take no success for one that comes before the message may leave', async () => {
    const server = createServer((socket) =>
      socket
        .on('error', () => undefined)
        .once('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n')),
    );
    const stop = new Error('in other hands');
    const post = posting(`http://${await listen(server)}`);
    const stopped = post(async () => {
      await everythingRead();
      throw stop;
    });
    await expect(stopped).rejects.toBe(stop);
    let count = 0;
    const opened = failureOf(
      post(async () => {
        count += 1;
        await everythingRead();
      }),
    );
    expect(await opened).toMatchObject({ outcome: 'unknown', reason: 'answer_unreadable', status: 200 });
    // it is no connection to be exchanged: the message does not go there again
    expect(count).toBe(1);
  });

  it('are exchanged where the vendor hangs up on what it cannot have taken', async () => {
    const server = createHttpServer((_request, response) => response.end('ok'));
    const sockets: Socket[] = [];
    server.on('connection', (socket) => sockets.push(socket));
    const post = posting(`http://${await listen(server)}`);
    const hangUp = (how: 'end' | 'resetAndDestroy') => async () => {
      const last = sockets.at(-1);
      if (!last?.destroyed) last?.[how]();
      await eventually('it is closed', () => last?.destroyed);
      await everythingRead();
    };
    await post();
    await hangUp('end')();
    expect(await post()).toMatchObject({ text: 'ok' });
    for (const how of ['end', 'resetAndDestroy'] as const) {
      let count = 0;
      const once = async () => void (count++ === 0 && (await hangUp(how)()));
      expect(await post(once)).toMatchObject({ text: 'ok' });
      expect(count).toBe(2);
    }
  });

  it('tell a vendor that hangs up before it can have a message from one that has it', async () => {
    const sockets: Socket[] = [];
    const hasty = await listen(createServer((socket) => void sockets.push(socket.resume())));
    const post = posting(`http://${hasty}`);
    const hangUp = async () => sockets.at(-1)?.resetAndDestroy();
    const cut = async () => {
      await hangUp();
      await everythingRead();
    };
    expect(await failureOf(post(cut))).toMatchObject({ outcome: 'unavailable' });
    const taken = failureOf(post());
    await eventually('it has come', () => sockets.at(-1)?.destroyed === false);
    await eventually('it is read', () => (sockets.at(-1)?.bytesRead ?? 0) > 'ada'.length);
    await hangUp();
    expect(await taken).toMatchObject({ outcome: 'unknown' });
  });

  it('do not guess when the answer breaks off', async () => {
    const url = await http((_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half an answer', () => response.destroy());
    });
    expect(await failureOf(get(url))).toMatchObject({ outcome: 'unknown' });
  });

  it('do not guess when the answer has no end', async () => {
    const url = await http((_request, response) => {
      response.writeHead(200, { 'content-length': 100 });
      response.write('half an answer');
    });
    expect(await failureOf(get(url))).toMatchObject({ outcome: 'unknown', code: 'UND_ERR_BODY_TIMEOUT' });
  });

  it('do not follow redirects', async () => {
    const reached: unknown[] = [];
    const other = await http((request, response) => {
      reached.push(request.headers.authorization);
      response.end();
    });
    const url = await http((_request, response) => response.writeHead(307, { location: other }).end());
    expect(await failureOf(get(url))).toMatchObject({ outcome: 'misconfigured', status: 307 });
    expect(await failureOf(get(url, `${other}/`))).toMatchObject({
      outcome: 'misconfigured',
      code: 'foreign-host',
    });
    expect(reached).toEqual([]);
  });

  it('send nothing once they are closed', async () => {
    const url = await http((_request, response) => response.end());
    const transport = new Transport(vendor, url);
    await transport.close();
    const work = transport.run(never, (exchange) => exchange({ url: `${url}/`, headers: {} }));
    expect(await failureOf(work)).toMatchObject({ outcome: 'unavailable' });
  });

  it('take what an SDK cannot read for an unknown end, and what it does not begin for a wrong setting', async () => {
    const url = await http((_request, response) => response.end('?'));
    const transport = new Transport(vendor, url);
    onTestFinished(() => transport.close());
    const unread = transport.run(never, async (exchange) => {
      await exchange({ url: `${url}/`, headers: {} });
      throw new SyntaxError('ada.person@example.com');
    });
    expect(await failureOf(unread)).toMatchObject({ outcome: 'unknown' });
    const unbegun = transport.run(never, () => Promise.reject(new Error('key: secret')));
    expect(await failureOf(unbegun)).toMatchObject({ outcome: 'misconfigured' });
  });
});
