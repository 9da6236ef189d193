import { Env as GatewayEnv, start as startGateway, type GatewayService } from '@subjectline/gateway';
import { readEnv } from '@subjectline/bus';
import { roles, scopes } from '@subjectline/contracts';
import { eventually, readTables } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { wrongCode } from '../fixtures/person.fixture';
import {
  at,
  Product,
  HttpClient,
  listAt,
  rootClient,
  textAt,
  type Answer,
} from '../fixtures/product.fixture';

/* API clients over HTTP, with two gateways side by side: what one of them changes holds at the other. */

let product: Product;
let neighbour: GatewayService;

beforeAll(async () => {
  product = await Product.open();
  const { NATS_URL, SUBJECTLINE_KEYS } = product.testEnv.envFor('gateway');
  const settings = { NATS_URL, SUBJECTLINE_KEYS, SUBJECTLINE_PORT: '0', SUBJECTLINE_LOG_LEVEL: 'debug' };
  neighbour = await startGateway(readEnv(GatewayEnv, settings), {
    clock: product.testEnv.clock,
    logDestination: product.testEnv.log,
  });
});
afterAll(async () => {
  await neighbour?.close();
  await product?.close();
});

interface Credentials {
  readonly client_id: string;
  readonly client_secret: string;
}

const path = '/api/v1/oauth/client';
const heard = ({ status, body }: Answer) => [status, body];

async function newClient(granted: string[], name = 'Shop'): Promise<Credentials> {
  const { body } = await product.call('POST', path, { name, scopes: granted });
  return { client_id: textAt(body, 'client_id'), client_secret: textAt(body, 'client_secret') };
}

/** A client of the API, at one gateway or the other. */
async function signedIn(credentials: Credentials, url = product.url): Promise<HttpClient> {
  const http = new HttpClient(url);
  await http.signIn(credentials);
  return http;
}

function signIn({ client_id, client_secret }: Credentials): Promise<Response> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id, client_secret });
  return fetch(`${product.url}/api/v1/oauth/token`, { method: 'POST', body });
}

const readStatus = (http: HttpClient) => http.call('GET', '/api/v1/messaging/default/status');
const rejected = [403, { detail: 'Not Authorized for this action' }];

describe('a client', () => {
  it('is created with a secret that is shown once and stored nowhere', async () => {
    const created = await product.call('POST', path, {
      name: 'Shop',
      description: 'The form in the shop',
      scopes: ['messaging:read', 'messaging:read'],
    });
    expect(created.status).toBe(200);
    expect(Object.keys(created.body as object)).toEqual(['client_id', 'client_secret']);
    const id = textAt(created.body, 'client_id');
    const secret = textAt(created.body, 'client_secret');
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    const shown = {
      client_id: id,
      name: 'Shop',
      description: 'The form in the shop',
      scopes: ['messaging:read'],
      disabled: false,
    };
    expect(heard(await product.call('GET', `${path}/${id}`))).toEqual([200, shown]);
    const page = await product.call('GET', `${path}?size=1`);
    expect(page.body).toMatchObject({ items: [shown], page: 1, size: 1 });
    const rows = [...(await readTables(product.testEnv.databaseUrl)).values()].flat().join('\n');
    expect(rows).toContain(id);
    expect(rows + product.testEnv.log.text).not.toContain(secret);
  });

  it('needs neither name nor scopes nor a body, but a name that says something', async () => {
    expect((await product.call('POST', path)).status).toBe(200);
    const detail = [
      { type: 'value_error', loc: ['body', 'name'], msg: 'Value error, name must not be empty' },
    ];
    expect(heard(await product.call('POST', path, { name: '  ' }))).toEqual([422, { detail }]);
    const { client_id } = await newClient([]);
    expect(heard(await product.call('PUT', `${path}/${client_id}`, { name: '' }))).toEqual([422, { detail }]);
  });

  it('that does not exist, is the root client or was deleted is not found', async () => {
    const { client_id } = await newClient([]);
    expect(heard(await product.call('DELETE', `${path}/${client_id}`))).toEqual([200, null]);
    for (const id of ['cli_none', rootClient.client_id, client_id]) {
      const answers = await Promise.all([
        product.call('GET', `${path}/${id}`),
        product.call('PUT', `${path}/${id}`, { name: 'x' }),
        product.call('DELETE', `${path}/${id}`),
        product.call('GET', `${path}/${id}/scope`),
        product.call('PUT', `${path}/${id}/scope`, []),
        product.call('POST', `${path}/${id}/secret`),
      ]);
      for (const answer of answers) expect(heard(answer)).toEqual([404, { detail: 'Client not found.' }]);
    }
    const { body } = await product.call('GET', `${path}?size=100`);
    expect(listAt(body, 'items').map((item) => at(item, 'client_id'))).not.toContain(rootClient.client_id);
  });

  it('is granted scopes that exist, by a client that has them', async () => {
    const unknown = await product.call('POST', path, { scopes: ['messaging:read', 'moon:land'] });
    expect(unknown.status).toBe(403);
    expect(at(unknown.body, 'detail')).toMatch(/^Invalid Scope\. Scopes must be one of \['messaging:read', /);
    const clerk = await signedIn(await newClient(['client:create', 'client:update', 'messaging:read']));
    const detail =
      "Cannot assign scopes that you do not have. Missing scopes: ['config:update', 'messaging:delete']";
    const wanted = ['messaging:read', 'messaging:delete', 'config:update'];
    expect(heard(await clerk.call('POST', path, { scopes: wanted }))).toEqual([403, { detail }]);
    expect((await clerk.call('POST', path, { scopes: ['messaging:read'] })).status).toBe(200);
    const { client_id } = await newClient([]);
    expect(heard(await clerk.call('PUT', `${path}/${client_id}/scope`, wanted))).toEqual([403, { detail }]);
    expect(heard(await clerk.call('PUT', `${path}/${client_id}`, { scopes: wanted }))).toEqual([
      403,
      { detail },
    ]);
  });

  it('cannot touch another that can do more: not its secret, scopes, name or existence', async () => {
    const strong = await newClient(['config:update', 'messaging:read']);
    const clerk = await signedIn(await newClient(['client:update', 'client:delete', 'messaging:read']));
    const detail =
      "Cannot change or delete a client with scopes that you do not have. Missing scopes: ['config:update']";
    const client = `${path}/${strong.client_id}`;
    const before = heard(await product.call('GET', client));
    for (const answer of [
      await clerk.call('POST', `${client}/secret`),
      await clerk.call('PUT', `${client}/scope`, ['messaging:read']),
      await clerk.call('PUT', client, { name: 'Taken' }),
      await clerk.call('PUT', client, { disabled: true }),
      await clerk.call('PUT', client, { scopes: [] }),
      await clerk.call('DELETE', client),
    ]) {
      expect(heard(answer)).toEqual([403, { detail }]);
    }
    expect(heard(await product.call('GET', client))).toEqual(before);
    expect((await signIn(strong)).status).toBe(200);
  });

  it('can change and delete another that can do no more than itself', async () => {
    const clerk = await signedIn(await newClient(['client:update', 'client:delete', 'messaging:read']));
    const client = `${path}/${(await newClient(['messaging:read', 'storage:read'])).client_id}`;
    expect((await clerk.call('PUT', client, { name: 'Renamed' })).body).toMatchObject({ name: 'Renamed' });
    expect((await clerk.call('POST', `${client}/secret`)).status).toBe(200);
    expect(heard(await clerk.call('DELETE', client))).toEqual([200, null]);
  });

  it('takes its scopes as a bare list', async () => {
    const { client_id } = await newClient(['messaging:read']);
    const scope = `${path}/${client_id}/scope`;
    expect(heard(await product.call('PUT', scope, ['config:read', 'scope:read']))).toEqual([200, null]);
    expect(heard(await product.call('GET', scope))).toEqual([200, ['config:read', 'scope:read']]);
    expect((await product.call('PUT', scope, { scopes: [] })).body).toMatchObject({
      detail: [{ type: 'list_type', loc: ['body'] }],
    });
    expect((await product.call('PUT', scope, ['config:read', 7])).body).toMatchObject({
      detail: [{ type: 'string_type', loc: ['body', 1] }],
    });
  });

  it('can learn which scopes and roles there are', async () => {
    expect((await product.call('GET', '/api/v1/oauth/scope')).body).toEqual(scopes);
    expect((await product.call('GET', '/api/v1/oauth/role')).body).toEqual(roles);
    const reader = await signedIn(await newClient(['messaging:read']));
    expect(heard(await reader.call('GET', '/api/v1/oauth/scope'))).toEqual([
      403,
      { detail: 'Not Authorized for this action. Required scope(s): [scope:read]' },
    ]);
  });
});

describe('a token', () => {
  it('is worth what its client may do now, at every gateway', async () => {
    const shop = await newClient(['messaging:read']);
    const [here, there] = [await signedIn(shop), await signedIn(shop, neighbour.url)];
    expect([(await readStatus(here)).status, (await readStatus(there)).status]).toEqual([200, 200]);
    await product.call('PUT', `${path}/${shop.client_id}/scope`, ['config:read']);
    for (const http of [here, there]) {
      const detail = 'Not Authorized for this action. Required scope(s): [messaging:read]';
      await eventually('the scope is gone', async () => (await readStatus(http)).status === 403);
      expect(heard(await readStatus(http))).toEqual([403, { detail }]);
      expect((await http.call('GET', '/api/v1/config')).status).toBe(200);
    }
  });

  it('is worth nothing once its client is disabled or deleted', async () => {
    const shop = await newClient(['messaging:read']);
    const [here, there] = [await signedIn(shop), await signedIn(shop, neighbour.url)];
    const { body } = await product.call('PUT', `${path}/${shop.client_id}`, { disabled: true });
    expect(body).toMatchObject({ name: 'Shop', disabled: true, scopes: ['messaging:read'] });
    for (const http of [here, there]) {
      await eventually('the token is worth nothing', async () => (await readStatus(http)).status === 403);
      expect(heard(await readStatus(http))).toEqual(rejected);
    }
    expect((await signIn(shop)).status).toBe(401);
    await product.call('PUT', `${path}/${shop.client_id}`, { disabled: false });
    const again = await signedIn(shop, neighbour.url);
    expect((await readStatus(again)).status).toBe(200);
    expect(heard(await readStatus(here))).toEqual(rejected);
    await product.call('DELETE', `${path}/${shop.client_id}`);
    await eventually('the token is worth nothing', async () => (await readStatus(again)).status === 403);
    expect((await signIn(shop)).status).toBe(401);
  });

  it('made with the old secret dies with it, while the new one works everywhere at once', async () => {
    const shop = await newClient(['messaging:read']);
    let current = shop;
    const use = { isOver: false };
    const old = await signedIn(shop);
    // before the first rotation: the secret that they sign in with is gone after it
    const signed = await Promise.all([product.url, neighbour.url].map((url) => signedIn(shop, url)));
    const users = signed.map(async (http) => {
      const answers = new Set<number>();
      while (!use.isOver) answers.add((await readStatus(http)).status);
      return answers;
    });
    for (let round = 0; round < 5; round++) {
      const { body } = await product.call('POST', `${path}/${shop.client_id}/secret`);
      const next = { client_id: textAt(body, 'client_id'), client_secret: textAt(body, 'client_secret') };
      expect(next.client_secret).not.toBe(current.client_secret);
      current = next;
      // a fresh token is never taken for an old one, whatever a gateway still has in memory
      const fresh = await signedIn(current, round % 2 === 0 ? neighbour.url : product.url);
      expect((await readStatus(fresh)).status).toBe(200);
    }
    use.isOver = true;
    for (const answers of await Promise.all(users))
      expect([...answers].every((code) => [200, 403].includes(code))).toBe(true);
    await eventually('the old token is worth nothing', async () => (await readStatus(old)).status === 403);
    expect((await signIn(shop)).status).toBe(401);
  });

  it('of one rotation among many at once works: one secret is left', async () => {
    const shop = await newClient([]);
    const rotated = await Promise.all(
      Array.from({ length: 5 }, () => product.call('POST', `${path}/${shop.client_id}/secret`)),
    );
    const signedInWith = await Promise.all(
      rotated.map(({ body }) => signIn({ ...shop, client_secret: textAt(body, 'client_secret') })),
    );
    expect(signedInWith.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      200, 401, 401, 401, 401,
    ]);
    product.testEnv.clock.advance(61_000);
  });
});

describe('a user of the console', () => {
  const email = 'mia@example.com';
  const page = { 'sec-fetch-site': 'same-origin', 'x-console': '1' };

  const ofConsole = (cookie: string, method: string, url: string, body?: unknown): Promise<Answer> =>
    new HttpClient(neighbour.url).call(method, url, body, { headers: { ...page, cookie } });
  const statusOf = async (cookie: string, url: string) => (await ofConsole(cookie, 'GET', url)).status;
  const cookieOf = (headers: Headers) => headers.get('set-cookie')?.split(';')[0] ?? '';
  const mailWith = async (pattern: RegExp): Promise<string> => {
    const { text = '' } = await product.emulator.waitForMessage(
      (mail) => mail.to === email && pattern.test(mail.text ?? ''),
    );
    return pattern.exec(text)?.[1] ?? '';
  };

  it('accepts an invitation once, signs in with a code, and may do what their role may', async () => {
    await useProvider(product, 'mailgun');
    const created = await product.call('POST', '/api/v1/user', { email_address: email, roles: ['approver'] });
    expect(created.status).toBe(201);
    const user = `/api/v1/user/${textAt(created.body, 'id')}`;
    const token = await mailWith(/links\?token=([\w-]{43})/);
    const accept = () =>
      fetch(`${product.url}/links`, {
        method: 'POST',
        body: new URLSearchParams({ token, action: 'open' }),
        redirect: 'manual',
      });
    expect(await (await fetch(`${product.url}/links?token=${token}`)).text()).toContain('Accept and sign in');
    const accepted = await accept();
    expect([accepted.status, accepted.headers.get('location')]).toEqual([303, './']);
    const invited = cookieOf(accepted.headers);
    expect([
      await statusOf(invited, '/api/v1/privacy-request'),
      await statusOf(invited, '/api/v1/messages'),
      await statusOf(invited, '/v1/dsar/requests'),
    ]).toEqual([200, 403, 200]);
    const again = await accept();
    expect([again.status, again.headers.get('set-cookie')]).toEqual([200, null]);

    const ask = (address: string) => ofConsole('', 'POST', '/api/v1/session/code', { email: address });
    const [known, unknown] = [await ask(email), await ask('unknown@example.com')];
    expect(heard(known)).toEqual([202, '']);
    expect(heard(unknown)).toEqual(heard(known));
    const code = await mailWith(/^(\d{6})$/m);
    const enter = (body: object) => ofConsole('', 'POST', '/api/v1/session', body);
    // OpenID Connect is off unless it is configured
    expect((await ofConsole('', 'GET', '/api/v1/session/oidc')).body).toEqual({ label: null });
    for (const [path, body] of [
      ['', {}],
      ['/callback', { parameters: 'code=x&state=x' }],
    ] as const) {
      const off = await ofConsole('', 'POST', `/api/v1/session/oidc${path}`, body);
      expect([off.status, at(off.body, 'type')]).toEqual([404, 'urn:subjectline:error:oidc_off']);
    }
    const wrong = await enter({ email: 'unknown@example.com', code });
    expect(at(wrong.body, 'type')).toBe('urn:subjectline:error:sign_in_failed');
    expect(heard(await enter({ email, code: wrongCode(code) }))).toEqual(heard(wrong));
    const entered = await enter({ email, code });
    expect(entered.body).toMatchObject({ session: { kind: 'operator', role: 'approver', name: email } });
    const cookie = cookieOf(entered.headers);
    expect((await product.call('PUT', `${user}/permission`, { roles: ['viewer'] })).status).toBe(200);
    expect([
      await statusOf(cookie, '/api/v1/privacy-request'),
      await statusOf(cookie, '/api/v1/messages'),
    ]).toEqual([403, 200]);
    expect(listAt((await ofConsole(cookie, 'GET', '/api/v1/sessions')).body, 'items')).toHaveLength(2);
    expect((await ofConsole(cookie, 'DELETE', '/api/v1/sessions')).status).toBe(204);
    for (const ended of [cookie, invited]) expect(await statusOf(ended, '/api/v1/session')).toBe(401);
    for (const secret of [email, token, code]) expect(product.testEnv.log.text).not.toContain(secret);
  });
});

describe('wrong credentials', () => {
  it('may be shown sixty times a minute, however many at once; right ones are not counted', async () => {
    product.testEnv.clock.advance(61_000);
    const right = await Promise.all(Array.from({ length: 15 }, () => signIn(rootClient)));
    expect(new Set(right.map(({ status }) => status))).toEqual(new Set([200]));
    const guesses = await Promise.all(
      Array.from({ length: 80 }, (_, index) => signIn({ ...rootClient, client_secret: `guess-${index}` })),
    );
    const statuses = guesses.map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(60);
    expect(statuses.filter((status) => status === 429)).toHaveLength(20);
    const locked = await signIn(rootClient);
    expect([locked.status, await locked.json()]).toEqual([
      429,
      { error: 'Rate limit exceeded: try again in a minute' },
    ]);
    expect(locked.headers.get('retry-after')).toBe('60');
    product.testEnv.clock.advance(61_000);
    expect((await signIn(rootClient)).status).toBe(200);
  });
});
