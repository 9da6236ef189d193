import { eventually } from '@subjectline/testing';
import { afterEach, expect, it } from 'vitest';
import { silence } from '../testing/receiver.fixture';
import { WebhooksFixture } from '../testing/webhooks.fixture';

let fixture: WebhooksFixture;
afterEach(() => fixture?.close());

it('delivers to a fast endpoint while a slow one takes its time', async () => {
  // longer than the spec: whatever the slow one has under way stays there
  fixture = await WebhooksFixture.start({ SUBJECTLINE_WEBHOOK_TIMEOUT_SECONDS: '30' });
  const [slow, fast] = [await fixture.receiver(), await fixture.receiver()];
  slow.answer = silence;
  await fixture.endpoint(slow.url);
  await fixture.endpoint(fast.url);
  await Promise.all(Array.from({ length: 40 }, () => fixture.changeRequest()));
  await eventually('the fast one has all', () => fast.received.length === 40);
  expect(slow.received.length).toBeGreaterThan(0);
  expect(slow.received.length).toBeLessThanOrEqual(4);
});

it('leaves places for other organizations, however many slow endpoints one has', async () => {
  fixture = await WebhooksFixture.start({ SUBJECTLINE_WEBHOOK_TIMEOUT_SECONDS: '30' });
  const [slow, fast] = [await fixture.receiver(), await fixture.receiver()];
  slow.answer = silence;
  await Promise.all(Array.from({ length: 40 }, () => fixture.endpoint(slow.url, { organization: 'slow' })));
  await fixture.endpoint(fast.url, { organization: 'fast' });
  await Promise.all(Array.from({ length: 10 }, () => fixture.changeRequest({ organization: 'slow' })));
  await eventually('the slow ones have as much as they may', () => slow.received.length >= 64);
  await Promise.all(Array.from({ length: 20 }, () => fixture.changeRequest({ organization: 'fast' })));
  await eventually('the fast one has all', () => fast.received.length === 20);
  expect(slow.received).toHaveLength(64);
});

it('shares deliveries between replicas, each made once', async () => {
  fixture = await WebhooksFixture.start({}, { replicas: 2 });
  const receivers = await Promise.all(Array.from({ length: 4 }, () => fixture.receiver()));
  await Promise.all(receivers.map(({ url }) => fixture.endpoint(url)));
  await Promise.all(Array.from({ length: 50 }, () => fixture.changeRequest()));
  await eventually('all are delivered', async () => {
    const rows = await fixture.rows(`select 1 from webhooks.deliveries where state = 'delivered'`);
    return rows.length === 200;
  });
  for (const { received } of receivers) {
    expect(received).toHaveLength(50);
    expect(new Set(received.map(({ id }) => id)).size).toBe(50);
  }
});
