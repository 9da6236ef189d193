import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, Product, listAt, textAt, type Answer } from '../fixtures/product.fixture';

/* What every route of Didomi's API has in common, and the routes of users and authentication providers. */

let product: Product;

beforeAll(async () => {
  product = await Product.open();
});
afterAll(() => product?.close());

const events = '/v1/consents/events';
const someone = () => `person-${randomUUID()}@example.com`;
const news = { purposes: [{ id: 'news', enabled: true }] };
const refusalIn = ({ status, body }: Answer) => [status, at(body, 'reason')];
const choose = async (user: object, more: object = {}): Promise<unknown> => {
  const { status, body } = await product.call('POST', events, { user, consents: news, ...more });
  expect([status, body]).toEqual([200, expect.anything()]);
  return body;
};

describe('a query parameter that a route does not read', () => {
  it.each([
    ['GET', '/v1/consents/users', 'limit=5', 'limit'],
    ['GET', '/v1/consents/users', 'email=nobody@example.com', 'email'],
    ['DELETE', '/v1/consents/events', 'organization_user_id=nobody&statuses=confirmed', 'statuses'],
    ['GET', '/v1/dsar/requests', 'status[$nin]=verified', 'status[$nin]'],
    ['GET', '/v1/marketplace/emails', 'name=x', 'name'],
    ['POST', '/v1/auth/protocols/otp/generate', 'key=default&mail=a@example.com', 'mail'],
    ['GET', '/v1/auth/initiate', 'key=default&provider=otp', 'provider'],
  ])('is refused by its name: %s %s?%s', async (method, path, query, name) => {
    const { status, body } = await product.call(method, `${path}?${query}`);
    expect([status, at(body, 'reason')]).toEqual([400, 'invalid']);
    expect(listAt(body, 'errors')).toMatchObject([{ path: name, rule: 'extra' }]);
  });

  it('is refused on our own routes too, and on those of Fides ignored as there', async () => {
    const own = await product.call('GET', '/api/v1/messages?abuot=evt_1');
    expect([own.status, own.headers.get('content-type')]).toEqual([422, expect.stringContaining('problem')]);
    expect(listAt(own.body, 'errors')).toMatchObject([{ in: 'query', parameter: 'abuot', rule: 'extra' }]);
    expect((await product.call('GET', '/api/v1/messaging/templates?nosuch=1')).status).toBe(200);
  });

  it('is nothing that a route does read', async () => {
    for (const query of [
      'status[$in]=verified&status[$in][]=refused&user_right_id=cpra_opt_out&$limit=5&$skip=0',
      'created_at[$gte]=2026-01-01T00:00:00Z&deadline_at[$lt]=2030-01-01T00:00:00Z&organization_id=default',
    ]) {
      expect((await product.call('GET', `/v1/dsar/requests?${query}`)).status, query).toBe(200);
    }
  });
});

describe('an error', () => {
  it.each([
    ['GET', '/v1/nosuch', 404, 'route_unknown'],
    ['POST', '/v1', 404, 'route_unknown'],
    ['GET', '/v1/consents/nosuch?x=1', 404, 'route_unknown'],
    ['GET', '/v1/%zz', 404, 'route_unknown'],
    ['PUT', '/v1/consents/users', 405, 'method_unknown'],
    ['PATCH', '/v1/sessions', 405, 'method_unknown'],
  ])('under /v1 has Didomi’s shape: %s %s', async (method, path, status, reason) => {
    const answer = await product.call(method, path);
    expect(refusalIn(answer)).toEqual([status, reason]);
    expect(Object.keys(answer.body as object)).toEqual(['code', 'name', 'message', 'reason', 'errors']);
  });

  it.each([
    ['DELETE', '/api/v1/messages', 405],
    ['GET', '/api/v1/messages/a/b', 404],
    ['POST', '/api/v1/inbox', 405],
    ['GET', '/api/v1/organizations/no/such', 404],
  ])('of our own routes is a problem: %s %s', async (method, path, status) => {
    const answer = await product.call(method, path);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      expect.stringContaining('application/problem+json'),
    ]);
  });

  it('names a parameter as the caller does', async () => {
    const claims = Buffer.from(JSON.stringify({ org: 'default' })).toString('base64url');
    const { status, body } = await product.call('GET', `${events}?token=a.${claims}.~`, undefined, {
      token: null,
    });
    expect([status, listAt(body, 'errors')]).toEqual([400, [expect.objectContaining({ path: 'token' })]]);
    const path = `/v1/consents/users/${'x'.repeat(300)}`;
    const user = await product.call('PATCH', path, { country: 'FR' });
    expect([user.status, listAt(user.body, 'errors')]).toEqual([
      400,
      [expect.objectContaining({ path: 'id' })],
    ]);
    const link = await product.call('POST', '/v1/auth/protocols/message/callback?key=default&id=none', {});
    expect([link.status, listAt(link.body, 'errors')]).toEqual([
      400,
      [expect.objectContaining({ path: 'id' })],
    ]);
  });
});

describe('a consent token', () => {
  const tokenOf = async (organization_user_id: string) => {
    const { body } = await product.call('POST', '/v1/consents/tokens', { organization_user_id });
    return { token: textAt(body, 'token') };
  };

  it('stores nothing about another user than its own', async () => {
    const [mine, theirs] = [someone(), someone()];
    const options = await tokenOf(mine);
    const create = (user: object, more: object = {}) =>
      product.call('POST', events, { user, consents: news, ...more }, options);
    for (const user of [{ organization_user_id: theirs }, { id: 'usr_other' }, { email: theirs }]) {
      expect(refusalIn(await create(user)), JSON.stringify(user)).toEqual([401, 'consent_token_rejected']);
    }
    const elsewhere = { consents: news, organization_id: 'acme' };
    for (const [query, wanted] of [
      ['', [401, 'consent_token_rejected']],
      ['?key=default', [403, 'organization_mismatch']],
    ] as const) {
      expect(refusalIn(await product.call('POST', events + query, elsewhere, options))).toEqual(wanted);
    }
    const list = await product.call('GET', `${events}?organization_user_id=${mine}`);
    expect(at(list.body, 'total')).toBe(0);
    const made = await create({ organization_user_id: mine.toUpperCase(), email: mine, country: 'FR' });
    expect([made.status, at(made.body, 'user', 'organization_user_id')]).toEqual([200, mine]);
  });

  it('dies with its user', async () => {
    const options = await tokenOf(someone());
    const id = textAt((await product.call('POST', events, { consents: news }, options)).body, 'user', 'id');
    expect((await product.call('DELETE', `/v1/consents/users/${id}`)).status).toBe(204);
    expect(refusalIn(await product.call('GET', events, undefined, options))).toEqual([
      401,
      'consent_token_rejected',
    ]);
  });
});

describe('a user', () => {
  const proof = 'data:application/pdf;base64,JVBERi0xLjcKJSVFT0YK';

  it('is changed field by field', async () => {
    const made = await choose({ id: `crm-${randomUUID()}`, country: 'DE', metadata: { a: 1, b: 2 } });
    const path = `/v1/consents/users/${textAt(made, 'user', 'id')}`;
    const name = someone();
    const changes = { organization_user_id: name, country: 'fr', metadata: { a: null, c: 3 } };
    const { status, body } = await product.call('PATCH', path, changes);
    expect([status, body]).toMatchObject([
      200,
      { organization_user_id: name, country: 'FR', consents: news },
    ]);
    expect(at(body, 'metadata')).toEqual({ b: 2, c: 3 });
    const cleared = await product.call('PATCH', path, { country: null });
    expect(cleared.body).toMatchObject({
      organization_user_id: name,
      country: null,
      metadata: { b: 2, c: 3 },
    });
    expect((await product.call('GET', path)).body).toEqual(cleared.body);
    expect(
      at((await product.call('GET', `/v1/consents/users?organization_user_id=${name}`)).body, 'total'),
    ).toBe(1);
  });

  it('keeps its name, and gets none that another user has', async () => {
    const [one, other] = [someone(), someone()];
    const id = textAt(await choose({ organization_user_id: one }), 'user', 'id');
    await choose({ organization_user_id: other });
    for (const organization_user_id of [other, someone()]) {
      const refused = await product.call('PATCH', `/v1/consents/users/${id}`, { organization_user_id });
      expect(refusalIn(refused)).toEqual([409, 'conflict']);
    }
    expect(refusalIn(await product.call('PATCH', '/v1/consents/users/none', {}))).toEqual([
      404,
      'user_unknown',
    ]);
    expect(refusalIn(await product.call('PATCH', `/v1/consents/users/${id}`, { id: 'x' }))).toEqual([
      400,
      'invalid',
    ]);
  });

  it('is deleted with choices and proofs, but for a proof that another one’s choice names', async () => {
    const [gone, stays] = [someone(), someone()];
    const first = await choose({ organization_user_id: gone }, { proofs: [proof, proof] });
    const [alone, shared] = listAt(first, 'proofs_id') as string[];
    await choose({ organization_user_id: stays }, { proofs_id: [shared] });
    const id = textAt(first, 'user', 'id');
    expect((await product.call('DELETE', `/v1/consents/users/${id}`)).status).toBe(204);
    expect(refusalIn(await product.call('GET', `/v1/consents/users/${id}`))).toEqual([404, 'user_unknown']);
    expect(refusalIn(await product.call('GET', `${events}/${textAt(first, 'id')}`))).toEqual([
      404,
      'event_unknown',
    ]);
    expect(refusalIn(await product.call('GET', `/v1/consents/proofs/${alone}`))).toEqual([
      404,
      'proof_unknown',
    ]);
    expect((await product.call('GET', `/v1/consents/proofs/${shared}`)).status).toBe(200);
    expect(refusalIn(await product.call('DELETE', `/v1/consents/users/${id}`))).toEqual([
      404,
      'user_unknown',
    ]);
    const again = await choose({ organization_user_id: gone });
    expect(textAt(again, 'user', 'id')).not.toBe(id);
  });
});

describe('an authentication provider', () => {
  it('is read, there once of each type, and deleted when it is not the default', async () => {
    const list = async () => listAt((await product.call('GET', '/v1/auth-providers')).body, 'data');
    const [otp] = await list();
    const made = await product.call('POST', '/v1/auth-providers', { type: 'message' });
    const path = `/v1/auth-providers/${textAt(made.body, 'id')}`;
    expect([made.status, (await product.call('GET', path)).body]).toEqual([201, made.body]);
    const second = await product.call('POST', '/v1/auth-providers', { type: 'message', is_default: true });
    expect(refusalIn(second)).toEqual([409, 'auth_provider_taken']);
    expect(textAt(second.body, 'message')).toContain(textAt(made.body, 'id'));
    expect(refusalIn(await product.call('PATCH', path, { type: 'otp' }))).toEqual([
      409,
      'auth_provider_taken',
    ]);
    expect(await list()).toEqual([otp, made.body]);
    const theDefault = await product.call('DELETE', `/v1/auth-providers/${textAt(otp, 'id')}`);
    expect([refusalIn(theDefault), textAt(theDefault.body, 'message')]).toEqual([
      [409, 'conflict'],
      expect.stringContaining('default'),
    ]);
    expect((await product.call('DELETE', path)).status).toBe(204);
    expect(refusalIn(await product.call('GET', path))).toEqual([404, 'auth_provider_unknown']);
    expect(await list()).toEqual([otp]);
  });
});
