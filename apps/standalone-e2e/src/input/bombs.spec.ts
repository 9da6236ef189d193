import { Agent, request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bodyLimit, generalBombs, Replacements, type Bomb } from './bombs.fixture';
import { at, Product } from '../fixtures/product.fixture';
import { native, unknownRequest, type Route } from '../routes/route.fixture';
import { routes } from '../routes/routes.fixture';
import { TurnWatch } from './turn-watch.fixture';

/* A body may delay the answer to its own caller, but must not block the process for the others. */

const maxBlockMs = 100;
const largestAnswer = 65_536;
/** Collecting garbage of an earlier body is not the fault of this one; it does not happen every time. */
const tries = 8;

let product: Product;
let token: string;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
const turns = new TurnWatch();

beforeAll(async () => {
  product = await Product.open({ SUBJECTLINE_DIDOMI_REQUESTS_PER_15_SECONDS: '0' });
  token = await product.signIn();
});
afterAll(async () => {
  turns.close();
  agent.destroy();
  await product?.close();
});

interface Effect {
  readonly status: number;
  readonly bytes: number;
  readonly blockedMs: number;
}

function send(method: string, path: string, body: Buffer, type: string): Promise<Omit<Effect, 'blockedMs'>> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      'content-type': type,
      'content-length': body.length,
    };
    const sent = request(product.url + path, { method, headers, agent }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, bytes }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** The longest time for which nothing else was done, while one body was read and answered. */
async function effectOf(method: string, path: string, body: Buffer, type: string): Promise<Effect> {
  let blockedMs = Infinity;
  for (let left = tries; ; left--) {
    const [answer, longestMs] = await turns.during(() => send(method, path, body, type));
    blockedMs = Math.min(longestMs, blockedMs);
    if (blockedMs <= maxBlockMs || left <= 1) return { ...answer, blockedMs };
  }
}

async function expectHarmless(route: Pick<Route, 'method' | 'path'>, bombs: readonly Bomb[], type: string) {
  const harmful: unknown[] = [];
  for (const { name, body } of bombs) {
    const { status, bytes, blockedMs } = await effectOf(route.method, route.path, body, type);
    if (status === 500 || bytes > largestAnswer || blockedMs > maxBlockMs) {
      harmful.push({ name, size: body.length, status, bytes, blockedMs });
    }
  }
  expect(harmful).toEqual([]);
}

/** Takes what vendors send, before it knows from whom it is. */
const reports = native('POST', '/webhooks/default/mailgun/none', {
  pattern: '/webhooks/{organization}/{provider}/{config_key}',
  body: { signature: { timestamp: '1', token: 'x', signature: 'x' }, 'event-data': { event: 'delivered' } },
});
/** What the other specs call from a page of the console, or without a body. */
const others = [
  native('POST', '/api/v1/session', { body: { client_id: 'x', client_secret: 'x' } }),
  native('POST', '/api/v1/session/code', { body: { email: 'mia@example.com' } }),
  native('POST', '/api/v1/session/oidc', { body: {} }),
  native('POST', '/api/v1/session/oidc/callback', { body: { parameters: 'code=x&state=x' } }),
  native('POST', `/api/v1/privacy-request/${unknownRequest}/verification/resend`, {
    pattern: '/api/v1/privacy-request/{id}/verification/resend',
    body: { channel: 'email' },
  }),
];
const reading = [...routes.filter(({ body }) => body !== undefined), reports, ...others];

it('every route with a body is among those that are tried', async () => {
  const { body } = await product.call('GET', '/openapi.json');
  const documented = Object.entries(at(body, 'paths') as object).flatMap(([path, methods]) =>
    Object.entries(methods as object)
      .filter(([, operation]) => at(operation, 'requestBody') !== undefined)
      .map(([method]) => `${method.toUpperCase()} ${path}`),
  );
  const tried = reading.map(({ method, path, pattern = path }) => `${method} ${pattern}`);
  expect(documented.toSorted()).toEqual([...tried, 'POST /api/v1/oauth/token'].toSorted());
});

/**
 * By turns: what a body may hold goes to every second route, what no body may hold to every twelfth, since it is refused
 * before its route is looked at.
 */
function bombsFor(index: number): Bomb[] {
  return generalBombs.filter(({ name }, place) => {
    const turns = name.startsWith('as ') ? 2 : 12;
    return place % turns === index % turns;
  });
}

const replacements = new Replacements();

describe.each(reading.map((route, index) => ({ ...route, index })))('$method $path', (route) => {
  it('answers shortly, and lets others be answered, whatever its body is made of', async () => {
    await expectHarmless(route, bombsFor(route.index), 'application/json');
  });

  it('and whatever stands in the place of a value that it takes', async () => {
    await expectHarmless(route, replacements.in(route.body), 'application/json');
  });
});

describe('a form', () => {
  const pairs = (pair: string) => Buffer.from(`${pair}&`.repeat(bodyLimit / (pair.length + 1) - 1));

  it('answers shortly, and lets others be answered, whatever its body is made of', async () => {
    const bombs = ['a=b', 'grant_type=client_credentials', '%41', '&', '%F0%9F%98%80=%F0%9F%98%80'].map(
      (pair) => ({ name: pair, body: pairs(pair) }),
    );
    const short = { name: 'many short fields', body: pairs('a').subarray(0, 16_000) };
    const type = 'application/x-www-form-urlencoded';
    await expectHarmless({ method: 'POST', path: '/api/v1/oauth/token' }, [...bombs, short], type);
    const large = await send('POST', '/api/v1/oauth/token', pairs('a=b'), type);
    const crowded = await send('POST', '/api/v1/oauth/token', short.body, type);
    expect([large.status, crowded.status]).toEqual([413, 422]);
  });
});

describe('a query', () => {
  it.each(['/api/v1/privacy-request', '/api/v1/messages', '/v1/dsar/requests', '/api/v1/oauth/client'])(
    'of GET %s lets others be answered, however many parameters it has',
    async (path) => {
      const bombs = ['a', 'status=x', 'status=pending', 'page=1', 'request_id=a', 'a[b][c]=%41'].map(
        (pair) => ({
          name: pair,
          path: `${path}?${`${pair}&`.repeat(14_000 / (pair.length + 1))}`,
        }),
      );
      for (const bomb of bombs) {
        await expectHarmless(
          { method: 'GET', path: bomb.path },
          [{ name: bomb.name, body: Buffer.alloc(0) }],
          '',
        );
      }
    },
  );
});
