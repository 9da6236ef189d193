import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '@subjectline/testing';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { Person, phrases } from '../fixtures/person.fixture';
import { at, listAt, Product, textAt } from '../fixtures/product.fixture';

/* Outgoing webhooks in the whole product: what happens arrives, and nothing of a person with it. */

const endpoints = '/api/v1/webhooks/endpoints';

interface Sent {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

let product: Product;
let person: Person;
let server: Server;
let url: string;
let secret: string;
let endpoint: string;
const sent: Sent[] = [];
const bodies: string[] = [];

/** Accepts what the public library verifies. */
async function startReceiver(): Promise<void> {
  server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (part: string) => (body += part));
    request.on('end', () => {
      bodies.push(body);
      sent.push(new Webhook(secret).verify(body, request.headers as Record<string, string>) as Sent);
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hooks`;
}

beforeAll(async () => {
  await startReceiver();
  product = await Product.open({ SUBJECTLINE_WEBHOOK_ALLOW_LOOPBACK: 'true' });
  await useProvider(product, 'mailgun');
  person = new Person(product, 'email');
  const created = await product.call('POST', endpoints, { url, description: 'Cases' });
  secret = textAt(created.body, 'secret');
  endpoint = `${endpoints}/${textAt(created.body, 'id')}`;
  expect([created.status, created.headers.get('location')]).toEqual([201, endpoint]);
});
afterAll(async () => {
  await product?.close();
  server.closeAllConnections();
  server.close();
});

/** The values of a field in the events of a type that fit. */
function valuesOf(type: string, field: string, fits: Readonly<Record<string, unknown>> = {}): unknown[] {
  return sent
    .filter((one) => one.type === type)
    .filter(({ data }) => Object.entries(fits).every(([name, value]) => data[name] === value))
    .map(({ data }) => data[field]);
}

const arrive = (what: string, values: () => unknown[], wanted: readonly unknown[]): Promise<unknown> =>
  eventually(`${what}: ${wanted.join(', ')}`, () => wanted.every((value) => values().includes(value)));

describe('webhooks', () => {
  it('tell of a request from the form to its end, without a word of its person', async () => {
    const id = await person.asks();
    const code = await person.receivesCode();
    await person.types(code, id);
    await person.receives(phrases.receipt);
    await product.call('PATCH', '/api/v1/privacy-request/administrate/approve', { request_ids: [id] });
    await person.receives(phrases.approval);
    const link = 'https://files.example.com/e/8f2c';
    await product.call('POST', `/api/v1/privacy-request/${id}/complete`, { download_links: [link] });
    const statuses = ['identity_unverified', 'pending', 'approved', 'complete'];
    await arrive('statuses', () => valuesOf('privacy_request.changed', 'status', { id }), statuses);
    await arrive('verification', () => valuesOf('verification.succeeded', 'about'), [id]);
    await arrive('messages', () => valuesOf('message.sent', 'kind', { about: id }), [
      'subject_identity_verification',
      'privacy_request_receipt',
      'privacy_request_review_approve',
      'privacy_request_complete_access',
    ]);
    for (const word of [person.address, code, link]) expect(bodies.join('\n')).not.toContain(word);
  });

  it('tell of a message that was suppressed, and why', async () => {
    const eager = new Person(product, 'email');
    for (let asked = 0; asked < 8; asked += 1) await eager.asks();
    await arrive('budgets', () => valuesOf('verification.suppressed', 'budget'), ['identifier']);
    await arrive('reasons', () => valuesOf('message.skipped', 'reason'), ['address_limit']);
    expect(bodies.join('\n')).not.toContain(eager.address);
  });

  it('tell of consents and preferences', async () => {
    const email = new Person(product, 'email');
    const consent = { user: { organization_user_id: email.address }, validation: { method: 'email' } };
    const created = await product.call('POST', '/v1/consents/events', {
      ...consent,
      consents: { purposes: [{ id: 'news', enabled: true }] },
    });
    const id = textAt(created.body, 'id');
    await product.call('PATCH', `/v1/consents/events/${id}`, { status: 'rejected' });
    await arrive('statuses', () => valuesOf('consent_event.changed', 'status', { id }), [
      'pending_approval',
      'rejected',
    ]);
    const { body } = await product.call('POST', '/api/v1/consent-request', { identity: email.identity });
    const consentRequest = textAt(body, 'consent_request_id');
    await product.call('PATCH', `/api/v1/consent-request/${consentRequest}/preferences`, {
      code: await email.receivesCode(),
      consent: [{ data_use: 'marketing', opt_in: false }],
    });
    await arrive('preferences', () => valuesOf('preferences.saved', 'consent_request_id'), [consentRequest]);
    for (const word of [email.address, 'news', 'marketing']) expect(bodies.join('\n')).not.toContain(word);
  });
});

describe('the routes of webhooks', () => {
  it('show endpoints without secrets, and refuse URLs that lead inside', async () => {
    const list = await product.call('GET', endpoints);
    expect(list.body).toMatchObject({ total: 1, items: [{ url, description: 'Cases', enabled: true }] });
    expect(JSON.stringify(list.body)).not.toContain('whsec_');
    const refused = await product.call('PATCH', endpoint, { url: 'https://10.0.0.1/' });
    expect([refused.status, refused.headers.get('content-type')]).toEqual([
      422,
      'application/problem+json; charset=utf-8',
    ]);
    expect(refused.body).toMatchObject({
      errors: [{ pointer: '#/url', rule: 'isEndpointUrl', detail: 'must not lead to an internal address' }],
    });
    expect((await product.call('GET', `${endpoints}/whk_%00`)).status).toBe(404);
    expect((await product.call('GET', '/api/v1/webhooks/deliveries/whd_%00')).status).toBe(404);
  });

  it('send a test, list and show its delivery, and send it again', async () => {
    const test = await product.call('POST', `${endpoint}/test`);
    expect([test.status, at(test.body, 'event_type')]).toEqual([202, 'webhook.test']);
    const delivery = `/api/v1/webhooks/deliveries/${textAt(test.body, 'id')}`;
    await eventually('it is delivered', async () => {
      return at((await product.call('GET', delivery)).body, 'state') === 'delivered';
    });
    expect((await product.call('GET', delivery)).body).toMatchObject({
      payload: { type: 'webhook.test' },
      tries: [{ number: 1, outcome: 'delivered', status: 204 }],
    });
    const again = await product.call('POST', `${delivery}/replay`);
    expect([again.status, at(again.body, 'event_id')]).toEqual([202, at(test.body, 'event_id')]);
    const listed = await product.call('GET', `${endpoint}/deliveries?event_type=webhook.test`);
    expect(listAt(listed.body, 'items').map((item) => at(item, 'id'))).toEqual([
      textAt(again.body, 'id'),
      textAt(test.body, 'id'),
    ]);
    const since = await product.call('POST', `${endpoint}/replay`, { since: '2026-01-01T00:00:00Z' });
    expect([since.status, since.body]).toEqual([202, { replayed: 0 }]);
  });

  it('rotate the secret and delete the endpoint', async () => {
    const rotated = await product.call('POST', `${endpoint}/secret`);
    expect([rotated.status, textAt(rotated.body, 'previous_secret_until') > '']).toEqual([200, true]);
    const count = sent.length;
    // verified with the former secret, which is valid for another day
    await product.call('POST', `${endpoint}/test`);
    await eventually('one more arrives', () => sent.length > count);
    expect((await product.call('DELETE', endpoint)).status).toBe(204);
    expect((await product.call('GET', endpoint)).status).toBe(404);
  });
});
