import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, Product, listAt, rootClient, textAt } from '../fixtures/product.fixture';
import { Person } from '../fixtures/person.fixture';

/* What Fides' Privacy Center and its other public clients send, as they send it. */

let product: Product;
let person: Person;

beforeAll(async () => {
  product = await Product.open();
  await useProvider(product, 'mailgun');
});
beforeEach(() => {
  person = new Person(product, 'email');
});
afterAll(() => product?.close());

const path = '/api/v1/privacy-request';
const publicly = { token: null } as const;

async function isApprovedBySystem(id: string): Promise<void> {
  await eventually('it is approved', async () => {
    const { body } = await product.call('GET', `${path}/${id}`);
    return at(body, 'status') === 'approved';
  });
  const { body } = await product.call('GET', `${path}/${id}/history`);
  const approved = listAt(body, 'entries').filter((entry) => at(entry, 'what') === 'approved');
  expect(approved).toMatchObject([{ by: 'system' }]);
}

describe('while staff approve requests', () => {
  it('what a person saves in the Privacy Center goes on at once', async () => {
    const { body } = await product.call(
      'POST',
      '/api/v1/consent-request',
      { identity: { email: person.address } },
      publicly,
    );
    const consentId = textAt(body, 'consent_request_id');
    const saved = await product.call(
      'PATCH',
      `/api/v1/consent-request/${consentId}/preferences`,
      {
        code: await person.receivesCode(),
        policy_key: 'default_consent_policy',
        consent: [{ data_use: 'marketing', opt_in: false }],
        executable_options: [{ data_use: 'marketing', executable: true }],
      },
      publicly,
    );
    expect(saved.status).toBe(200);
    const found = await product.call('GET', `${path}?identity=${person.address}`);
    await isApprovedBySystem(textAt(found.body, 'items', 0, 'id'));
  });

  it('a consent request of a client goes on at once, an access request waits', async () => {
    const ask = async (policy_key: string): Promise<string> => {
      const { body } = await product.call('POST', `${path}/authenticated`, [
        { policy_key, identity: person.identity },
      ]);
      return textAt(body, 'succeeded', 0, 'id');
    };
    const waiting = await ask('default_access_policy');
    await isApprovedBySystem(await ask('default_consent_policy'));
    expect((await product.call('GET', `${path}/${waiting}`)).body).toMatchObject({ status: 'pending' });
  });

  it('a verified consent request goes on at once', async () => {
    await isApprovedBySystem(await person.isVerified('default_consent_policy'));
  });
});

describe('every path', () => {
  it('is the same with a slash at its end', async () => {
    const token = await fetch(`${product.url}/api/v1/oauth/token/`, {
      method: 'POST',
      body: new URLSearchParams(rootClient),
    });
    expect(token.status).toBe(200);
    const id = await person.asks();
    const { status } = await product.call('POST', `${path}/${id}/verify/`, { code: '1' }, publicly);
    expect(status).toBe((await product.call('POST', `${path}/${id}/verify`, { code: '1' }, publicly)).status);
    for (const route of [
      '/api/v1/config/?api_set=true',
      `${path}/?size=1`,
      `${path}/search/`,
      '/v1/user-rights/',
    ]) {
      const method = route.includes('search') ? 'POST' : 'GET';
      const [slashed, plain] = await Promise.all([
        product.call(method, route),
        product.call(method, route.replace(/\/(\?|$)/, '$1')),
      ]);
      expect([route, slashed.status, slashed.body]).toEqual([route, plain.status, plain.body]);
    }
    const [wrong, plain] = await Promise.all([
      product.call('POST', '/api/v1/config/'),
      product.call('POST', '/api/v1/config'),
    ]);
    expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, plain.headers.get('allow')]);
  });
});

describe('a field that Fides does not know', () => {
  const extra = { colour: 'red' };

  it('is ignored in public bodies', async () => {
    const created = await product.call(
      'POST',
      path,
      [{ policy_key: 'default_access_policy', identity: person.identity, ...extra }],
      publicly,
    );
    expect([created.status, listAt(created.body, 'failed')]).toEqual([200, []]);
    const id = textAt(created.body, 'succeeded', 0, 'id');
    const code = await person.receivesCode();
    const verified = await product.call('POST', `${path}/${id}/verify`, { code, ...extra }, publicly);
    expect([verified.status, at(verified.body, 'status')]).toEqual([200, 'pending']);
    const approved = await product.call('PATCH', `${path}/administrate/approve`, {
      request_ids: [id],
      ...extra,
    });
    expect(listAt(approved.body, 'succeeded')).toMatchObject([{ id, status: 'approved' }]);
  });

  it('is ignored where preferences are asked for and saved', async () => {
    const { body } = await product.call(
      'POST',
      '/api/v1/consent-request',
      { identity: { email: person.address }, ...extra },
      publicly,
    );
    const id = textAt(body, 'consent_request_id');
    const code = await person.receivesCode();
    const saved = await product.call(
      'PATCH',
      `/api/v1/consent-request/${id}/preferences`,
      {
        code,
        identity: { email: person.address },
        consent: [{ data_use: 'marketing', opt_in: false, ...extra }],
        executable_options: [{ data_use: 'marketing', executable: false, ...extra }],
        browser_identity: { ga_client_id: 'GA1', ...extra },
      },
      publicly,
    );
    expect([saved.status, saved.body]).toMatchObject([200, { consent: [{ data_use: 'marketing' }] }]);
  });

  it('is refused in the body of a messaging config', async () => {
    const body = { service_type: 'mailgun', details: { domain: 'mg.example.com' }, ...extra };
    const answer = await product.call('POST', '/api/v1/messaging/config', body);
    expect([answer.status, answer.body]).toMatchObject([422, { detail: [{ type: 'extra_forbidden' }] }]);
  });
});

describe('a token', () => {
  const send = (body: FormData | string, headers: Record<string, string> = {}) =>
    fetch(`${product.url}/api/v1/oauth/token`, { method: 'POST', body, headers });
  const formOf = (fields: Record<string, string | Blob>): FormData => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    return form;
  };

  it('is handed out for a multipart form', async () => {
    const answer = await send(formOf({ grant_type: 'client_credentials', ...rootClient }));
    expect([answer.status, await answer.json()]).toMatchObject([200, { token_type: 'Bearer' }]);
  });

  it('is refused to a wrong, a broken and a huge form', async () => {
    const wrong = await send(formOf({ ...rootClient, client_secret: 'wrong' }));
    expect([wrong.status, await wrong.json()]).toEqual([401, { detail: 'Authentication Failure' }]);
    expect((await send(formOf({ ...rootClient, client_secret: new Blob(['file']) }))).status).toBe(401);
    const type = { 'content-type': 'multipart/form-data; boundary=x' };
    expect((await send('--x\r\nnonsense', type)).status).toBe(422);
    expect((await send('client_id=a', { 'content-type': 'multipart/form-data' })).status).toBe(422);
    expect((await send(formOf({ ...rootClient, more: 'x'.repeat(20_000) }))).status).toBe(413);
    const many = Object.fromEntries(Array.from({ length: 101 }, (_one, index) => [`f${index}`, 'x']));
    expect((await send(formOf(many))).status).toBe(422);
  });

  it('is all that a multipart form is good for', async () => {
    const answer = await fetch(`${product.url}${path}`, { method: 'POST', body: formOf({ a: 'b' }) });
    expect([answer.status, await answer.json()]).toEqual([415, { detail: 'Unsupported Media Type' }]);
  });
});

describe('a location', () => {
  it.each([
    ['us_ca', 'US-CA'],
    ['EEA', 'EEA'],
    ['eea', 'EEA'],
    ['gb', 'GB'],
    ['pt-11', 'PT-11'],
  ])('%s is kept as %s', async (location, kept) => {
    const answer = await product.call(
      'POST',
      path,
      [{ policy_key: 'default_access_policy', identity: person.identity, location }],
      publicly,
    );
    expect(at(answer.body, 'succeeded', 0, 'location')).toBe(kept);
  });

  it.each(['Portugal', 'USA', 'US-CALI', ''])('%j is refused', async (location) => {
    const body = [{ policy_key: 'default_access_policy', identity: person.identity, location }];
    const answer = await product.call('POST', path, body, publicly);
    expect([answer.status, answer.body]).toMatchObject([422, { detail: [{ loc: ['body', 0, 'location'] }] }]);
  });
});

describe('a page on another site', () => {
  it('may call the API once its origin is listed', async () => {
    const origin = 'https://privacy.example.com';
    const headers = { origin, 'access-control-request-method': 'POST' };
    const preflight = () => product.call('OPTIONS', path, undefined, { token: null, headers });
    expect((await preflight()).headers.get('access-control-allow-origin')).toBeNull();
    await product.change({ security: { cors_origins: [origin] } });
    await eventually('the origin is let in', async () => {
      return (await preflight()).headers.get('access-control-allow-origin') === origin;
    });
  });
});
