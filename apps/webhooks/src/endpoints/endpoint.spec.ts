import { randomUUID } from 'node:crypto';
import {
  AppError,
  DeleteWebhookEndpoint,
  ListWebhookDeliveries,
  ListWebhookEndpoints,
  maxEndpoints,
  ReadWebhookDelivery,
  ReadWebhookEndpoint,
  ReplayWebhookDelivery,
  ReplayWebhooks,
  RotateWebhookSecret,
  TestWebhookEndpoint,
} from '@subjectline/contracts';
import { eventually, readTables } from '@subjectline/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isSignedWith } from '../testing/receiver.fixture';
import { refusalOf, WebhooksFixture } from '../testing/webhooks.fixture';

let fixture: WebhooksFixture;

beforeAll(async () => {
  fixture = await WebhooksFixture.start();
});
afterAll(() => fixture?.close());

const url = 'https://hooks.example.com/subjectline';
const page = { page: 1, size: 100 };

describe('an endpoint', () => {
  it('is created, read, listed, changed and deleted', async () => {
    const { bus, clock } = fixture.testEnv;
    const organization = 'crud';
    const now = clock.now().toISOString();
    const { secret, ...created } = await fixture.endpoint(url, {
      organization,
      description: 'Cases',
      event_types: ['message.sent', 'message.failed', 'message.sent'],
    });
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(created).toEqual({
      id: expect.stringMatching(/^whk_/) as string,
      url,
      description: 'Cases',
      event_types: ['message.sent', 'message.failed'],
      enabled: true,
      disabled_reason: null,
      failing_since: null,
      previous_secret_until: null,
      created_at: now,
      updated_at: now,
    });
    const { id } = created;
    expect(await fixture.read(id, organization)).toEqual(created);
    const { id: second } = await fixture.endpoint(url, { organization, enabled: false });
    const list = await bus.ask(ListWebhookEndpoints, { organization, ...page });
    expect([list.total, list.items.map((one) => one.id)]).toEqual([2, [second, id]]);
    const changed = await fixture.change({ organization, id, description: null, event_types: [] });
    expect(changed).toEqual({ ...created, description: null, event_types: [] });
    expect(await bus.ask(DeleteWebhookEndpoint, { organization, id })).toEqual({ id });
    expect(await refusalOf(fixture.read(id, organization))).toBe('webhook_endpoint_unknown');
    expect(await refusalOf(bus.ask(DeleteWebhookEndpoint, { organization, id }))).toBe(
      'webhook_endpoint_unknown',
    );
  });

  it.each(['http://hooks.example.com/', 'https://10.0.0.1/', 'https://169.254.169.254/'])(
    'cannot lead to %s, neither at first nor later',
    async (refused) => {
      const error = await fixture.endpoint(refused).catch((one: unknown) => one);
      expect(error).toBeInstanceOf(AppError);
      expect(error).toMatchObject({ code: 'invalid', problems: [{ path: ['url'], rule: 'isEndpointUrl' }] });
      const { id } = await fixture.endpoint(url);
      expect(await refusalOf(fixture.change({ organization: 'default', id, url: refused }))).toBe('invalid');
    },
  );

  it('is one of fifty at most, also when many are created at once', async () => {
    const organization = 'many';
    const attempts = Array.from({ length: maxEndpoints + 10 }, () =>
      fixture.endpoint(url, { organization }).then(
        () => 'created',
        (error: unknown) => (error instanceof AppError ? error.code : String(error)),
      ),
    );
    const results = await Promise.all(attempts);
    expect(results.filter((result) => result === 'created')).toHaveLength(maxEndpoints);
    expect(results.filter((result) => result === 'webhook_endpoint_limit')).toHaveLength(10);
  });

  it('and its deliveries are unknown to another organization', async () => {
    const { bus } = fixture.testEnv;
    const receiver = await fixture.receiver();
    const { id } = await fixture.endpoint(receiver.url, { organization: 'mine' });
    await bus.ask(TestWebhookEndpoint, { organization: 'mine', id });
    const [delivery] = await eventually('a delivery', async () => {
      const deliveries = await fixture.deliveries(id, 'mine');
      return deliveries.length > 0 ? deliveries : null;
    });
    const organization = 'theirs';
    const since = '2026-01-01T00:00:00Z';
    const ofEndpoint = [
      bus.ask(ReadWebhookEndpoint, { organization, id }),
      fixture.change({ organization, id, enabled: false }),
      bus.ask(DeleteWebhookEndpoint, { organization, id }),
      bus.ask(RotateWebhookSecret, { organization, id }),
      bus.ask(ListWebhookDeliveries, { organization, endpoint_id: id, ...page }),
      bus.ask(TestWebhookEndpoint, { organization, id }),
      bus.ask(ReplayWebhooks, { organization, id, since }),
    ];
    const unknown = await Promise.all(ofEndpoint.map((call) => refusalOf(call)));
    expect(unknown).toEqual(ofEndpoint.map(() => 'webhook_endpoint_unknown'));
    const deliveryId = delivery?.id ?? '';
    const ofDelivery = [
      bus.ask(ReadWebhookDelivery, { organization, id: deliveryId }),
      bus.ask(ReplayWebhookDelivery, { organization, id: deliveryId }),
    ];
    const missing = await Promise.all(ofDelivery.map((call) => refusalOf(call)));
    expect(missing).toEqual(ofDelivery.map(() => 'webhook_delivery_unknown'));
    expect((await bus.ask(ListWebhookEndpoints, { organization, ...page })).total).toBe(0);
    expect(await fixture.read(id, 'mine')).toMatchObject({ enabled: true });
  });

  it.each(['', 'whk_', 'whk_\0', `whk_${'0'.repeat(60)}`, randomUUID()])(
    'with the id %j is unknown',
    async (id) => {
      expect(await refusalOf(fixture.read(id))).toBe('webhook_endpoint_unknown');
      const { bus } = fixture.testEnv;
      const reference = { organization: 'default', id };
      expect(await refusalOf(bus.ask(DeleteWebhookEndpoint, reference))).toBe('webhook_endpoint_unknown');
      expect(await refusalOf(bus.ask(TestWebhookEndpoint, reference))).toBe('webhook_endpoint_unknown');
      expect(await refusalOf(bus.ask(ReadWebhookDelivery, reference))).toBe('webhook_delivery_unknown');
    },
  );
});

describe('a secret', () => {
  it('is valid beside its successor until the overlap ends', async () => {
    const { bus, clock } = fixture.testEnv;
    const organization = 'rotation';
    const receiver = await fixture.receiver();
    const { id, secret: first } = await fixture.endpoint(receiver.url, { organization });
    const until = new Date(clock.nowMs() + 60_000).toISOString();
    const rotated = await bus.ask(RotateWebhookSecret, { organization, id, overlap_seconds: 60 });
    expect(rotated).toEqual({
      id,
      secret: expect.stringMatching(/^whsec_/) as string,
      previous_secret_until: until,
    });
    expect(rotated.secret).not.toBe(first);
    expect((await fixture.read(id, organization)).previous_secret_until).toBe(until);
    await fixture.changeRequest({ organization });
    const during = await eventually('one arrives during the overlap', () => receiver.received[0]);
    expect(during.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    expect([isSignedWith(first, during), isSignedWith(rotated.secret, during)]).toEqual([true, true]);
    clock.advance(60_000);
    await fixture.changeRequest({ organization });
    const after = await eventually('one arrives afterwards', () => receiver.received[1]);
    expect([isSignedWith(first, after), isSignedWith(rotated.secret, after)]).toEqual([false, true]);
    expect((await fixture.read(id, organization)).previous_secret_until).toBeNull();
  });

  it('without an overlap is invalid at once', async () => {
    const organization = 'no-overlap';
    const receiver = await fixture.receiver();
    const { id, secret: first } = await fixture.endpoint(receiver.url, { organization });
    const rotation = { organization, id, overlap_seconds: 0 };
    const { secret } = await fixture.testEnv.bus.ask(RotateWebhookSecret, rotation);
    await fixture.changeRequest({ organization });
    const received = await eventually('one arrives', () => receiver.received[0]);
    expect([isSignedWith(first, received), isSignedWith(secret, received)]).toEqual([false, true]);
  });

  it('is in no table and no log in clear', async () => {
    const { secret, id } = await fixture.endpoint(url);
    const rotated = await fixture.testEnv.bus.ask(RotateWebhookSecret, { organization: 'default', id });
    const tables = JSON.stringify([...(await readTables(fixture.testEnv.databaseUrl))]);
    for (const one of [secret, rotated.secret]) {
      const bare = one.replace('whsec_', '').slice(0, 20);
      expect(tables).not.toContain(bare);
      expect(fixture.testEnv.log.text).not.toContain(bare);
    }
  });
});
