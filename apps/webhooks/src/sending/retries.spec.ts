import { healthCalls, ListWebhookEndpoints, type WebhookDelivery } from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answering, type Receiver } from '../testing/receiver.fixture';
import { WebhooksFixture } from '../testing/webhooks.fixture';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

let fixture: WebhooksFixture;

beforeAll(async () => {
  fixture = await WebhooksFixture.start();
});
afterAll(() => fixture?.close());

/** An endpoint of an organization of its own, whose receiver answers with this status. */
async function failingEndpoint(
  organization: string,
  status: number,
  headers: Record<string, string> = {},
): Promise<{ receiver: Receiver; id: string; organization: string }> {
  const receiver = await fixture.receiver();
  receiver.answer = answering(status, headers);
  const { id } = await fixture.endpoint(receiver.url, { organization });
  return { receiver, id, organization };
}

interface Place {
  readonly id: string;
  readonly organization: string;
}

/** The endpoint's only delivery once it has had so many attempts. */
function attempted({ id, organization }: Place, attempts: number): Promise<WebhookDelivery> {
  return eventually(`${attempts} attempts`, async () => {
    const [delivery] = await fixture.deliveries(id, organization);
    return delivery?.attempts === attempts ? delivery : null;
  });
}

/** Moves the clock to the next attempt. */
function advanceTo({ next_attempt_at }: WebhookDelivery): number {
  const waitMs = Date.parse(next_attempt_at ?? '') - fixture.testEnv.clock.nowMs();
  fixture.testEnv.clock.advance(waitMs);
  return waitMs;
}

it('attempts a failed delivery again, ever later, under the same id, and then gives up', async () => {
  const endpoint = await failingEndpoint('schedule', 500);
  await fixture.changeRequest({ organization: 'schedule' });
  const waits = [5_000, 5 * 60_000, hourMs / 2, 2 * hourMs, 5 * hourMs, 10 * hourMs, 10 * hourMs];
  for (const [index, waitMs] of waits.entries()) {
    const waited = advanceTo(await attempted(endpoint, index + 1));
    expect(waited / waitMs).toBeGreaterThanOrEqual(0.85);
    expect(waited / waitMs).toBeLessThanOrEqual(1.15);
  }
  const delivery = await attempted(endpoint, 8);
  expect(delivery).toMatchObject({ state: 'failed', reason: 'exhausted', next_attempt_at: null });
  const { received } = endpoint.receiver;
  expect(received).toHaveLength(8);
  expect(new Set(received.map(({ id }) => id))).toEqual(new Set([delivery.event_id]));
  expect(new Set(received.map(({ body }) => body)).size).toBe(1);
  const times = received.map(({ headers }) => Number(headers['webhook-timestamp']));
  expect(times.toSorted((one, other) => one - other)).toEqual(times);
  expect(new Set(times).size).toBe(8);
  const { tries } = await fixture.history(delivery.id, 'schedule');
  expect(tries.map(({ number, outcome, status }) => [number, outcome, status])).toEqual(
    Array.from({ length: 8 }, (_, index) => [index + 1, 'rejected', 500]),
  );
  expect(await fixture.read(endpoint.id, 'schedule')).toMatchObject({ enabled: true, disabled_reason: null });
});

it('stops failing with the first success', async () => {
  const endpoint = await failingEndpoint('recovers', 503);
  await fixture.changeRequest({ organization: 'recovers' });
  const first = await attempted(endpoint, 1);
  expect((await fixture.read(endpoint.id, 'recovers')).failing_since).toBe(
    fixture.testEnv.clock.now().toISOString(),
  );
  endpoint.receiver.answer = answering(200);
  advanceTo(first);
  expect(await attempted(endpoint, 2)).toMatchObject({ state: 'delivered', reason: null });
  expect((await fixture.read(endpoint.id, 'recovers')).failing_since).toBeNull();
});

it('waits as long as Retry-After asks for, up to two minutes', async () => {
  for (const [seconds, minMs] of [
    ['60', 60_000],
    ['86400', 120_000],
  ] as const) {
    const endpoint = await failingEndpoint(`waits-${seconds}`, 429, { 'retry-after': seconds });
    await fixture.changeRequest({ organization: endpoint.organization });
    const { next_attempt_at } = await attempted(endpoint, 1);
    const waitMs = Date.parse(next_attempt_at ?? '') - fixture.testEnv.clock.nowMs();
    expect(waitMs).toBe(minMs);
  }
});

it('disables an endpoint that answers 410, and tells another one', async () => {
  const organization = 'gone';
  const other = await fixture.receiver();
  await fixture.endpoint(other.url, { organization, event_types: ['webhook_endpoint.disabled'] });
  const endpoint = await failingEndpoint(organization, 500);
  await fixture.changeRequest({ organization });
  await attempted(endpoint, 1);
  // another one, while the first waits for its second attempt
  endpoint.receiver.answer = answering(410);
  await fixture.changeRequest({ organization });
  await eventually('it is disabled', async () => !(await fixture.read(endpoint.id, organization)).enabled);
  expect(await fixture.read(endpoint.id, organization)).toMatchObject({ disabled_reason: 'gone' });
  const deliveries = await fixture.deliveries(endpoint.id, organization);
  expect(deliveries.map(({ state, reason }) => [state, reason])).toEqual([
    ['failed', 'gone'],
    ['failed', 'gone'],
  ]);
  const told = await eventually('the other one is told', () => other.received[0]);
  expect(told.payload).toMatchObject({
    type: 'webhook_endpoint.disabled',
    data: { organization, endpoint_id: endpoint.id, reason: 'gone' },
  });
  const before = endpoint.receiver.received.length;
  await fixture.changeRequest({ organization });
  fixture.testEnv.clock.advance(hourMs);
  const kept = await eventually('the later event is stored', async () => {
    const rows = await fixture.rows(`select 1 from webhooks.events where organization = '${organization}'
      and type = 'privacy_request.changed'`);
    return rows.length === 3 ? rows : null;
  });
  expect(kept).toHaveLength(3);
  expect(await fixture.deliveries(endpoint.id, organization)).toHaveLength(2);
  expect(endpoint.receiver.received).toHaveLength(before);
});

it('disables an endpoint after five days without a success, and says so', async () => {
  const organization = 'failing';
  const endpoint = await failingEndpoint(organization, 500);
  await fixture.changeRequest({ organization });
  await attempted(endpoint, 1);
  const since = fixture.testEnv.clock.now().toISOString();
  fixture.testEnv.clock.advance(5 * dayMs - hourMs);
  await attempted(endpoint, 2);
  expect(await fixture.read(endpoint.id, organization)).toMatchObject({
    enabled: true,
    failing_since: since,
  });
  fixture.testEnv.clock.advance(2 * hourMs);
  await attempted(endpoint, 3);
  await eventually('it is disabled', async () => !(await fixture.read(endpoint.id, organization)).enabled);
  expect(await fixture.read(endpoint.id, organization)).toMatchObject({
    disabled_reason: 'failing',
    failing_since: since,
  });
  expect((await attempted(endpoint, 3)).reason).toBe('endpoint_disabled');
  const line = await fixture.testEnv.log.line(
    (one) => one.includes('webhook endpoint disabled') && one.includes(endpoint.id),
  );
  expect(JSON.parse(line)).toMatchObject({
    level: 'error',
    organization,
    reason: 'failing',
    failingSince: since,
  });
});

it('warns in health of endpoints that fail or were disabled, and stays up', async () => {
  const { warnings = [], ...health } = await fixture.testEnv.bus.ask(healthCalls.webhooks, {
    from: 'gateway',
  });
  expect(health).toEqual({ database: true, broker: true });
  expect(warnings.join('\n')).toMatch(/^\d webhook endpoints are disabled because of failures; see GET /m);
  expect(warnings.join('\n')).toMatch(/^1 webhook endpoint is failing for an hour or more; see GET /m);
  expect(warnings.join('\n')).not.toMatch(/gone|schedule|127\.0\.0\.1/);
});

it('starts anew when the endpoint is enabled again', async () => {
  const { items } = await fixture.testEnv.bus.ask(ListWebhookEndpoints, {
    organization: 'failing',
    page: 1,
    size: 10,
  });
  const [endpoint] = items;
  const enabled = await fixture.change({ organization: 'failing', id: endpoint?.id ?? '', enabled: true });
  expect(enabled).toMatchObject({ enabled: true, disabled_reason: null, failing_since: null });
});
