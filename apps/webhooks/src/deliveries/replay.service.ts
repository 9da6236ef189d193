import { Injectable } from '@nestjs/common';
import {
  AppError,
  Clock,
  newId,
  readMoment,
  testEventType,
  type ReplayedWebhooks,
  type ReplayWebhooksRequest,
  type WebhookDelivery,
  type WebhookDeliveryReference,
  type WebhookEndpointReference,
} from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { toDelivery } from '../delivery/delivery';
import { DeliverySignal } from '../delivery/delivery-signal';
import { DeliveryStore } from '../delivery/delivery.store';
import { EventStore } from '../delivery/event.store';
import type { EndpointRow } from '../endpoint/endpoint';
import { EndpointStore } from '../endpoint/endpoint.store';

/** Deliveries on request: again, and of a test. */
@Injectable()
export class ReplayService {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly events: EventStore,
    private readonly endpoints: EndpointStore,
    private readonly signal: DeliverySignal,
    private readonly clock: Clock,
  ) {}

  async replay({ organization, id }: WebhookDeliveryReference): Promise<WebhookDelivery> {
    const former = await this.deliveries.read(organization, id);
    if (!former) throw new AppError('webhook_delivery_unknown', { id });
    return this.deliver({ organization, id: former.endpoint_id }, async (transaction, endpoint) => {
      const event = { id: former.event_id, type: former.event_type };
      return toDelivery(await this.deliveries.insert(transaction, endpoint, event));
    });
  }

  async replayMissed({ since, until, ...reference }: ReplayWebhooksRequest): Promise<ReplayedWebhooks> {
    const period = {
      since: momentOf(since, 'since'),
      until: until === undefined ? this.clock.now() : momentOf(until, 'until'),
    };
    return this.deliver(reference, async (transaction, endpoint) => ({
      replayed: await this.deliveries.addMissed(transaction, endpoint, period),
    }));
  }

  async test(reference: WebhookEndpointReference): Promise<WebhookDelivery> {
    return this.deliver(reference, async (transaction, { organization, id: endpoint_id }) => {
      const requested_at = this.clock.now().toISOString();
      const data = { organization, endpoint_id, requested_at };
      const body = JSON.stringify({ type: testEventType, timestamp: requested_at, data });
      const event = { organization, id: newId('whe'), type: testEventType, body } as const;
      await this.events.insert(transaction, event);
      const place = { organization, id: endpoint_id };
      return toDelivery(await this.deliveries.insert(transaction, place, event));
    });
  }

  /** Adds deliveries for an endpoint that is enabled; it stays so until they are stored. */
  private async deliver<T>(
    reference: WebhookEndpointReference,
    add: (transaction: Transaction, endpoint: EndpointRow) => Promise<T>,
  ): Promise<T> {
    const { id } = reference;
    return this.endpoints.transaction(async (transaction) => {
      const endpoint = await this.endpoints.lock(transaction, reference);
      if (!endpoint) throw new AppError('webhook_endpoint_unknown', { id });
      if (!endpoint.enabled) throw new AppError('webhook_endpoint_disabled', { id });
      transaction.afterCommit(() => this.signal.give());
      return add(transaction, endpoint);
    });
  }
}

function momentOf(text: string, field: string): Date {
  const moment = readMoment(text);
  if (moment) return moment;
  const problem = { path: [field], rule: 'isISO8601', message: 'must be a date and time of ISO 8601' };
  throw new AppError('invalid', {}, [problem]);
}
