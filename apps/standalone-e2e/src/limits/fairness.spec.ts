import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, Product, listAt, textAt, type Answer } from '../fixtures/product.fixture';
import { Person } from '../fixtures/person.fixture';

/* One caller who asks for far too much, beside persons who ask for one code. */

let product: Product;

beforeAll(async () => {
  product = await Product.open({ SUBJECTLINE_RATE_LIMIT_PER_MINUTE: '400' });
  await useProvider(product, 'mailgun');
});
afterAll(() => product?.close());

const post = (path: string, body: object, ip: string): Promise<Answer> =>
  product.call('POST', path, body, { token: null, headers: { 'x-forwarded-for': ip } });

let persons = 0;
const someEmail = () => `stranger-${(persons += 1)}@example.com`;
const requests = (count: number) =>
  Array.from({ length: count }, () => ({
    policy_key: 'default_access_policy',
    identity: { email: someEmail() },
  }));
const ask = (count: number, ip: string) => post('/api/v1/privacy-request', requests(count), ip);
const statuses = (answers: readonly Answer[]) =>
  answers.map(({ status }) => status).toSorted((a, b) => a - b);

async function storedRequests(): Promise<number> {
  return (await product.testEnv.rows('select 1 from requests.requests')).length;
}

describe('a flood from one address', () => {
  it('is refused at the door: it stores no more than it may send, and another person has their code', async () => {
    const before = await storedRequests();
    const person = new Person(product, 'email');
    const [flood] = await Promise.all([
      Promise.all(Array.from({ length: 7 }, () => ask(50, '203.0.113.7'))),
      post(
        '/api/v1/privacy-request',
        [{ policy_key: 'default_access_policy', identity: person.identity }],
        '203.0.113.8',
      ),
    ]);
    await person.receivesCode();
    const created = flood.flatMap(({ body }) => (at(body, 'succeeded') ? listAt(body, 'succeeded') : []));
    expect(created).toHaveLength(20);
    expect((await storedRequests()) - before).toBe(21);
    const refused = flood.filter(({ status }) => status === 429);
    expect(refused.length + flood.filter(({ status }) => status === 200).length).toBe(7);
    expect(refused.length).toBeGreaterThan(0);
    for (const { headers, body } of refused) {
      const seconds = Number(headers.get('retry-after'));
      expect(seconds).toBeGreaterThan(0);
      const when = seconds <= 60 ? 'a minute' : `${seconds} seconds`;
      expect(body).toEqual({ error: `Rate limit exceeded: try again in ${when}` });
    }
  });

  it('names the requests of a call that are over the limit', async () => {
    const { status, body } = await ask(22, '203.0.113.9');
    expect([status, listAt(body, 'succeeded').length]).toEqual([200, 20]);
    const messages = listAt(body, 'failed').map((failure) => at(failure, 'message'));
    expect(messages).toEqual(Array(2).fill('Rate limit exceeded: try again in 3600 seconds'));
  });

  it('counts requests, not calls', async () => {
    const answers = [];
    for (let calls = 0; calls < 9; calls += 1) answers.push(await ask(50, '203.0.113.10'));
    // 400 requests a minute; of these twenty may send
    const [first, ...others] = answers;
    expect(first?.status).toBe(200);
    expect(others.every(({ status }) => status === 429)).toBe(true);
    expect(Number(others.at(-1)?.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  });

  it('leaves an API client alone, whatever its address', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.7' };
    const { status, body } = await product.call(
      'POST',
      '/api/v1/privacy-request/authenticated',
      requests(50),
      {
        headers,
      },
    );
    expect([status, listAt(body, 'succeeded').length]).toEqual([200, 50]);
  });
});

describe('the twenty-first person behind one address', () => {
  it('is told to come back, whichever way they ask for a code', async () => {
    const ip = '203.0.113.21';
    expect(statuses(await Promise.all(Array.from({ length: 20 }, () => ask(1, ip))))).toEqual(
      Array(20).fill(200),
    );
    const refused = [
      await ask(1, ip),
      await post('/api/v1/consent-request', { identity: { email: someEmail() } }, ip),
      await post('/v1/auth/protocols/otp/generate?key=default', { email: someEmail() }, ip),
      await post('/v1/auth/protocols/message/callback?key=default', { id: someEmail() }, ip),
    ];
    expect(statuses(refused)).toEqual([429, 429, 429, 429]);
    for (const { headers } of refused) expect(headers.get('retry-after')).toBe('3600');
    expect((await ask(1, '203.0.113.22')).status).toBe(200);
    product.testEnv.clock.advance(3_600_000);
    expect((await ask(1, ip)).status).toBe(200);
  });
});

describe('a sign-in by Didomi’s API', () => {
  it('is refused past the caller’s limit, when all are asked for at once', async () => {
    const send = () =>
      post('/v1/auth/protocols/otp/generate?key=default', { email: someEmail() }, '203.0.113.30');
    const answers = await Promise.all(Array.from({ length: 23 }, send));
    expect(statuses(answers)).toEqual([...Array<number>(20).fill(200), ...Array<number>(3).fill(429)]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body).toMatchObject({ code: 429, name: 'TooManyRequests', reason: 'too_many_requests' });
    expect(refused?.headers.get('retry-after')).toBe('3600');
  });
});

describe('messages of one caller to one address', () => {
  const signIn = (email: string, ip: string) =>
    post('/v1/auth/protocols/otp/generate?key=default', { email }, ip);

  it('are refused past its limit, whether the address is known or not', async () => {
    const [known, unknown] = [someEmail(), someEmail()];
    await product.signIn();
    const created = await product.call('POST', '/consents/users', { organization_user_id: known });
    expect(created.status).toBe(201);
    const heard = await Promise.all(
      [known, unknown].map(async (email, index) => {
        const answers = await Promise.all(
          Array.from({ length: 8 }, () => signIn(email, `203.0.113.${40 + index}`)),
        );
        return answers
          .map(({ status, headers, body }) => [status, headers.get('retry-after'), body] as const)
          .toSorted(([one], [other]) => one - other);
      }),
    );
    expect(heard[0]).toEqual(heard[1]);
    expect(heard[0]?.map(([status]) => status)).toEqual([200, 200, 200, 200, 200, 429, 429, 429]);
    expect(heard[0]?.at(-1)).toMatchObject([429, '610', { reason: 'too_many_requests' }]);
    const mails = () => product.emulator.messages().filter(({ to }) => to === known);
    await eventually('what was accepted has arrived', async () => mails().length === 5);
    expect((await signIn(known, '203.0.113.42')).status).toBe(200);
  });

  it('are named in a call that asks for too many of them', async () => {
    const email = someEmail();
    const body = Array.from({ length: 7 }, () => ({
      policy_key: 'default_access_policy',
      identity: { email },
    }));
    const first = await post('/api/v1/privacy-request', body, '203.0.113.43');
    expect(listAt(first.body, 'succeeded')).toHaveLength(5);
    expect(listAt(first.body, 'failed').map((failure) => at(failure, 'message'))).toEqual(
      Array(2).fill('Rate limit exceeded: try again in 610 seconds'),
    );
    const second = await post('/api/v1/privacy-request', body, '203.0.113.43');
    expect([second.status, second.headers.get('retry-after')]).toEqual([429, '610']);
  });
});

describe('guesses of one caller', () => {
  it('are refused past its limit in the words of each API, and the code is as good as before', async () => {
    const ip = '203.0.113.50';
    const person = new Person(product, 'email');
    const asked = { policy_key: 'default_access_policy', identity: person.identity };
    const { body } = await post('/api/v1/privacy-request', [asked], '203.0.113.51');
    const path = `/api/v1/privacy-request/${textAt(body, 'succeeded', 0, 'id')}/verify`;
    const code = await person.receivesCode();
    // a consent page sends its code with every change
    const other = new Person(product, 'email');
    const { body: page } = await post(
      '/api/v1/consent-request',
      { identity: other.identity },
      '203.0.113.51',
    );
    const changes = `/api/v1/consent-request/${textAt(page, 'consent_request_id')}/verify`;
    const right = { code: await other.receivesCode() };
    const guesses = await Promise.all(Array.from({ length: 60 }, () => post(changes, right, ip)));
    expect(statuses(guesses)).toEqual(Array(60).fill(200));
    const signIn = { organization_user_id: someEmail() };
    await post(
      '/v1/auth/protocols/otp/generate?key=default',
      { email: signIn.organization_user_id },
      '203.0.113.51',
    );
    const isTheirs = ({ to }: { to: string }) => to === signIn.organization_user_id;
    await product.emulator.waitForMessage(isTheirs);
    const fides = [await post(path, { code }, ip), await post(changes, right, ip)];
    for (const refused of fides) {
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '3600']);
      expect(refused.body).toEqual({ error: 'Rate limit exceeded: try again in 3600 seconds' });
    }
    const didomi = await post('/v1/auth/protocols/otp/verify?key=default', { code, ...signIn }, ip);
    expect([didomi.status, didomi.headers.get('retry-after')]).toEqual([429, '3600']);
    expect(didomi.body).toMatchObject({ code: 429, name: 'TooManyRequests', reason: 'too_many_requests' });
    expect((await post(path, { code }, '203.0.113.52')).status).toBe(200);
  });
});
