import { AppError, messageContext, SendMessages, type NewMessage } from '@subjectline/contracts';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { TestGateway } from '../../testing/test-gateway.fixture';

let gateway: TestGateway;
/** What dispatch was asked to store, call by call. */
let asked: NewMessage[][];
/** How many calls it answers; it is down after that. */
let answered: number;

beforeAll(async () => {
  gateway = await TestGateway.start();
  await gateway.play(SendMessages, ({ messages }) => {
    if (asked.length >= answered) throw new AppError('unavailable', { subject: 'database' });
    asked.push(messages);
    return {
      messages: messages.map(({ id, send_at }) => ({
        id,
        state: send_at ? ('scheduled' as const) : ('queued' as const),
      })),
    };
  });
});
beforeEach(() => {
  asked = [];
  answered = Infinity;
});
afterAll(() => gateway?.close());

interface Results {
  readonly results: readonly { readonly status: number; readonly id?: string }[];
  readonly accepted: number;
  readonly refused: number;
}

const receipt = (email = 'ada@example.com') => ({ kind: 'privacy_request_receipt', to: { email } });
const batchOf = (count: number) => ({
  messages: Array.from({ length: count }, (_one, index) => receipt(`ada-${index}@example.com`)),
});
async function send(body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const { status, body: answer } = await gateway.call('POST', '/api/v1/messages/batch', body, headers);
  return { status, ...(answer as Results) };
}

it('answers each message on its own, in order', async () => {
  const later = new Date(gateway.testEnv.clock.nowMs() + 60_000).toISOString();
  const messages = [
    receipt(),
    { ...receipt(), to: {} },
    { ...receipt(), send_at: later },
    7,
    { kind: 'fax' },
  ];
  const answer = await send({ messages });
  expect(answer).toMatchObject({
    status: 207,
    accepted: 2,
    refused: 3,
    results: [
      { status: 202, id: expect.stringMatching(/^msg_/), state: 'queued' },
      { status: 422, type: 'urn:subjectline:error:invalid', errors: [{ pointer: '#/messages/1/to' }] },
      { status: 202, id: expect.stringMatching(/^msg_/), state: 'scheduled' },
      { status: 422, errors: [{ pointer: expect.stringMatching(/^#\/messages\/3/) }] },
      { status: 422, errors: [{ pointer: '#/messages/4/kind' }, { pointer: '#/messages/4/to' }] },
    ],
  });
  const [first] = asked[0] ?? [];
  if (!first) throw new Error('none was stored');
  expect(gateway.testEnv.keys.openJson(first.sealed_content, messageContext('default', first.id))).toEqual({
    to: { email: 'ada@example.com' },
    variables: {},
  });
});

it('takes a thousand with variables', async () => {
  const values = Object.fromEntries(
    Array.from({ length: 15 }, (_one, index) => [`metadata_field_${index}`, 'x'.repeat(20)]),
  );
  const message = { kind: 'confirm-consent-changed', to: { email: 'ada@example.com' }, variables: values };
  const answer = await send({ messages: Array.from({ length: 1_000 }, () => message) });
  expect(answer).toMatchObject({ status: 207, accepted: 1_000 });
  expect(asked.flat().map(({ id }) => id)).toEqual(answer.results.map(({ id }) => id));
  const one = await send({ messages: Array.from({ length: 1_001 }, () => receipt()) });
  expect([one.status, (await send({ messages: [] })).status, (await send([])).status]).toEqual([
    422, 422, 422,
  ]);
});

it('is of bounded size, whatever is wrong with its messages', async () => {
  const wrong = { kind: 'x'.repeat(200), to: 1, locale: 2, variables: [] };
  const answer = await gateway.call('POST', '/api/v1/messages/batch', {
    messages: Array.from({ length: 500 }, () => wrong),
  });
  expect(answer).toMatchObject({ status: 207, body: { accepted: 0, refused: 500 } });
  expect(JSON.stringify(answer.body).length).toBeLessThan(65_536);
});

it('has the same ids under the same key, and goes on where the first call ended', async () => {
  const headers = { 'idempotency-key': 'import-7' };
  answered = 1;
  const first = await send(batchOf(450), headers);
  expect(first).toMatchObject({ status: 207, accepted: 200, refused: 250 });
  expect(first.results[200]).toMatchObject({ status: 503, type: 'urn:subjectline:error:unavailable' });
  answered = Infinity;
  asked = [];
  const second = await send(batchOf(450), headers);
  expect(second).toMatchObject({ status: 207, accepted: 450, refused: 0 });
  expect(second.results.slice(0, 200)).toEqual(first.results.slice(0, 200));
  expect(new Set(second.results.map(({ id }) => id)).size).toBe(450);
  expect((await send(batchOf(2), headers)).status).toBe(422);
  const other = await send(batchOf(450), { 'idempotency-key': 'import-8' });
  expect(other.results[0]?.id).not.toBe(first.results[0]?.id);
});

it('is answered 503 as a whole where nothing could be stored', async () => {
  answered = 0;
  expect((await send(batchOf(3))).status).toBe(503);
});
