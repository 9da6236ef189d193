import {
  ReplayWebhookDelivery,
  ReplayWebhooks,
  TestWebhookEndpoint,
  type WebhookDelivery,
} from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answering, isSignedWith } from '../testing/receiver.fixture';
import { refusalOf, WebhooksFixture } from '../testing/webhooks.fixture';

let fixture: WebhooksFixture;

beforeAll(async () => {
  fixture = await WebhooksFixture.start();
});
afterAll(() => fixture?.close());

function settled(endpointId: string, organization: string, count: number): Promise<WebhookDelivery[]> {
  return eventually(`${count} deliveries are over`, async () => {
    const deliveries = await fixture.deliveries(endpointId, organization);
    const isOver = deliveries.every(({ state }) => state !== 'pending');
    return deliveries.length === count && isOver ? deliveries : null;
  });
}

it('sends a test to one endpoint, whatever it subscribes to', async () => {
  const organization = 'test';
  const [receiver, other] = [await fixture.receiver(), await fixture.receiver()];
  const { id, secret } = await fixture.endpoint(receiver.url, {
    organization,
    event_types: ['message.sent'],
  });
  await fixture.endpoint(other.url, { organization });
  const delivery = await fixture.testEnv.bus.ask(TestWebhookEndpoint, { organization, id });
  expect(delivery).toMatchObject({ endpoint_id: id, event_type: 'webhook.test', state: 'pending' });
  const received = await eventually('it arrives', () => receiver.received[0]);
  expect(received).toMatchObject({
    id: delivery.event_id,
    payload: { type: 'webhook.test', data: { endpoint_id: id } },
  });
  expect(isSignedWith(secret, received)).toBe(true);
  await settled(id, organization, 1);
  expect(other.received).toEqual([]);
});

it('delivers one event again, under the same id', async () => {
  const organization = 'again';
  const receiver = await fixture.receiver();
  const { id } = await fixture.endpoint(receiver.url, { organization });
  await fixture.changeRequest({ organization });
  const [first] = await settled(id, organization, 1);
  const again = await fixture.testEnv.bus.ask(ReplayWebhookDelivery, { organization, id: first?.id ?? '' });
  expect(again).toMatchObject({ event_id: first?.event_id, state: 'pending', attempts: 0 });
  expect(again.id).not.toBe(first?.id);
  await settled(id, organization, 2);
  expect(receiver.received.map((one) => one.id)).toEqual([first?.event_id, first?.event_id]);
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
});

it('delivers what an endpoint has missed since a time, and nothing that it has', async () => {
  const organization = 'missed';
  const { bus, clock } = fixture.testEnv;
  const receiver = await fixture.receiver();
  const { id } = await fixture.endpoint(receiver.url, {
    organization,
    event_types: ['privacy_request.changed'],
  });
  const tooOld = await fixture.changeRequest({ organization });
  await settled(id, organization, 1);
  await bus.ask(TestWebhookEndpoint, { organization, id });
  await settled(id, organization, 2);
  clock.advance(60_000);
  const since = clock.now().toISOString();
  const got = await fixture.changeRequest({ organization });
  await settled(id, organization, 3);
  receiver.answer = answering(410);
  const failed = await fixture.changeRequest({ organization });
  await settled(id, organization, 4);
  const unsent = await fixture.changeRequest({ organization });
  await eventually('it is stored', async () => {
    const rows = await fixture.rows(`select 1 from webhooks.events where organization = '${organization}'
      and type = 'privacy_request.changed'`);
    return rows.length === 4;
  });
  expect(await refusalOf(bus.ask(ReplayWebhooks, { organization, id, since }))).toBe(
    'webhook_endpoint_disabled',
  );
  expect(await refusalOf(bus.ask(TestWebhookEndpoint, { organization, id }))).toBe(
    'webhook_endpoint_disabled',
  );
  receiver.answer = answering(204);
  receiver.received.splice(0);
  await fixture.change({ organization, id, enabled: true });
  expect(await bus.ask(ReplayWebhooks, { organization, id, since })).toEqual({ replayed: 2 });
  await settled(id, organization, 6);
  const told = receiver.received.map(({ payload }) => String(payload.data['id']));
  expect(told.toSorted()).toEqual([failed, unsent].toSorted());
  expect(told).not.toContain(got);
  expect(told).not.toContain(tooOld);
  expect(await bus.ask(ReplayWebhooks, { organization, id, since })).toEqual({ replayed: 0 });
});

it('ends what is pending when a client disables its endpoint', async () => {
  const organization = 'disabled';
  const receiver = await fixture.receiver();
  receiver.answer = answering(500);
  const { id } = await fixture.endpoint(receiver.url, { organization });
  await fixture.changeRequest({ organization });
  await eventually('it waits for its second attempt', async () => {
    return (await fixture.deliveries(id, organization))[0]?.attempts === 1;
  });
  expect(await fixture.change({ organization, id, enabled: false })).toMatchObject({
    enabled: false,
    disabled_reason: null,
  });
  expect(await fixture.deliveries(id, organization)).toMatchObject([
    { state: 'failed', reason: 'endpoint_disabled', next_attempt_at: null },
  ]);
});

it('lists deliveries by state and type', async () => {
  const organization = 'listed';
  const receiver = await fixture.receiver();
  const { id } = await fixture.endpoint(receiver.url, { organization });
  await fixture.changeRequest({ organization });
  await settled(id, organization, 1);
  await fixture.testEnv.bus.ask(TestWebhookEndpoint, { organization, id });
  await settled(id, organization, 2);
  const types = (filter: object) =>
    fixture.deliveries(id, organization, filter).then((list) => list.map(({ event_type }) => event_type));
  expect(await types({})).toEqual(['webhook.test', 'privacy_request.changed']);
  expect(await types({ event_type: 'webhook.test' })).toEqual(['webhook.test']);
  expect(await types({ state: 'delivered', event_type: 'privacy_request.changed' })).toEqual([
    'privacy_request.changed',
  ]);
  expect(await types({ state: 'failed' })).toEqual([]);
});

it.each(['yesterday', '2026-W10-1', '2026-13-01T00:00:00Z'])('does not replay since %s', async (since) => {
  const { id } = await fixture.endpoint('https://hooks.example.com/', { organization: 'moments' });
  const call = fixture.testEnv.bus.ask(ReplayWebhooks, { organization: 'moments', id, since });
  expect(await refusalOf(call)).toBe('invalid');
});
