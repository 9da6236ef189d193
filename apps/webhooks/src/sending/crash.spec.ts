import { join } from 'node:path';
import { eventually, ServiceProcess } from '@subjectline/testing';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { answering, isSignedWith, silence } from '../testing/receiver.fixture';
import { WebhooksFixture } from '../testing/webhooks.fixture';

const main = join(__dirname, '..', '..', 'dist', 'main.js');

let fixture: WebhooksFixture;
let process: ServiceProcess;

beforeEach(async () => {
  fixture = await WebhooksFixture.start({ SUBJECTLINE_WEBHOOK_TIMEOUT_SECONDS: '30' }, { replicas: 0 });
  process = await ServiceProcess.start(main, fixture.environment);
});
afterEach(async () => {
  await process?.kill();
  await fixture?.close();
});

it('delivers what was under way when a process was killed', async () => {
  const receiver = await fixture.receiver();
  receiver.answer = silence;
  const { id, secret } = await fixture.endpoint(receiver.url);
  await fixture.changeRequest();
  await eventually('the request is under way', () => receiver.received.length === 1);
  await process.kill();
  receiver.answer = answering(204);
  // the lease of the dead process ends
  fixture.testEnv.clock.advance(120_000);
  await fixture.startReplica();
  const delivery = await fixture.delivery(id, ({ state }) => state === 'delivered');
  expect(delivery.attempts).toBe(1);
  expect(receiver.received.map((one) => one.id)).toEqual([delivery.event_id, delivery.event_id]);
  expect(receiver.received.every((one) => isSignedWith(secret, one))).toBe(true);
});

it('loses no event that arrives while no process runs', async () => {
  const receiver = await fixture.receiver();
  const { id } = await fixture.endpoint(receiver.url);
  await process.kill();
  const requests = await Promise.all(Array.from({ length: 20 }, () => fixture.changeRequest()));
  await fixture.startReplica();
  await eventually('all arrive', () => receiver.received.length >= 20);
  const told = receiver.received.map(({ payload }) => String(payload.data['id']));
  expect(told.toSorted()).toEqual(requests.toSorted());
  await eventually('all are recorded', async () => {
    return (await fixture.deliveries(id)).every(({ state }) => state === 'delivered');
  });
});

it('ignores the result of a process that was paused past its lease', async () => {
  const receiver = await fixture.receiver();
  receiver.answer = silence;
  const { id } = await fixture.endpoint(receiver.url);
  await fixture.changeRequest();
  await eventually('the request is under way', () => receiver.received.length === 1);
  process.pause();
  fixture.testEnv.clock.advance(120_000);
  receiver.answer = answering(204);
  await fixture.startReplica();
  await fixture.delivery(id, ({ state }) => state === 'delivered');
  receiver.breakOff();
  process.resume();
  // it ends only after what it had in hand
  await process.stop();
  expect(await fixture.deliveries(id)).toMatchObject([{ state: 'delivered', attempts: 1 }]);
});
