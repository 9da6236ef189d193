import { afterAll, beforeAll, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, Product, listAt } from '../fixtures/product.fixture';

let product: Product;

beforeAll(async () => {
  product = await Product.open();
  await useProvider(product, 'mailgun');
});
afterAll(() => product?.close());

async function create(calls: number): Promise<void> {
  for (let call = 0; call < calls; call += 1) {
    const requests = Array.from({ length: 50 }, (_, index) => ({
      policy_key: 'default_access_policy',
      identity: { email: `person-${call}-${index}@example.com` },
    }));
    const { body } = await product.call('POST', '/api/v1/privacy-request/authenticated', requests);
    expect(listAt(body, 'succeeded')).toHaveLength(50);
  }
}

it('five hundred requests are approved by one call', async () => {
  await create(10);
  const filters = { status: 'pending' };
  const approve = '/api/v1/privacy-request/administrate/approve';
  const { status, body } = await product.call('PATCH', approve, { filters });
  expect([status, listAt(body, 'succeeded').length, listAt(body, 'failed')]).toEqual([200, 500, []]);
});

it('all choices of one user are deleted by one call, however many there are', async () => {
  const user = { organization_user_id: 'many@example.com' };
  const event = { user, consents: { purposes: [{ id: 'news', enabled: true }] } };
  const made = await product.call('POST', '/v1/consents/events?$disable_integrations=true', event);
  expect(made.status).toBe(200);
  // as a client would make them in a year
  const { Client } = await import('pg');
  const client = new Client({ connectionString: product.testEnv.databaseUrl });
  await client.connect();
  await client.query(
    `insert into consents.events (organization, id, public_id, user_id, status, regulation, chosen_at, locale,
       sealed_content, proof_ids, created_at, updated_at)
     select organization, id || n, public_id || n, user_id, status, regulation, chosen_at, locale, sealed_content,
       proof_ids, created_at, updated_at from consents.events, generate_series(1, 1200) as n`,
  );
  const path = `/v1/consents/events?organization_user_id=${user.organization_user_id}`;
  expect((await product.call('DELETE', path)).status).toBe(204);
  const { rows } = await client.query('select 1 from consents.events');
  await client.end();
  expect(rows).toHaveLength(0);
  expect(at((await product.call('GET', path)).body, 'total')).toBe(0);
});
