import { Injectable } from '@nestjs/common';
import {
  AppError,
  type ListWebhookDeliveriesRequest,
  type WebhookDeliveries,
  type WebhookDeliveryHistory,
  type WebhookDeliveryReference,
  type WebhookPayload,
} from '@subjectline/contracts';
import { toDelivery } from '../delivery/delivery';
import { DeliveryStore } from '../delivery/delivery.store';
import { EventStore } from '../delivery/event.store';
import { EndpointStore } from '../endpoint/endpoint.store';

/** The outcome of deliveries. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly deliveries: DeliveryStore,
    private readonly events: EventStore,
    private readonly endpoints: EndpointStore,
  ) {}

  async list(request: ListWebhookDeliveriesRequest): Promise<WebhookDeliveries> {
    const { organization, endpoint_id: id } = request;
    if (!(await this.endpoints.read({ organization, id }))) {
      throw new AppError('webhook_endpoint_unknown', { id });
    }
    const { rows, total } = await this.deliveries.list(request);
    return { items: rows.map(toDelivery), total };
  }

  async read({ organization, id }: WebhookDeliveryReference): Promise<WebhookDeliveryHistory> {
    const row = await this.deliveries.read(organization, id);
    const body = row && (await this.events.bodyOf(organization, row.event_id));
    if (!row || body === null) throw new AppError('webhook_delivery_unknown', { id });
    const attempts = await this.deliveries.attemptsOf(row);
    const tries = attempts.map(({ number, started_at, duration_ms, outcome, status }) => {
      return { number, started_at: started_at.toISOString(), duration_ms, outcome, status };
    });
    return { ...toDelivery(row), payload: JSON.parse(body) as WebhookPayload, tries };
  }
}
