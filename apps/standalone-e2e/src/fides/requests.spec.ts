import { randomUUID } from 'node:crypto';
import { SendCode, StartChallenge } from '@subjectline/contracts';
import { countTasks, eventually, readTables } from '@subjectline/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useProvider } from '../fixtures/accounts.fixture';
import { at, Product, listAt, textAt, type Answer } from '../fixtures/product.fixture';
import { Person, phrases, wrongCode } from '../fixtures/person.fixture';

/* The whole product: Fides' privacy and consent requests, and what keeps them from being abused. */

let product: Product;
let person: Person;

beforeAll(async () => {
  product = await Product.open();
  await useProvider(product, 'mailgun');
});
beforeEach(async () => {
  person = new Person(product, 'email');
  // the clock goes on from test to test, past the life of a token
  await product.signIn();
});
afterAll(() => product?.close());

const secondMs = 1_000;
const path = '/api/v1/privacy-request';
const publicly = { token: null } as const;

const from = (address: string) => ({ token: null, headers: { 'x-forwarded-for': address } });
const asked = (email: string) => [{ policy_key: 'default_access_policy', identity: { email } }];
const resend = (id: string) => product.call('POST', `${path}/${id}/verification/resend`, undefined, publicly);

/** Everything of an answer that may not tell one from another. */
function comparable({ status, headers, body }: Answer, id: string): unknown {
  const kept = [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name));
  const text = JSON.stringify(body)
    .replaceAll(id, '<id>')
    .replaceAll(/"reference":"[^"]{9}"/g, '"reference":"<reference>"')
    .replaceAll(/"\d{4}-\d\d-\d\dT[^"]*"/g, '"<moment>"');
  return {
    status,
    headers: kept.filter(([name]) => name !== 'content-length'),
    body: text,
    length: text.length,
  };
}

/** How many codes an address got, once everything that is under way has arrived. */
async function codesTo(address: string): Promise<number> {
  // in the order in which a code travels: what has passed one place is found at the next
  const { testEnv } = product;
  // what is published stays until it was read, by an engine that is not there too
  const outboxOf = async (service: string) =>
    (await testEnv.rows(`select 1 from ${service}.outbox where published_in is null`)).length;
  await eventually('nothing is under way', async () => {
    if ((await outboxOf('requests')) > 0 || (await countTasks(testEnv, StartChallenge)) > 0) return false;
    return (await outboxOf('identity')) === 0 && (await countTasks(testEnv, SendCode)) === 0;
  });
  return codesIn(address).length;
}

function codesIn(address: string): string[] {
  const texts = product.emulator.messages().flatMap(({ to, text }) => (to === address && text ? [text] : []));
  return texts.filter((text) => phrases.code.test(text)).flatMap((text) => /\b\d{6}\b/.exec(text)?.[0] ?? []);
}

describe('codes to one address', () => {
  it('are five, though fifty are asked for at once, and nothing tells which ones', async () => {
    // a machine that is busy answers some with 503
    const answers = await Promise.all(
      Array.from({ length: 50 }, () =>
        eventually('it is answered', async () => {
          const answer = await product.call('POST', path, asked(person.address), publicly);
          return answer.status === 503 ? null : answer;
        }),
      ),
    );
    const seen = answers.map((answer) =>
      JSON.stringify(comparable(answer, textAt(answer.body, 'succeeded', 0, 'id'))),
    );
    expect(new Set(seen).size).toBe(1);
    expect(await codesTo(person.address)).toBe(5);
  });

  it('are counted one by one when a single call asks for many', async () => {
    const body = Array.from({ length: 10 }, () => asked(person.address)[0]);
    const answer = await product.call('POST', path, body, publicly);
    expect(listAt(answer.body, 'succeeded')).toHaveLength(10);
    expect(await codesTo(person.address)).toBe(5);
  });

  it('are suppressed in the sight of staff alone', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 6; count += 1) ids.push(await person.asks());
    await codesTo(person.address);
    const suppressed = await eventually('the log has it', async () => {
      for (const id of ids) {
        const { body } = await product.call('GET', `${path}/${id}/history`);
        const entry = listAt(body, 'entries').find((one) => at(one, 'what') === 'code_suppressed');
        if (entry) return entry;
      }
      return null;
    });
    expect(suppressed).toMatchObject({ by: 'identity', detail: 'limit per identifier' });
    const recorded = await eventually('the message is recorded', async () => {
      const { body } = await product.call('GET', '/api/v1/messages?state=skipped&size=100');
      const items = listAt(body, 'items').filter((item) => ids.includes(textAt(item, 'about')));
      return items.length > 0 && items;
    });
    expect(recorded).toEqual([
      expect.objectContaining({
        kind: 'subject_identity_verification',
        reason: 'address_limit',
        attempts: 0,
      }),
    ]);
    expect((await product.call('GET', `${path}/${ids[0]}/history`, undefined, publicly)).status).toBe(401);
  });
});

describe('codes for one caller behind a proxy', () => {
  it('are twenty in an hour, whomever they go to; the next caller has as many', async () => {
    const run = randomUUID();
    const addresses = Array.from({ length: 22 }, (_one, index) => `p${index}-${run}@example.com`);
    for (const address of addresses) await product.call('POST', path, asked(address), from('192.0.2.50'));
    await codesTo(addresses[0] ?? '');
    expect(addresses.flatMap(codesIn)).toHaveLength(20);
    await product.call('POST', path, asked(person.address), from('192.0.2.51'));
    expect(await codesTo(person.address)).toBe(1);
    const stored = [...(await readTables(product.testEnv.databaseUrl)).values()].flat().join('\n');
    expect(stored + product.testEnv.log.text).not.toContain('192.0.2.5');
  });
});

describe('another code', () => {
  it('is answered alike whether it is sent, too early or suppressed; the last two work', async () => {
    const id = await person.asks();
    const first = await person.receivesCode();
    expect(at((await resend(id)).body, 'retry_after_seconds')).toBe(30);
    expect(await codesTo(person.address)).toBe(1);
    product.testEnv.clock.advance(30 * secondMs);
    const [sent, early] = [await resend(id), await resend(id)];
    expect(comparable(early, id)).toEqual(comparable(sent, id));
    expect(await codesTo(person.address)).toBe(2);
    const second = lastCodeTo(person.address);
    expect(product.emulator.messages().findLast(({ to }) => to === person.address)?.text).toContain(
      'The code we sent you before also works',
    );

    // the limit of the address is used up elsewhere; this request's schedule does not know
    for (let count = 0; count < 3; count += 1) await person.asks();
    const other = new Person(product, 'email');
    const twin = await other.asks();
    product.testEnv.clock.advance(30 * secondMs);
    await resend(twin);
    product.testEnv.clock.advance(60 * secondMs);
    const [suppressed, real] = [await resend(id), await resend(twin)];
    expect(at(suppressed.body, 'retry_after_seconds')).toBe(120);
    expect(comparable(suppressed, id)).toEqual(comparable(real, twin));
    expect(await codesTo(person.address)).toBe(5);
    for (const [typed, status] of [
      [first, 200],
      [second, 400],
    ] as const) {
      expect((await person.types(typed, id)).status).toBe(status);
    }
  });

  it('takes up a verification that has lapsed or was guessed away', async () => {
    const id = await person.asks();
    const code = await person.receivesCode();
    for (let tries = 0; tries < 3; tries += 1) await person.types(wrongCode(code), id);
    expect((await person.types(code, id)).body).toEqual({ detail: `Attempt limit hit for '${id}'` });
    expect((await person.types(code, id)).body).toEqual({ detail: `Identification code expired for ${id}.` });
    product.testEnv.clock.advance(86_400 * secondMs);
    expect((await resend(id)).status).toBe(200);
    await eventually('it is there', async () => (await codesTo(person.address)) === 2);
    const right = await person.types(lastCodeTo(person.address), id);
    expect([right.status, at(right.body, 'status')]).toEqual([200, 'pending']);
    expect((await resend(id)).body).toEqual({
      detail: `Invalid identity verification request. Privacy request '${id}' status = pending.`,
    });
  });
});

describe('wrong guesses at one address', () => {
  it('keep its person out of no request of theirs, and staff sees them', async () => {
    const strangers: string[] = [];
    for (let asked = 0; asked < 4; asked += 1) {
      const id = await person.asks();
      strangers.push(id);
      await codesTo(person.address);
      const code = lastCodeTo(person.address);
      for (let tries = 0; tries < 3; tries += 1) {
        expect((await person.types(wrongCode(code), id)).status).toBe(403);
      }
    }
    const id = await person.asks();
    await codesTo(person.address);
    expect((await person.types(lastCodeTo(person.address), id)).status).toBe(200);
    const entry = await eventually('the log says so', async () => {
      const { body } = await product.call('GET', `${path}/${strangers[0]}/history`);
      return listAt(body, 'entries').find((one) => at(one, 'what') === 'code_exhausted');
    });
    expect(entry).toMatchObject({ by: 'identity', detail: 'every try was wrong' });
  });
});

describe('staff', () => {
  it('finds a request by its person, sees who they are, and ends it', async () => {
    const id = await person.isVerified();
    const body = { identities: { email: person.address.toUpperCase() } };
    const found = await product.call('POST', `${path}/search?include_identities=true`, body);
    expect(found.body).toMatchObject({
      total: 1,
      items: [{ id, status: 'pending', identity: { email: { label: 'Email', value: person.address } } }],
    });
    const listed = await product.call('GET', `${path}?request_id=${id}`);
    expect(listed.body).toMatchObject({ total: 1, items: [{ id, identity: null }] });
    const filters = { status: 'pending', request_id: id };
    const canceled = await product.call('PATCH', `${path}/administrate/cancel`, { filters });
    expect(canceled.body).toMatchObject({ succeeded: [{ id, status: 'canceled' }], failed: [] });
    const again = await product.call('POST', `${path}/${id}/resubmit`);
    expect([again.status, at(again.body, 'id'), at(again.body, 'status')]).toEqual([200, id, 'pending']);
  });

  it('does not lift the limit without a proof', async () => {
    const id = await person.asks();
    const approved = await product.call('PATCH', `${path}/administrate/approve`, [id]);
    expect(approved.body).toMatchObject({ failed: [{ message: 'Cannot transition status' }] });
    const resubmitted = await product.call('POST', `${path}/${id}/resubmit`);
    expect(resubmitted.status).toBe(422);
    expect((await product.call('GET', `${path}/${id}`)).body).toMatchObject({
      status: 'identity_unverified',
    });
  });
});

describe('a consent request', () => {
  it('goes from the form to the saved preferences with one code', async () => {
    const body = { identity: { email: person.address } };
    const created = await product.call('POST', '/api/v1/consent-request', body, publicly);
    const id = textAt(created.body, 'consent_request_id');
    const code = await person.receivesCode();
    const consentPath = `/api/v1/consent-request/${id}`;
    const verify = (typed: string) =>
      product.call('POST', `${consentPath}/verify`, { code: typed }, publicly);
    expect((await verify(wrongCode(code))).body).toEqual({
      detail: `Incorrect identification code for '${id}'`,
    });
    expect((await verify(code)).body).toEqual({ consent: null });
    const consent = [{ data_use: 'marketing', opt_in: false }];
    const saved = await product.call('PATCH', `${consentPath}/preferences`, { code, consent }, publicly);
    expect([saved.status, saved.body]).toMatchObject([
      200,
      { consent: [{ data_use: 'marketing', opt_in: false }] },
    ]);
    expect((await verify(code)).body).toEqual(saved.body);
    expect((await product.call('GET', `${consentPath}/preferences`, undefined, publicly)).status).toBe(400);
    const found = await product.call('POST', '/api/v1/consent-request/preferences', body.identity);
    expect(found.body).toEqual(saved.body);
    product.testEnv.clock.advance(600 * secondMs);
    const late = await product.call('PATCH', `${consentPath}/preferences`, { code, consent }, publicly);
    expect([late.status, late.body]).toEqual([400, { detail: `Identification code expired for ${id}.` }]);
  });
});

function lastCodeTo(address: string): string {
  const code = codesIn(address).at(-1);
  if (code === undefined) throw new Error('no code has arrived');
  return code;
}
