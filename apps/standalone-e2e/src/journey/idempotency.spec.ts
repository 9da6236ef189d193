import { randomUUID } from 'node:crypto';
import { readTables } from '@subjectline/testing';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, Product, textAt, type Answer } from '../fixtures/product.fixture';
import { Person, phrases } from '../fixtures/person.fixture';

/* The same call twice under one `Idempotency-Key`, over every API family. */

let product: Product;

beforeAll(async () => {
  product = await Product.open();
  await useProvider(product, 'mailgun');
});
afterAll(() => product?.close());

const rowsOf = async (table: string): Promise<number> =>
  (await product.testEnv.rows(`select 1 from ${table}`)).length;
const requestsNow = () => rowsOf('requests.requests');
const under = (key: string, more: Readonly<Record<string, string>> = {}) => ({
  headers: { 'idempotency-key': key, ...more },
});
const requestOf = (email: string) => [{ policy_key: 'default_access_policy', identity: { email } }];
const ask = (email: string, key: string, more: Readonly<Record<string, string>> = {}): Promise<Answer> =>
  product.call('POST', '/api/v1/privacy-request', requestOf(email), { token: null, ...under(key, more) });

describe('a privacy request under a key', () => {
  it('is one when it comes twenty times at once, and has one code', async () => {
    const before = await requestsNow();
    const person = new Person(product, 'email');
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(person.address, 'race')));
    const busy = answers.filter(({ status }) => status === 409);
    for (const { headers, body } of busy) {
      expect(headers.get('retry-after')).toBe('1');
      expect(textAt(body, 'detail')).toContain('under way');
    }
    const done = answers.filter(({ status }) => status === 200);
    expect(done.length + busy.length).toBe(20);
    const later = await ask(person.address, 'race');
    expect(new Set([...done, later].map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await requestsNow()).toBe(before + 1);
    await person.receives(phrases.code);
    expect(product.emulator.messages().filter(({ to }) => to === person.address)).toHaveLength(1);
  });

  it('is another one for each API client, also where no token is needed', async () => {
    const email = `${randomUUID()}@example.com`;
    const named = await product.call('POST', '/api/v1/oauth/client', { scopes: [] });
    const client = {
      client_id: textAt(named.body, 'client_id'),
      client_secret: textAt(named.body, 'client_secret'),
    };
    const issued = await fetch(`${product.url}/api/v1/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'client_credentials', ...client }),
    });
    const authorization = `Bearer ${textAt(await issued.json(), 'access_token')}`;
    const mine = await product.call('POST', '/api/v1/privacy-request', requestOf(email), under('same'));
    const theirs = await ask(email, 'same', { authorization });
    const anonymous = await ask(email, 'same');
    const again = await ask(email, 'same', { authorization });
    const ids = [mine, theirs, anonymous, again].map(({ body }) => textAt(body, 'succeeded', 0, 'id'));
    expect(new Set(ids).size).toBe(3);
    expect(ids[3]).toBe(ids[1]);
  });

  it('is refused with another body, and is another one from another address or by a client', async () => {
    const email = `${randomUUID()}@example.com`;
    const first = await ask(email, 'mine');
    const other = await ask(`other-${email}`, 'mine');
    expect([other.status, textAt(other.body, 'detail')]).toEqual([
      422,
      'The Idempotency-Key was used with another call. Use a new key for each new call.',
    ]);
    const id = textAt(first.body, 'succeeded', 0, 'id');
    const elsewhere = await ask(email, 'mine', { 'x-forwarded-for': '203.0.113.40' });
    expect(textAt(elsewhere.body, 'succeeded', 0, 'id')).not.toBe(id);
    const path = '/api/v1/privacy-request/authenticated';
    const client = await product.call('POST', path, requestOf(email), under('mine'));
    expect(textAt(client.body, 'succeeded', 0, 'id')).not.toBe(id);
    expect((await ask(email, 'x'.repeat(256))).status).toBe(422);
  });

  it('that was not answered in time is there once when it is sent again; without a key nothing is left', async () => {
    const before = await requestsNow();
    const email = `${randomUUID()}@example.com`;
    const client = new Client({ connectionString: product.testEnv.databaseUrl });
    await client.connect();
    await client.query('begin');
    await client.query('lock table requests.requests in exclusive mode');
    const [keyed, plain] = await Promise.all([
      ask(email, 'lost'),
      product.call('POST', '/api/v1/privacy-request', requestOf(email), { token: null }),
    ]);
    expect([keyed.status, plain.status]).toEqual([503, 503]);
    await client.query('commit');
    await client.end();
    let again = await ask(email, 'lost');
    while (again.status === 409) again = await ask(email, 'lost');
    expect(again.status).toBe(200);
    expect(await requestsNow()).toBe(before + 1);
  });
});

describe('under one key', () => {
  const user = { organization_user_id: `${randomUUID()}@example.com` };
  const creating: [string, object][] = [
    ['/api/v1/consent-request', { identity: { email: `${randomUUID()}@example.com` } }],
    ['/api/v1/oauth/client', { name: 'Twice', scopes: ['privacy-request:read'] }],
    ['/api/v1/organizations', { id: 'twice', name: 'Twice' }],
    [
      '/api/v1/messaging/config',
      { service_type: 'mailgun', key: 'twice', name: 'Twice', details: { domain: 'mg.example.com' } },
    ],
    [
      '/api/v1/messages',
      {
        kind: 'privacy_request_receipt',
        to: { email: `${randomUUID()}@example.com` },
        variables: { request_types: 'access' },
      },
    ],
    ['/v1/consents/events', { user, consents: { purposes: [{ id: 'news', enabled: true }] } }],
    ['/v1/consents/users', { organization_user_id: `${randomUUID()}@example.com` }],
    [
      '/v1/consents/proofs',
      { data: `data:application/pdf;base64,${Buffer.from('%PDF-1.7').toString('base64')}` },
    ],
    ['/v1/consents/tokens', { ...user, lifetime: 900 }],
    ['/api/v1/webhooks/endpoints', { url: 'https://hooks.example.com/twice' }],
    ['/v1/marketplace/emails', { type_id: 'didomi', email_type: 'validation-double-optin' }],
  ];

  it.each(creating)('POST %s is done once and answered the same', async (path, body) => {
    const first = await product.call('POST', path, body, under('both'));
    expect([first.status < 300, first.body]).toEqual([true, expect.anything()]);
    const second = await product.call('POST', path, body, under('both'));
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    const other = await product.call('POST', path, { ...body, surprise: 1 }, under('both'));
    expect([400, 422]).toContain(other.status);
  });

  it('a secret is told again, and is nowhere in clear', async () => {
    const body = { name: 'Secretive' };
    const answer = await product.call('POST', '/api/v1/oauth/client', body, under('secret'));
    const secret = textAt(answer.body, 'client_secret');
    expect((await product.call('POST', '/api/v1/oauth/client', body, under('secret'))).body).toEqual(
      answer.body,
    );
    const tables = JSON.stringify([...(await readTables(product.testEnv.databaseUrl))]);
    expect(tables).toContain('idempotency_keys');
    expect(tables).not.toContain(secret);
  });

  it('a key is never kept as it was sent', async () => {
    const key = `order-of-${randomUUID()}@example.com`;
    await ask(`${randomUUID()}@example.com`, key);
    expect(JSON.stringify([...(await readTables(product.testEnv.databaseUrl))])).not.toContain(key);
    expect(product.testEnv.log.text).not.toContain(key);
  });

  it('is documented on every route that creates', async () => {
    const { body } = await product.call('GET', '/openapi.json');
    const paths = at(body, 'paths') as Record<
      string,
      Record<string, { parameters?: object[]; responses: object }>
    >;
    const creating = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { parameters = [] }]) =>
        parameters.some((parameter) => at(parameter, 'name') === 'Idempotency-Key')
          ? [`${method} ${path}`]
          : [],
      ),
    );
    expect(creating.toSorted()).toEqual([
      'post /api/v1/consent-request',
      'post /api/v1/messages',
      'post /api/v1/messages/batch',
      'post /api/v1/messages/{id}/resend',
      'post /api/v1/messaging/config',
      'post /api/v1/oauth/client',
      'post /api/v1/oauth/client/{client_id}/secret',
      'post /api/v1/organizations',
      'post /api/v1/privacy-request',
      'post /api/v1/privacy-request/authenticated',
      'post /api/v1/privacy-request/{id}/resubmit',
      'post /api/v1/privacy-request/{id}/verification/address',
      'post /api/v1/suppressions',
      'post /api/v1/user',
      'post /api/v1/webhooks/deliveries/{id}/replay',
      'post /api/v1/webhooks/endpoints',
      'post /api/v1/webhooks/endpoints/{id}/replay',
      'post /api/v1/webhooks/endpoints/{id}/secret',
      'post /api/v1/webhooks/endpoints/{id}/test',
      'post /api/v1/wordings/{kind}/versions/{version}/restore',
      'post /auth-providers',
      'post /consents/events',
      'post /consents/links',
      'post /consents/proofs',
      'post /consents/tokens',
      'post /consents/users',
      'post /dsar/links',
      'post /dsar/requests',
      'post /dsar/requests/notes',
      'post /marketplace/emails',
      'post /marketplace/emails/{id}/versions/{version}/restore',
    ]);
  });
});
