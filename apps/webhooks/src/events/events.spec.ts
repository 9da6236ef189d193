import { randomUUID } from 'node:crypto';
import {
  ChallengeDisowned,
  CodeExhausted,
  ConsentChanged,
  DeadlineReached,
  deadlineStages,
  deliveryStatuses,
  DisowningTakenBack,
  EndpointDisabled,
  IdentityVerified,
  MessageReported,
  MessagesSettled,
  PreferencesSaved,
  RequestChanged,
  SendSuppressed,
  settledStates,
  webhookEvents,
  webhookEventTypes,
  type Event,
} from '@subjectline/contracts';
import { exampleOf } from '@subjectline/schema';
import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { isSignedWith } from '../testing/receiver.fixture';
import { WebhooksFixture } from '../testing/webhooks.fixture';

let fixture: WebhooksFixture;

beforeAll(async () => {
  fixture = await WebhooksFixture.start();
});
afterAll(() => fixture?.close());

const say = <Payload extends object>(event: Event<Payload>, payload: Payload) =>
  fixture.testEnv.bus.say(event, payload, { id: randomUUID() });

/** Of a spec's own organization, so that no other spec's endpoint hears of it. */
function ofOrganization<Payload extends object>(event: Event<Payload>, organization: string): Payload {
  return { ...exampleOf(event.payload), organization };
}

it('sends what happened, signed so that the public library accepts it', async () => {
  const receiver = await fixture.receiver();
  const { id: endpointId, secret } = await fixture.endpoint(receiver.url);
  const id = await fixture.changeRequest({ status: 'complete' });
  const received = await eventually('it arrives', () => Promise.resolve(receiver.received[0]));
  expect(received.payload).toEqual({
    type: 'privacy_request.changed',
    timestamp: fixture.testEnv.clock.now().toISOString(),
    data: {
      organization: 'default',
      id,
      status: 'complete',
      policy_key: 'default_access_policy',
      actions: ['access'],
      changed_at: fixture.testEnv.clock.now().toISOString(),
    },
  });
  expect(received.headers).toMatchObject({
    'content-type': 'application/json',
    'webhook-id': expect.stringMatching(/^whe_[0-9a-f-]{36}$/) as string,
  });
  expect(isSignedWith(secret, received)).toBe(true);
  expect(isSignedWith(secret, { ...received, body: `${received.body} ` })).toBe(false);
  const delivered = await fixture.delivery(endpointId, ({ state }) => state === 'delivered');
  expect(delivered).toMatchObject({
    event_id: received.id,
    attempts: 1,
    reason: null,
    next_attempt_at: null,
  });
  expect(await fixture.history(delivered.id)).toMatchObject({
    payload: received.payload,
    tries: [{ number: 1, outcome: 'delivered', status: 204 }],
  });
});

it('knows every event of the bus that it documents', async () => {
  const organization = 'every-event';
  const receiver = await fixture.receiver();
  await fixture.endpoint(receiver.url, { organization });
  const messages = settledStates.map((state) => ({
    ...exampleOf(webhookEvents['message.sent'].data),
    organization,
    state,
  }));
  await say(MessagesSettled, { messages });
  for (const status of deliveryStatuses) {
    await say(MessageReported, { ...ofOrganization(MessageReported, organization), status });
  }
  await say(IdentityVerified, ofOrganization(IdentityVerified, organization));
  await say(CodeExhausted, ofOrganization(CodeExhausted, organization));
  await say(SendSuppressed, ofOrganization(SendSuppressed, organization));
  await say(ChallengeDisowned, ofOrganization(ChallengeDisowned, organization));
  await say(DisowningTakenBack, ofOrganization(DisowningTakenBack, organization));
  await say(RequestChanged, ofOrganization(RequestChanged, organization));
  for (const stage of deadlineStages) {
    await say(DeadlineReached, { ...ofOrganization(DeadlineReached, organization), stage });
  }
  await say(ConsentChanged, ofOrganization(ConsentChanged, organization));
  await say(PreferencesSaved, ofOrganization(PreferencesSaved, organization));
  await say(EndpointDisabled, ofOrganization(EndpointDisabled, organization));
  await eventually('all arrive', async () => receiver.types.length >= webhookEventTypes.length);
  expect(receiver.types.toSorted()).toEqual(webhookEventTypes.toSorted());
});

it('sends an endpoint only the types that it subscribes to', async () => {
  const organization = 'types';
  const [some, all] = [await fixture.receiver(), await fixture.receiver()];
  await fixture.endpoint(some.url, { organization, event_types: ['consent_event.changed'] });
  await fixture.endpoint(all.url, { organization, event_types: [] });
  await fixture.changeRequest({ organization });
  await say(ConsentChanged, ofOrganization(ConsentChanged, organization));
  await eventually('both arrive', async () => all.received.length === 2 && some.received.length === 1);
  expect(some.types).toEqual(['consent_event.changed']);
});

it('sends an event once, however often the broker delivers it', async () => {
  const organization = 'once';
  const receiver = await fixture.receiver();
  const { id } = await fixture.endpoint(receiver.url, { organization });
  const change = { organization, id: `pri_${randomUUID()}` };
  for (let time = 0; time < 3; time += 1) await fixture.changeRequest(change);
  await fixture.changeRequest({ organization });
  await eventually('the last one arrives', async () => receiver.received.length >= 2);
  await eventually('all are settled', async () => {
    const states = await fixture.deliveries(id, organization);
    return states.every(({ state }) => state === 'delivered');
  });
  expect(new Set(receiver.received.map((one) => one.id)).size).toBe(2);
  expect(receiver.received).toHaveLength(2);
});

it('tells no organization of another', async () => {
  const [own, other] = [await fixture.receiver(), await fixture.receiver()];
  await fixture.endpoint(own.url, { organization: 'own' });
  await fixture.endpoint(other.url, { organization: 'other' });
  const id = await fixture.changeRequest({ organization: 'own' });
  await fixture.changeRequest({ organization: 'other' });
  await eventually('both arrive', async () => own.received.length > 0 && other.received.length > 0);
  expect(own.received.map(({ payload }) => payload.data['id'])).toEqual([id]);
  expect(other.received.map(({ body }) => body).join()).not.toContain(id);
});

it('keeps no event that no endpoint subscribes to', async () => {
  const organization = 'nothing';
  await fixture.changeRequest({ organization });
  const receiver = await fixture.receiver();
  await fixture.endpoint(receiver.url, { organization: 'after-nothing' });
  await fixture.changeRequest({ organization: 'after-nothing' });
  await eventually('a later one arrives', async () => receiver.received.length > 0);
  const rows = await fixture.rows(`select 1 from webhooks.events where organization = '${organization}'`);
  expect(rows).toEqual([]);
});
