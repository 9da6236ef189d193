import { randomUUID } from 'node:crypto';
import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, Product, listAt, textAt, type Answer } from '../fixtures/product.fixture';

/* A privacy request in Didomi's words, from the form to the end, in the whole product. */

let product: Product;

beforeAll(async () => {
  product = await Product.open();
  await useProvider(product, 'mailgun');
  await product.change({ links: { allowed_origins: ['https://www.example.com'] } });
});
afterAll(() => product?.close());

const requests = '/v1/dsar/requests';
const thanks = 'https://www.example.com/thanks';
const someone = () => `person-${randomUUID()}@example.com`;

interface Asked {
  readonly id: string;
  readonly email: string;
}

async function ask(changes: object = {}, email = someone()): Promise<Asked> {
  const { status, body } = await product.call('POST', `${requests}?organization_id=default`, {
    organization_user_id: email,
    user_right_id: 'cpra_access_my_data',
    status: 'unverified',
    request_fields: [{ field_id: 'email', value: email }],
    source: { type: 'DSAR', country: 'US' },
    ...changes,
  });
  expect([status, at(body, 'organization_id')]).toEqual([201, 'default']);
  return { id: textAt(body, 'id'), email };
}

const change = (id: string, changes: object): Promise<Answer> =>
  product.call('PATCH', `${requests}/${id}`, changes);
const statusOf = async (id: string): Promise<unknown> =>
  at((await product.call('GET', `${requests}/${id}`)).body, 'status');

/** The text of the next message to an address that matches. */
async function received(to: string, phrase: RegExp): Promise<string> {
  const message = await product.emulator.waitForMessage(
    (each) => each.to === to && phrase.test(`${each.subject ?? ''}\n${each.text ?? ''}`),
  );
  return message.text ?? '';
}

async function tokenFor(email: string): Promise<string> {
  const [, token] = /links\?token=([\w-]{43})/.exec(await received(email, /links\?token=/)) ?? [];
  if (token === undefined) throw new Error('the message holds no link');
  return token;
}

/** What the button on the page of a link does. */
const press = (token: string): Promise<Response> =>
  fetch(`${product.url}/links`, {
    method: 'POST',
    body: new URLSearchParams({ token, action: 'confirm' }),
    redirect: 'manual',
  });

async function kindsOfMessages(id: string): Promise<unknown[]> {
  const { body } = await product.call('GET', `/api/v1/messages?about=${id}`);
  return listAt(body, 'items')
    .map((item) => at(item, 'kind'))
    .toReversed();
}

describe('a privacy request', () => {
  it('is confirmed by a link, worked on and fulfilled, and its person hears of each', async () => {
    const { id, email } = await ask({ redirect_url: thanks });
    const token = await tokenFor(email);
    expect((await fetch(`${product.url}/links?token=${token}`)).status).toBe(200);
    expect(await statusOf(id)).toBe('unverified');
    const pressed = await press(token);
    expect([pressed.status, pressed.headers.get('location')]).toEqual([303, thanks]);
    expect(await statusOf(id)).toBe('verified');
    expect((await change(id, { status: 'work_in_progress' })).status).toBe(200);
    const download_link = 'https://files.example.com/e/8f2c';
    const done = await change(id, { status: 'fulfilled', extra_message_variables: { download_link } });
    expect([done.status, at(done.body, 'status'), at(done.body, 'warnings')]).toEqual([200, 'fulfilled', []]);
    expect(await received(email, /8f2c/)).toContain(download_link);
    expect((await change(id, { status: 'fulfilled' })).status).toBe(200);
    expect((await change(id, { status: 'archived' })).status).toBe(200);
    await eventually('three messages are known', async () => {
      const kinds = await kindsOfMessages(id);
      return kinds.length === 3 && kinds.every(Boolean);
    });
    expect((await kindsOfMessages(id)).map(String).toSorted()).toEqual([
      'request-status-fulfilled-access-my-data',
      'request-status-wip',
      'request-verify',
    ]);
  });

  it('goes no way that its status forbids', async () => {
    const { id } = await ask();
    const forbidden = await change(id, { status: 'work_in_progress' });
    expect([forbidden.status, at(forbidden.body, 'reason')]).toEqual([409, 'status_forbids']);
    expect((await change(id, { status: 'archived' })).status).toBe(200);
    expect((await change(id, { status: 'verified' })).status).toBe(409);
  });

  it('is the same request in the words of the other API', async () => {
    const { id } = await ask({ status: 'verified', user_right_id: 'cpra_delete_my_data' });
    const { body } = await product.call('GET', `/api/v1/privacy-request/${id}`);
    expect(body).toMatchObject({ id, status: 'pending', policy: { key: 'default_erasure_policy' } });
  });

  it('is verified by a link that a client makes, once', async () => {
    const { id } = await ask();
    const link = { action: 'request.update', event: { request_id: id, status: 'verified' }, lifetime: 600 };
    const made = await product.call('POST', '/v1/dsar/links?organization_id=default', link);
    expect(made.status).toBe(201);
    const token = new URL(textAt(made.body, 'url')).searchParams.get('token') ?? '';
    expect((await press(token)).status).toBe(200);
    expect(await statusOf(id)).toBe('verified');
    await press(token);
    expect(await statusOf(id)).toBe('verified');
    const again = await product.call('POST', '/dsar/links', link);
    expect([again.status, at(again.body, 'reason')]).toEqual([409, 'status_forbids']);
  });

  it('does not redirect to a site that is not allowed', async () => {
    const { status, body } = await product.call('POST', requests, {
      organization_user_id: 'ada',
      user_right_id: 'cpra_opt_out',
      status: 'unverified',
      source: { type: 'DSAR' },
      redirect_url: 'https://phishing.example.net',
    });
    expect([status, at(body, 'reason')]).toEqual([400, 'redirect_forbidden']);
  });

  it('without an address is taken, and says that no message was sent', async () => {
    const { status, body } = await product.call('POST', requests, {
      organization_user_id: 'customer-7',
      user_right_id: 'cpra_opt_out',
      status: 'unverified',
      source: { type: 'DSAR' },
    });
    expect([status, at(body, 'warnings')]).toEqual([201, [{ reason: 'no_recipient' }]]);
  });

  it('has notes that its person never sees, and is found by filters', async () => {
    const { id, email } = await ask({ status: 'verified' });
    for (const value of ['First.', 'Second.']) {
      expect((await product.call('POST', `${requests}/notes`, { request_id: id, value })).status).toBe(201);
    }
    const notes = await product.call('GET', `${requests}/notes?request_id=${id}&$limit=1&$skip=1`);
    expect(notes.body).toMatchObject({
      total: 2,
      limit: 1,
      skip: 1,
      data: [{ value: 'Second.', author: 'root' }],
    });
    const found = await product.call(
      'GET',
      `${requests}?organization_user_id=${encodeURIComponent(email)}&status[$in]=verified&status[$in]=refused`,
    );
    expect(found.body).toMatchObject({ total: 1, data: [{ id, status: 'verified' }] });
    const none = await product.call(
      'GET',
      `${requests}?organization_user_id=${encodeURIComponent(email)}&status=refused`,
    );
    expect(none.body).toMatchObject({ total: 0, data: [] });
  });
});
