import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { addLinks, foundInProduct } from '../fixtures/product-canaries.fixture';
import { at, Product, listAt, textAt, type Answer } from '../fixtures/product.fixture';
import { linkIn, look, press } from '../fixtures/link.fixture';
import { wrongCode } from '../fixtures/person.fixture';

/* The way into a Preference Center in the whole product: by code, by link, and by nothing else. */

let product: Product;

const preferences = 'https://preferences.example.com';
const otp = '/v1/auth/protocols/otp';
const message = '/v1/auth/protocols/message/callback';
const noToken = { token: null };

const canaries = new Map<string, string>();

/** A person whose address is found nowhere that it should not be. */
function someone(): string {
  const address = `person-${randomUUID()}@example.com`;
  canaries.set(`address ${canaries.size}`, address);
  return address;
}
const received = (address: string) => product.emulator.waitForMessage(({ to }) => to === address);

const generate = (email: string, more = ''): Promise<Answer> =>
  product.call('GET', `${otp}/generate?key=default&email=${email}${more}`, undefined, noToken);
const verify = (email: string, code: string): Promise<Answer> =>
  product.call('POST', `${otp}/verify?key=default`, { code, organization_user_id: email }, noToken);
const askForLink = (email: string, url = preferences): Promise<Answer> =>
  product.call('POST', `${message}?key=default`, { id: email, privacy_center_url: url }, noToken);

async function receivedCode(email: string): Promise<string> {
  const { text = '' } = await received(email);
  const [code] = /\b\d{6}\b/.exec(text) ?? [];
  if (code === undefined) throw new Error('the message holds no code');
  return code;
}

beforeAll(async () => {
  product = await Product.open();
  await useProvider(product, 'mailgun');
  await product.change({ links: { allowed_origins: [preferences] } });
});
afterAll(() => product?.close());

describe('by code', () => {
  it('proves an address and gives a token for its own choices', async () => {
    expect((await product.call('GET', '/auth/initiate?key=default', undefined, noToken)).body).toMatchObject({
      type: 'otp',
      is_default: true,
    });
    const email = someone();
    const sent = await generate(email);
    expect(sent.status).toBe(200);
    expect(JSON.stringify(sent.body)).not.toContain(email);
    const code = await receivedCode(email);
    const opened = await verify(email, code);
    expect([opened.status, at(opened.body, 'expires_in')]).toEqual([200, 900]);
    const options = { token: textAt(opened.body, 'token') };
    const choice = { consents: { purposes: [{ id: 'newsletter', enabled: false }] } };
    expect((await product.call('POST', '/consents/events', choice, options)).status).toBe(200);
    const { body } = await product.call('GET', '/consents/events', undefined, options);
    expect(at(listAt(body, 'data')[0], 'user', 'organization_user_id')).toBe(email);
  });

  it('answers alike whether the address is known, and to every wrong code', async () => {
    const [known, unknown] = [someone(), someone()];
    await product.call('POST', '/consents/users', { organization_user_id: known });
    const [first, second] = [await generate(known), await generate(unknown)];
    expect([first.status, first.body]).toEqual([second.status, second.body]);
    const code = await receivedCode(known);
    const used = await verify(known, code);
    expect(used.status).toBe(200);
    const refusals = [
      await verify(known, code),
      await verify(unknown, wrongCode(await receivedCode(unknown))),
      await verify(someone(), '123456'),
    ];
    const [{ status, body } = { status: 0, body: null }] = refusals;
    expect([status, at(body, 'reason')]).toEqual([400, 'sign_in_failed']);
    for (const refusal of refusals) expect([refusal.status, refusal.body]).toEqual([status, body]);
  });

  it('is right as people type it, and costs no try where it has not six digits', async () => {
    const email = someone();
    await generate(email);
    const code = await receivedCode(email);
    for (let typed = 0; typed < 6; typed += 1) {
      const malformed = await verify(email, code.slice(1));
      expect([malformed.status, at(malformed.body, 'errors')]).toEqual([
        400,
        [{ path: 'code', rule: 'matches', message: 'must be the six digits of the code' }],
      ]);
    }
    expect((await verify(email, ` ${code.slice(0, 3)}\u00a0${code.slice(3)} `)).status).toBe(200);
  });

  it('ends after five wrong ones', async () => {
    const email = someone();
    await generate(email);
    const code = await receivedCode(email);
    for (let tries = 0; tries < 5; tries += 1) await verify(email, wrongCode(code));
    expect((await verify(email, code)).status).toBe(429);
  });

  it('is too late after five minutes', async () => {
    const email = someone();
    await generate(email);
    const code = await receivedCode(email);
    product.testEnv.clock.advance(300_000);
    expect((await verify(email, code)).status).toBe(400);
  });

  it('is stopped by "this was not me"', async () => {
    const email = someone();
    await generate(email);
    const mail = await received(email);
    const code = await receivedCode(email);
    const gone = await press(linkIn(mail, product), 'disown');
    expect(gone.title).toBe('Thank you for telling us');
    expect((await verify(email, code)).status).toBe(400);
    await generate(email);
    expect(product.emulator.messages().filter(({ to }) => to === email)).toHaveLength(1);
  });
});

describe('by link', () => {
  it('sends a person into the Preference Center with a token, once', async () => {
    const email = someone();
    const sent = await askForLink(email);
    expect(JSON.stringify(sent.body)).not.toContain(email);
    const link = linkIn(await received(email), product);
    expect(link).not.toContain('preferences.example.com');
    expect((await look(link)).title).toBe('Open your preferences');
    const opened = await press(link, 'open');
    const target = new URL(opened.location ?? '');
    expect([opened.status, target.origin]).toEqual([303, preferences]);
    const token = target.searchParams.get('token') ?? '';
    const own = await product.call('GET', `/consents/events?token=${token}`, undefined, noToken);
    expect([own.status, at(own.body, 'total')]).toEqual([200, 0]);
    expect((await look(link)).title).toBe('This link has already been used');
  });

  it.each([
    'https://evil.example',
    'https://preferences.example.com.evil.example',
    'https://preferences.example.com@evil.example',
    'http://preferences.example.com',
    'javascript:alert(1)',
    '//evil.example',
  ])('does not lead to %s', async (hostile) => {
    const email = someone();
    const refused = await askForLink(email, hostile);
    expect(refused.status).toBe(400);
    const query = new URLSearchParams({ key: 'default', id: email, privacy_center_url: hostile }).toString();
    expect((await product.call('GET', `${message}?${query}`, undefined, noToken)).status).toBe(400);
    expect(product.emulator.messages().filter(({ to }) => to === email)).toEqual([]);
  });

  it('leads to no site that was taken off the list meanwhile', async () => {
    const email = someone();
    await askForLink(email);
    const link = linkIn(await received(email), product);
    await product.change({ links: { allowed_origins: [] } });
    const opened = await press(link, 'open');
    expect([opened.status, opened.location]).toEqual([200, null]);
    await product.change({ links: { allowed_origins: [preferences] } });
  });

  it('becomes the way to offer where staff make it that', async () => {
    const made = await product.call('POST', '/auth-providers', { type: 'message', is_default: true });
    expect(made.status).toBe(201);
    const { body } = await product.call('GET', '/auth/initiate?key=default', undefined, noToken);
    expect(body).toMatchObject({ id: textAt(made.body, 'id'), type: 'message', is_default: true });
    const { body: list } = await product.call('GET', '/auth-providers');
    expect(listAt(list, 'data').filter((provider) => at(provider, 'is_default'))).toHaveLength(1);
  });
});

describe('persons and links', () => {
  it('stand in no line of any log, and in no table', async () => {
    addLinks(canaries, product);
    expect(canaries.size).toBeGreaterThan(10);
    expect(await foundInProduct(canaries, product)).toEqual([]);
  });
});
