import { dayMs } from '@subjectline/contracts';
import { eventually } from '@subjectline/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebhooksFixture } from '../testing/webhooks.fixture';

let fixture: WebhooksFixture;

beforeAll(async () => {
  fixture = await WebhooksFixture.start({ SUBJECTLINE_WEBHOOK_DAYS: '8' });
});
afterAll(() => fixture?.close());

it('deletes old events with their deliveries and attempts, and no others', async () => {
  const receiver = await fixture.receiver();
  const { id } = await fixture.endpoint(receiver.url);
  await fixture.changeRequest();
  const { event_id: old } = await fixture.delivery(id, ({ state }) => state === 'delivered');
  fixture.testEnv.clock.advance(7 * dayMs);
  await fixture.changeRequest();
  await eventually('the second is delivered', async () => {
    const rows = await fixture.rows(`select 1 from webhooks.attempts`);
    return rows.length === 2;
  });
  fixture.testEnv.clock.advance(2 * dayMs);
  await eventually('the first is gone', async () => (await fixture.deliveries(id)).length === 1);
  const [left] = await fixture.deliveries(id);
  expect(left?.event_id).not.toBe(old);
  expect(await fixture.rows('select id from webhooks.events')).toEqual([{ id: left?.event_id }]);
  expect(await fixture.rows('select delivery_id as id from webhooks.attempts')).toEqual([{ id: left?.id }]);
  expect(await fixture.read(id)).toMatchObject({ enabled: true });
});
