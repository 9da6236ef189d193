import { deadLetterHeaders, encode, requestIdHeader } from '@subjectline/bus';
import { ApproveAutomatically, RequestChanged } from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { headers } from 'nats';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, listAt, Product, textAt } from '../fixtures/product.fixture';

const path = '/api/v1/dead-letters';
const queue = 'requests--task-requests-approve-automatically-v1';

let product: Product;
let request: string;

beforeAll(async () => {
  product = await Product.open();
  await product.change({
    execution: { subject_identity_verification_required: false, require_manual_request_approval: true },
  });
  const body = [{ policy_key: 'default_access_policy', identity: { email: 'ada@example.com' } }];
  const asked = await product.call('POST', '/api/v1/privacy-request', body, { token: null });
  request = textAt(asked.body, 'succeeded', 0, 'id');
});
afterAll(() => product?.close());

interface Letter {
  readonly organization?: string;
  readonly id?: string;
  readonly subject?: string;
  readonly queue?: string;
  readonly isKept?: boolean;
}

/** As the bus buries what its reader has given up. */
async function bury({
  organization = 'default',
  id = request,
  subject = ApproveAutomatically.subject,
  queue: buriedBy = queue,
  isKept = true,
}: Letter = {}): Promise<number> {
  const kept = headers();
  kept.set(deadLetterHeaders.reason, 'the handler failed every time');
  kept.set(deadLetterHeaders.deliveries, '9');
  kept.set(deadLetterHeaders.subject, subject);
  kept.set(requestIdHeader, 'req_7');
  if (!isKept) kept.set(deadLetterHeaders.digest, 'a1b2');
  const data = isKept ? encode({ organization, id }) : new Uint8Array();
  const jetstream = product.testEnv.bus.connection.jetstream();
  return (await jetstream.publish(`dead.TASKS.${buriedBy}`, data, { headers: kept })).seq;
}

const numbersOf = (body: unknown) => listAt(body, 'items').map((item) => at(item, 'sequence'));

describe('dead letters', () => {
  it('are listed by page, without what they say, and none of other organizations', async () => {
    const sequences = [await bury(), await bury(), await bury()];
    await bury({ organization: 'another' });
    await bury({ isKept: false });
    const first = await product.call('GET', `${path}?limit=2`);
    expect(first.status).toBe(200);
    expect(first.body).toEqual({
      items: sequences.slice(0, 2).map((sequence) => ({
        sequence,
        died_at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T/),
        queue,
        reason: 'the handler failed every time',
        deliveries: 9,
        request_id: 'req_7',
        owner: 'requests',
      })),
      next_after: sequences[1],
    });
    const rest = await product.call('GET', `${path}?after=${sequences[1]}`);
    expect([numbersOf(rest.body), at(rest.body, 'next_after')]).toEqual([sequences.slice(2), null]);
  });

  it('are deleted without being done', async () => {
    const { body } = await product.call('GET', path);
    for (const sequence of numbersOf(body)) {
      expect((await product.call('DELETE', `${path}/${String(sequence)}`)).status).toBe(204);
    }
    expect((await product.call('GET', path)).body).toEqual({ items: [], next_after: null });
  });

  it('are done when they are sent again, and are no longer listed', async () => {
    const sequence = await bury();
    const sent = await product.call('POST', `${path}/${sequence}/resend`);
    expect([sent.status, at(sent.body, 'sequence')]).toEqual([200, sequence]);
    await eventually('the request is approved', async () => {
      const { body } = await product.call('GET', `/api/v1/privacy-request/${request}`);
      return at(body, 'status') === 'approved';
    });
    expect((await product.call('POST', `${path}/${sequence}/resend`)).status).toBe(404);
    expect((await product.call('GET', path)).body).toEqual({ items: [], next_after: null });
  });

  it('are one task when they are sent again twice at once', async () => {
    const sequence = await bury();
    const manager = await product.testEnv.bus.connection.jetstreamManager();
    const { state: before } = await manager.streams.info('TASKS');
    const resend = () => product.call('POST', `${path}/${sequence}/resend`);
    const answers = await Promise.all([resend(), resend(), resend()]);
    expect(answers.map(({ status }) => status)).toContain(200);
    const { state: after } = await manager.streams.info('TASKS');
    expect(after.last_seq - before.last_seq).toBe(1);
  });

  it('that are events are sent to those who hear of them', async () => {
    const sequence = await bury({
      subject: RequestChanged.subject,
      queue: 'webhooks--event-requests-changed-v1',
    });
    const manager = await product.testEnv.bus.connection.jetstreamManager();
    const { state: before } = await manager.streams.info('EVENTS');
    expect((await product.call('POST', `${path}/${sequence}/resend`)).status).toBe(200);
    const { state: after } = await manager.streams.info('EVENTS');
    expect(after.last_seq - before.last_seq).toBe(1);
  });

  it('that were buried by a service that does not read them are sent nowhere', async () => {
    const sequence = await bury({
      subject: RequestChanged.subject,
      queue: 'dispatch--task-dispatch-send-code-v1',
    });
    const manager = await product.testEnv.bus.connection.jetstreamManager();
    const { state: before } = await manager.streams.info('EVENTS');
    expect((await product.call('POST', `${path}/${sequence}/resend`)).status).toBe(404);
    const { state: after } = await manager.streams.info('EVENTS');
    expect(after.last_seq).toBe(before.last_seq);
    expect((await product.call('GET', path)).body).toEqual({ items: [], next_after: null });
  });

  it('that are unknown, of another organization or not kept are not found', async () => {
    const numbers = ['4711', '0', '-1', 'x', '1e3', '99999999999999999999'];
    const foreign = String(await bury({ organization: 'another' }));
    const notKept = String(await bury({ isKept: false }));
    for (const number of [...numbers, foreign, notKept]) {
      for (const [method, place] of [
        ['POST', `${path}/${number}/resend`],
        ['DELETE', `${path}/${number}`],
      ] as const) {
        const { status, body } = await product.call(method, place);
        expect([status, at(body, 'detail')]).toEqual([404, `No dead letter has the number ${number}.`]);
      }
    }
    const manager = await product.testEnv.bus.connection.jetstreamManager();
    await expect(manager.streams.getMessage('DEAD', { seq: Number(foreign) })).resolves.toBeDefined();
  });
});
