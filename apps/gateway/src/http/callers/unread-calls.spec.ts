import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestGateway } from '../../testing/test-gateway.fixture';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await TestGateway.start({ SUBJECTLINE_REQUEST_TIMEOUT_SECONDS: '1' });
});

afterAll(() => gateway?.close());

/** Everything that is answered to some bytes, until the connection is closed. */
function say(text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1');
    let heard = '';
    socket.on('data', (bytes) => (heard += bytes.toString()));
    socket.on('error', reject).on('close', () => resolve(heard));
    socket.write(text);
  });
}

interface Answer {
  readonly status: number;
  readonly type: string | undefined;
  readonly requestId: string | undefined;
  readonly body: unknown;
}

function read(heard: string): Answer {
  const [head = '', body = ''] = heard.split('\r\n\r\n');
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim();
  const status = Number(head.split(' ')[1]);
  return {
    status,
    type: field('content-type')?.split(';')[0],
    requestId: field('x-request-id'),
    body: JSON.parse(body) as unknown,
  };
}

const cookie = `Cookie: ${'x'.repeat(17_000)}\r\n`;
const requestId = expect.stringMatching(/^req_/);

describe('headers that are too large', () => {
  it.each([
    ['/api/v1/config', 'application/json', { detail: 'Request Header Fields Too Large' }],
    [
      '/v1/consents/events',
      'application/json',
      expect.objectContaining({
        code: 431,
        name: 'RequestHeaderFieldsTooLarge',
        reason: 'head_too_large',
        errors: [],
      }),
    ],
    [
      '/api/v1/messages',
      'application/problem+json',
      expect.objectContaining({ type: 'urn:subjectline:error:head_too_large', status: 431 }),
    ],
    ['/links', 'application/problem+json', expect.objectContaining({ status: 431 })],
  ])('are refused in the shape of the API: %s', async (path, type, body) => {
    const heard = await say(`GET ${path} HTTP/1.1\r\nHost: x\r\n${cookie}\r\n`);
    expect(read(heard)).toEqual({ status: 431, type, requestId, body });
  });

  it('include a URL that is too long', async () => {
    const heard = await say(`GET /api/v1/config?${'a=b&'.repeat(5_000)} HTTP/1.1\r\nHost: x\r\n\r\n`);
    expect(read(heard)).toMatchObject({ status: 431, body: { detail: 'Request Header Fields Too Large' } });
  });
});

describe('what is not HTTP', () => {
  const post = 'POST /api/v1/privacy-request HTTP/1.1\r\nContent-Type: application/json\r\n';
  it.each([
    ['a space in a name', 'GET /api/v1/config HTTP/1.1\r\nHost: x\r\nbad name: 1\r\n\r\n'],
    ['a version that does not exist', 'GET /api/v1/config HTTP/9.9\r\nHost: x\r\n\r\n'],
    ['no Host', 'GET /api/v1/config HTTP/1.1\r\n\r\n'],
    ['two Hosts', 'GET /api/v1/config HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n'],
    ['one Host twice', 'GET /api/v1/config HTTP/1.1\r\nHost: x\r\nhOST: x\r\n\r\n'],
    ['two Hosts of HTTP/1.0', 'GET /api/v1/config HTTP/1.0\r\nHost: x\r\nHost: y\r\n\r\n'],
    ['a list of Hosts', 'GET /api/v1/config HTTP/1.1\r\nHost: x, y\r\n\r\n'],
    ['a Host with a path', 'GET /api/v1/config HTTP/1.1\r\nHost: x/y\r\n\r\n'],
    ['a Host with a user', 'GET /api/v1/config HTTP/1.1\r\nHost: x@y\r\n\r\n'],
    ['a Host of another URL', 'GET http://y/api/v1/config HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a Host of another port', 'GET http://x:81/api/v1/config HTTP/1.1\r\nHost: x\r\n\r\n'],
    [
      'a length beside chunks',
      `${post}Host: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    ],
    ['two lengths', `${post}Host: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\n[]  `],
    ['a chunk without a size', `${post}Host: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n[]\r\n0\r\n\r\n`],
  ])('is refused in the shape of the API: %s', async (_what, text) => {
    const closing = text.replace('\r\n', '\r\nConnection: close\r\n');
    expect(read(await say(closing))).toMatchObject({
      status: 400,
      type: 'application/json',
      requestId,
      body: { detail: 'Bad Request' },
    });
  });

  it.each([
    ['/health/alive', '1.1', 'Host: privacy.example.com:8080\r\n'],
    ['/health/alive', '1.1', 'Host: [2001:db8::1]:80\r\n'],
    ['/health/alive', '1.1', 'Host:\r\n'],
    ['/health/alive', '1.0', ''],
    ['http://x/health/alive', '1.1', 'Host: X:80\r\n'],
    ['HTTPS://x:443/health/alive', '1.1', 'Host: x\r\n'],
  ])('does not include %s of HTTP/%s with %j', async (target, version, host) => {
    const heard = await say(`GET ${target} HTTP/${version}\r\nConnection: close\r\n${host}\r\n`);
    expect(heard).toContain('HTTP/1.1 200 OK');
  });

  it('answers a whole URL in the shape of its API', async () => {
    const heard = await say(
      'GET http://x/v1/consents/nothing HTTP/1.1\r\nConnection: close\r\nHost: x\r\n\r\n',
    );
    expect(read(heard)).toMatchObject({ status: 404, body: { code: 404, name: 'NotFound' } });
  });

  it('does not include an unknown expectation', async () => {
    const heard = await say(
      `GET /health/alive HTTP/1.1\r\nConnection: close\r\nHost: x\r\nExpect: more\r\n\r\n`,
    );
    expect(heard).toContain('HTTP/1.1 200 OK');
  });

  it('belongs to no API if no path can be read', async () => {
    expect(read(await say('hello\r\n\r\n'))).toMatchObject({
      status: 400,
      type: 'application/problem+json',
      body: { type: 'urn:subjectline:error:http_malformed' },
    });
  });

  it('is not answered before an earlier call on the same connection', async () => {
    const heard = await say('GET /health/ready HTTP/1.1\r\nHost: x\r\n\r\nhello\r\n\r\n');
    expect(heard).not.toContain('400 Bad Request');
  });

  it('is logged without its content', async () => {
    await say('GET /api/v1/config?secret=1 HTTP/1.1\r\nHost: x\r\nbad name: secret\r\n\r\n');
    const line = await gateway.testEnv.log.line((text) =>
      /"status":400.*a call could not be read/.test(text),
    );
    expect(JSON.parse(line)).toMatchObject({ level: 'info', status: 400, requestId });
    expect(gateway.testEnv.log.text).not.toContain('secret=1');
  });
});

describe('a call that takes too long to arrive', () => {
  it('gets an error in the shape of its API', async () => {
    const slow = `POST /api/v1/privacy-request HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n[`;
    expect(read(await say(slow))).toMatchObject({ status: 408, body: { detail: 'Request Timeout' } });
  });
});
