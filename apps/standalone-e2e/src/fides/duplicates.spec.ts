import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, Product, listAt, textAt } from '../fixtures/product.fixture';
import { Person, phrases } from '../fixtures/person.fixture';

/* Settings of Fides that work, or are refused: duplicates of a request, and templates by property. */

let product: Product;
let person: Person;

beforeAll(async () => {
  product = await Product.open();
  await useProvider(product, 'mailgun');
  await detect({ enabled: true, time_window_days: 30, match_identity_fields: ['email'] });
});
beforeEach(async () => {
  person = new Person(product, 'email');
  await product.signIn();
});
afterAll(() => product?.close());

const path = '/api/v1/privacy-request';
const dayMs = 86_400_000;

const detect = (settings: object) => product.change({ privacy_request_duplicate_detection: settings });
const verify = (isRequired: boolean) =>
  product.change({ execution: { subject_identity_verification_required: isRequired } });

const inputOf = (identity = person.identity, policy_key = 'default_access_policy') => ({
  policy_key,
  identity,
});

/** Each as `[id, status]`, as staff see it; the caller sees no duplicates. */
async function send(...inputs: object[]): Promise<(readonly [string, string])[]> {
  const { body } = await product.call('POST', path, inputs, { token: null });
  const asked = listAt(body, 'succeeded');
  expect(asked.map((one) => textAt(one, 'status'))).toEqual(asked.map(() => 'pending'));
  const ids = asked.map((one) => textAt(one, 'id'));
  const duplicates = await Promise.all(
    ids.map((id) => product.call('GET', `${path}?status=duplicate&request_id=${id}`)),
  );
  return ids.map(
    (id, index) => [id, at(duplicates[index]?.body, 'total') === 1 ? 'duplicate' : 'pending'] as const,
  );
}

async function statusOf(input = inputOf()): Promise<string> {
  const [[, status] = ['', 'none']] = await send(input);
  return status;
}

const review = (decision: string, ids: readonly string[]) =>
  product.call('PATCH', `${path}/administrate/${decision}`, { request_ids: ids });
const mails = () => product.emulator.messages().filter(({ to }) => to === person.address);

describe('without verification, a second request for the same', () => {
  beforeAll(() => verify(false));

  it('is a duplicate that sends nothing and needs no review', async () => {
    const [[first, begun] = ['', '']] = await send(inputOf());
    const [[second, repeated] = ['', '']] = await send(inputOf());
    expect([begun, repeated]).toEqual(['pending', 'duplicate']);
    await person.receives(phrases.receipt);
    const { body } = await product.call('GET', `${path}/${second}/history`);
    expect(listAt(body, 'entries')).toMatchObject([
      { what: 'created' },
      { what: 'duplicate', by: 'system', detail: `of ${first}` },
    ]);
    const listed = await product.call('GET', `${path}?status=duplicate&request_id=${second}`);
    expect(listed.body).toMatchObject({ total: 1, items: [{ id: second, status: 'duplicate' }] });
    // staff may still decide on it; that message comes after any that it could have sent before
    const denied = await review('deny', [second]);
    expect(denied.body).toMatchObject({ succeeded: [{ id: second, status: 'denied' }], failed: [] });
    await person.receives(phrases.denial);
    expect(mails().map(({ text = '' }) => phrases.receipt.test(text))).toEqual([true, false]);
  });

  it('is shown as one to an API client, and looks like the first to any other caller', async () => {
    const [[first] = ['']] = await send(inputOf());
    const [[second] = ['']] = await send(inputOf());
    const texts = await Promise.all(
      [first, second].map(async (id) =>
        JSON.stringify((await person.types('111111', id)).body).replace(id, ''),
      ),
    );
    expect(texts[1]).toBe(texts[0]);
    const { body } = await product.call('POST', `${path}/authenticated`, [inputOf()]);
    expect(listAt(body, 'succeeded')).toMatchObject([{ status: 'duplicate' }]);
  });

  it('leaves exactly one active, though ten come at once', async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => send(inputOf())));
    const statuses = all.flat().map(([, status]) => status);
    expect(statuses.filter((status) => status === 'pending')).toHaveLength(1);
    expect(statuses.filter((status) => status === 'duplicate')).toHaveLength(9);
  });

  it('is a duplicate within one call, too, in whatever order two calls name their persons', async () => {
    const [one, other] = [inputOf(), inputOf(new Person(product, 'email').identity)];
    const all = await Promise.all([send(one, other, one), send(other, one, other)]);
    const active = all.flat().filter(([, status]) => status === 'pending');
    expect([all.flat().length, active.length]).toEqual([6, 2]);
  });

  it('is none when it asks for something else, for another person, or for consent', async () => {
    expect(await statusOf()).toBe('pending');
    expect(await statusOf(inputOf(person.identity, 'default_erasure_policy'))).toBe('pending');
    expect(await statusOf(inputOf({ email: `other-${person.address}` }))).toBe('pending');
    const consent = inputOf(person.identity, 'default_consent_policy');
    expect([await statusOf(consent), await statusOf(consent)]).toEqual(['pending', 'pending']);
    expect(await statusOf(inputOf({ email: person.address.toUpperCase() }))).toBe('duplicate');
  });

  it('is none when the first one has ended, or is too old', async () => {
    const [[first] = ['']] = await send(inputOf());
    await review('deny', [first]);
    expect(await statusOf()).toBe('pending');
    product.testEnv.clock.advance(29 * dayMs);
    await product.signIn();
    expect(await statusOf()).toBe('duplicate');
    product.testEnv.clock.advance(2 * dayMs);
    await product.signIn();
    expect(await statusOf()).toBe('pending');
  });

  it('has to have every field in common that the operator names', async () => {
    await detect({ match_identity_fields: ['email', 'phone_number'] });
    const identity = { email: person.address, phone_number: '+15557654321' };
    expect(await statusOf(inputOf(identity))).toBe('pending');
    expect(await statusOf(inputOf({ ...identity, phone_number: '+15557654322' }))).toBe('pending');
    expect(await statusOf(inputOf({ email: person.address }))).toBe('pending');
    expect(await statusOf(inputOf(identity))).toBe('duplicate');
    await detect({ match_identity_fields: ['email'] });
  });

  it('is treated like the first once detection is off', async () => {
    expect(await statusOf()).toBe('pending');
    await detect({ enabled: false });
    expect(await statusOf()).toBe('pending');
    await detect({ enabled: true });
  });
});

describe('with verification', () => {
  beforeAll(() => verify(true));

  const prove = async (id: string): Promise<unknown> => {
    const texts = mails().map(({ text = '' }) => /\b\d{6}\b/.exec(text)?.[0] ?? '');
    for (const code of texts.filter(Boolean)) {
      const answer = await person.types(code, id);
      if (answer.status === 200) return at(answer.body, 'status');
    }
    throw new Error('no code was right');
  };

  it('the first that is proved is active, the next is a duplicate, and one receipt is sent', async () => {
    const first = await person.asks();
    await person.receivesCode();
    const second = await person.asks();
    await eventually('both codes have arrived', async () => mails().length === 2);
    // the second one is proved first: an earlier request that is unproved does not block it
    expect(await prove(second)).toBe('pending');
    expect(await prove(first)).toBe('duplicate');
    await person.receives(phrases.receipt);
    await review('deny', [first]);
    await person.receives(phrases.denial);
    expect(mails().filter(({ text = '' }) => phrases.receipt.test(text))).toHaveLength(1);
  });
});

describe('templates by property', () => {
  it('are refused by the name of their setting, and may be off', async () => {
    const name = 'enable_property_specific_messaging';
    const { status, body } = await product.call('PATCH', '/api/v1/config', {
      notifications: { [name]: true },
    });
    expect([status, body]).toEqual([
      422,
      {
        detail: [
          {
            type: 'value_error',
            loc: ['body', 'notifications', name],
            msg: `Value error, ${name} is not supported: each type has one template. Leave it out, or set it to false`,
          },
        ],
      },
    ]);
    await product.change({ notifications: { [name]: false } });
  });
});
