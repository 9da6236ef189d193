import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { Person, phrases } from '../fixtures/person.fixture';
import { at, listAt, Product, textAt } from '../fixtures/product.fixture';

const path = '/api/v1/persons';
const hostile = '<script>alert("x")</script>\u202e';

let product: Product;
let person: Person;
let other: Person;
let requestId: string;

beforeAll(async () => {
  product = await Product.open();
  await useProvider(product, 'mailgun');
  person = new Person(product, 'email');
  other = new Person(product, 'email');
  requestId = await person.isVerified();
  await person.receives(phrases.receipt);
  await other.isVerified();
  await other.receives(phrases.receipt);
  await consents(person.address.toUpperCase(), 'crm-4711');
  await consents(other.address, 'crm-4712');
  await product.call('POST', '/api/v1/suppressions', { email: person.address });
});
afterAll(() => product?.close());

/** A consent user who is known by an id of the organization, and written to at an address. */
async function consents(email: string, organization_user_id: string): Promise<void> {
  const { status } = await product.call('POST', '/v1/consents/events', {
    user: { organization_user_id, email, metadata: { nickname: hostile } },
    consents: { purposes: [{ id: 'newsletter', enabled: true }] },
  });
  expect(status).toBe(200);
}

function recordsOf(body: unknown, section: string): unknown[] {
  const found = listAt(body, 'sections').find((one) => at(one, 'name') === section);
  return listAt(found, 'records');
}

describe('the export of a person', () => {
  it('has what every service holds of them, and nothing of others', async () => {
    const { status, body } = await product.call('POST', `${path}/export`, { email: person.address });
    expect([status, at(body, 'is_complete')]).toEqual([200, true]);
    expect(recordsOf(body, 'requests.privacy_requests')).toMatchObject([
      { id: requestId, identity: { email: person.address }, log: [{ what: 'created' }, { what: 'pending' }] },
    ]);
    expect(recordsOf(body, 'identity.challenges')).toMatchObject([{ about: requestId, state: 'verified' }]);
    expect(recordsOf(body, 'identity.limits')).toContainEqual(
      expect.objectContaining({ counter: 'sends identifier', uses: 1 }),
    );
    expect(recordsOf(body, 'consents.users')).toMatchObject([{ organization_user_id: 'crm-4711' }]);
    expect(recordsOf(body, 'consents.events')).toMatchObject([
      { content: { consents: { purposes: [{ id: 'newsletter' }] }, user_metadata: { nickname: hostile } } },
    ]);
    const messages = recordsOf(body, 'dispatch.messages').filter((one) => at(one, 'about') === requestId);
    expect(messages).toMatchObject([
      { kind: 'subject_identity_verification', state: 'sent', tries: [{ outcome: 'sent' }], content: null },
      { kind: 'privacy_request_receipt', content: { to: { email: person.address } } },
    ]);
    expect(recordsOf(body, 'dispatch.suppressions')).toMatchObject([{ reason: 'manual' }]);
    const text = JSON.stringify(body);
    expect(text).not.toContain(other.address);
    expect(text).not.toContain('crm-4712');
    expect(text).not.toContain('sealed_');
  });

  it('is found by an id of the organization as well', async () => {
    const { body } = await product.call('POST', `${path}/export`, { user_id: 'crm-4711' });
    expect(recordsOf(body, 'consents.users')).toMatchObject([{ email: person.address.toUpperCase() }]);
    expect(recordsOf(body, 'consents.events')).toHaveLength(1);
  });

  it('is a page to read on request, in which hostile values are text', async () => {
    for (const [query, headers] of [
      ['?format=html', {}],
      ['', { accept: 'text/html' }],
    ] as const) {
      const answer = await product.call(
        'POST',
        `${path}/export${query}`,
        { email: person.address },
        { headers },
      );
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'; style-src 'sha256-/);
      expect(answer.body).toContain(person.address);
      expect(answer.body).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
      expect(answer.body).not.toContain('<script');
    }
  });

  it('goes on where one export ends, section by section', async () => {
    const messages = { email: person.address, section: 'dispatch.messages' };
    const { body } = await product.call('POST', `${path}/export`, { ...messages, skip: 1 });
    expect(listAt(body, 'sections')).toHaveLength(1);
    expect(recordsOf(body, 'dispatch.messages')[0]).toMatchObject({ kind: 'privacy_request_receipt' });
  });

  it('is empty for a stranger', async () => {
    const { body } = await product.call('POST', `${path}/export`, { email: 'stranger@example.com' });
    expect(listAt(body, 'sections').filter((section) => at(section, 'total') !== 0)).toEqual([]);
  });

  it.each([
    [{}, 'needs an email, a phone_number or a user_id'],
    [{ email: 'no address' }, 'email'],
    [{ email: 'ana@example.com', section: 'dispatch.secrets' }, 'section'],
  ])('is refused for %j', async (body, problem) => {
    const refused = await product.call('POST', `${path}/export`, body);
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body)).toContain(problem);
  });
});

describe('a look at a person', () => {
  it('is recorded: who looked, when and at whom, by a digest', async () => {
    const exported = await product.call('POST', `${path}/export`, { email: ` ${person.address}`.trim() });
    const { body } = await product.call('GET', `${path}/looks?size=100`);
    const [newest, ...earlier] = listAt(body, 'items');
    expect(newest).toMatchObject({ looked_by: 'root', format: 'json', id: textAt(exported.body, 'look_id') });
    expect(listAt(newest, 'person_digests')).toHaveLength(1);
    // the same person has the same digest
    expect(earlier.map((look) => at(look, 'person_digests'))).toContainEqual(at(newest, 'person_digests'));
    expect(JSON.stringify(body)).not.toContain(person.address);
  });
});
