import { readTables } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useProvider } from './accounts.suite';
import { at, House, listAt, type Answer } from './house.suite';
import { Person } from './person.suite';

/* One caller who asks for far too much, beside persons who ask for one code. */

let house: House;

beforeAll(async () => {
  house = await House.open({ SUBJECTLINE_RATE_LIMIT_PER_MINUTE: '400' });
  await useProvider(house, 'mailgun');
});
afterAll(() => house?.close());

const post = (path: string, body: object, ip: string): Promise<Answer> =>
  house.call('POST', path, body, { token: null, headers: { 'x-forwarded-for': ip } });

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
  return (await readTables(house.ground.databaseUrl)).get('requests.requests')?.length ?? 0;
}

describe('a flood from one address', () => {
  it('is refused at the door: it stores no more than it may send, and another person has their code', async () => {
    const before = await storedRequests();
    const person = new Person(house, 'email');
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
    const { status, body } = await house.call('POST', '/api/v1/privacy-request/authenticated', requests(50), {
      headers,
    });
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
    house.ground.clock.advance(3_600_000);
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
