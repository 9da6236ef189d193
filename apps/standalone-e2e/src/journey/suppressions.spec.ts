import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { Person, phrases } from '../fixtures/person.fixture';
import { at, listAt, Product, textAt } from '../fixtures/product.fixture';

const path = '/api/v1/suppressions';

let product: Product;
let person: Person;

beforeAll(async () => {
  product = await Product.open();
  await useProvider(product, 'mailgun');
  person = new Person(product, 'email');
});
afterAll(() => product?.close());

describe('a suppressed address', () => {
  let id: string;

  it('is added by staff, and shown without the address', async () => {
    const added = await product.call('POST', path, person.identity);
    expect(added.status).toBe(201);
    id = textAt(added.body, 'items', 0, 'id');
    expect(added.body).toMatchObject({
      total: 1,
      items: [{ channel: 'email', reason: 'manual', created_by: 'root', message_id: null, expires_at: null }],
    });
    const found = await product.call('POST', `${path}/search`, person.identity);
    expect([found.status, found.body]).toEqual([200, added.body]);
    const listed = await product.call('GET', `${path}?reason=manual&channel=email`);
    expect([listed.status, at(listed.body, 'total')]).toEqual([200, 1]);
    expect(JSON.stringify([added.body, listed.body])).not.toContain(person.address);
  });

  it('is named to those who send a message to it', async () => {
    const send = async (to: object) => {
      const { status, body } = await product.call('POST', '/api/v1/messages', {
        kind: 'privacy_request_receipt',
        to,
      });
      return [status, at(body, 'suppressed')];
    };
    expect(await send(person.identity)).toEqual([202, ['email']]);
    expect(await send({ email: 'ada@elsewhere.example' })).toEqual([202, []]);
  });

  it('gets no code, which the form and the record of the message tell', async () => {
    const request = await person.asks();
    const verification = () =>
      product.call('GET', `/api/v1/privacy-request/${request}/verification`, undefined, { token: null });
    await eventually(
      'the form knows',
      async () => at((await verification()).body, 'delivery') === 'undelivered',
    );
    expect((await verification()).body).toMatchObject({ awaiting_code: true, permanent: true });
    const { body } = await product.call('GET', `/api/v1/messages?about=${request}`);
    expect(listAt(body, 'items')).toMatchObject([{ state: 'skipped', reason: 'recipient_suppressed' }]);
    expect(product.emulator.messages().filter(({ to }) => to === person.address)).toEqual([]);
  });

  it('gets the next one once it was removed', async () => {
    expect((await product.call('DELETE', `${path}/${id}`)).status).toBe(204);
    expect((await product.call('DELETE', `${path}/${id}`)).status).toBe(404);
    const other = await person.asks();
    const code = await person.receivesCode();
    expect((await person.types(code, other)).status).toBe(200);
    await person.receives(phrases.receipt);
  });

  it.each([
    [{}, 'needs an email or a phone_number'],
    [{ email: 'no address' }, 'email'],
    [{ phone_number: '+8701234567' }, 'phone_number'],
  ])('is refused where it is none: %j', async (body, problem) => {
    const refused = await product.call('POST', path, body);
    expect(refused.status).toBe(422);
    expect(JSON.stringify(refused.body)).toContain(problem);
  });
});
