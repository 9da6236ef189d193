import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, textAt } from '../fixtures/product.fixture';
import { StartedProduct } from './started-product.fixture';

/*
 * What was answered with 200 is kept, whatever is killed. A client that got no answer, or was told that a service did
 * not answer the one it asked, does not know; a client that was refused for another reason knows that nothing was done.
 */

let product: StartedProduct;

beforeAll(async () => {
  product = await StartedProduct.open();
  await useProvider(product, 'mailgun');
});
afterAll(() => product?.close());

/** The request's id by the person's address. */
const accepted = new Map<string, string>();
const unknown = new Set<string>();
const refused = new Set<string>();
let asked = 0;
const clients = 6;

/** Sends the form once for one person, and never again. */
async function ask(): Promise<void> {
  asked += 1;
  // more than one domain may get in an hour
  const email = `person-${asked}@customer-${asked % 10}.example`;
  const body = [{ policy_key: 'default_access_policy', identity: { email } }];
  try {
    const answer = await product.call('POST', '/api/v1/privacy-request', body, { token: null });
    const id = at(answer.body, 'succeeded', 0, 'id');
    if (typeof id === 'string') accepted.set(email, id);
    else (answer.status === 503 ? unknown : refused).add(email);
  } catch {
    unknown.add(email);
  }
  // a door that is shut is not hammered at
  if (!accepted.has(email)) await pause(50);
}

async function askUntil(count: number): Promise<void> {
  while (accepted.size < count) await ask();
}

/** The codes that each address has got. */
function arrivals(): Map<string, string[]> {
  const codes = new Map<string, string[]>();
  for (const { to, text = '' } of product.emulator.messages()) {
    const [code] = /\b\d{6}\b/.exec(text) ?? [];
    if (code) codes.set(to, [...(codes.get(to) ?? []), code]);
  }
  return codes;
}

const acceptedAre = (count: number) => eventually(`${count} are accepted`, () => accepted.size >= count);

describe('kill -9 of the services, of nats-server and of PostgreSQL while a hundred and fifty persons ask', () => {
  beforeAll(async () => {
    product.emulator.behave({ vendor: 'mailgun', answer: 'ok', delayMs: 5 });
    const asking = Promise.all(Array.from({ length: clients }, () => askUntil(150)));
    await acceptedAre(30);
    await product.killServices();
    await acceptedAre(accepted.size + 30);
    await product.killServer('nats-server');
    await acceptedAre(accepted.size + 30);
    await product.killServer('PostgreSQL');
    await asking;
    await eventually('every accepted request has its code', () => {
      const codes = arrivals();
      return [...accepted.keys()].every((address) => codes.has(address));
    });
  });

  it('loses no request that was accepted: every code arrives and works', async () => {
    await product.signIn();
    const codes = arrivals();
    const left = [...accepted];
    const verify = async () => {
      for (let next = left.pop(); next; next = left.pop()) {
        const [address, id] = next;
        const code = codes.get(address)?.at(-1);
        const { status, body } = await product.call('POST', `/api/v1/privacy-request/${id}/verify`, { code });
        expect([address, status, textAt(body, 'status')]).toEqual([address, 200, 'pending']);
      }
    };
    await Promise.all(Array.from({ length: clients }, verify));
  });

  it('has one code for each request, however often it was sent', () => {
    for (const codes of arrivals().values()) expect(new Set(codes).size).toBe(1);
  });

  it('sends no code for a request that was not accepted, but for those with an unknown outcome', () => {
    const others = [...arrivals().keys()].filter((address) => !accepted.has(address));
    expect(others.filter((address) => !unknown.has(address))).toEqual([]);
    // no more than were on their way at each of the three kills
    expect(others.length).toBeLessThanOrEqual(3 * clients);
    expect([...refused]).toEqual([]);
  });

  it('stores no more requests than were accepted or left unknown', async () => {
    const { body } = await product.call('GET', '/api/v1/privacy-request?size=1');
    const stored = Number(at(body, 'total'));
    expect(stored).toBeGreaterThanOrEqual(accepted.size);
    expect(stored).toBeLessThanOrEqual(accepted.size + unknown.size);
  });

  it('finishes the erasure of a person that was under way', async () => {
    const [[email = '', id = ''] = []] = accepted;
    const started = await product.call('POST', '/api/v1/persons/erase', { email });
    expect(started.status).toBe(202);
    await product.killServices();
    await product.signIn();
    const erasure = await eventually('the person is erased', async () => {
      const { body } = await product.call('GET', `/api/v1/persons/erase/${textAt(started.body, 'id')}`);
      return at(body, 'state') === 'done' && body;
    });
    expect(textAt(erasure, 'certificate').split('.')).toHaveLength(3);
    const { body } = await product.call('POST', '/api/v1/persons/export', { email });
    const text = JSON.stringify(body);
    expect([text.includes(id), text.includes(email)]).toEqual([true, false]);
  });
});
