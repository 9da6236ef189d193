import { Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  deliveryStates,
  ListWebhookDeliveries,
  ReadWebhookDelivery,
  ReplayedWebhooks,
  ReplayWebhookDelivery,
  ReplayWebhooks,
  sentEventTypes,
  TestWebhookEndpoint,
  WebhookDelivery,
  WebhookDeliveryHistory,
  type DeliveryState,
  type SentEventType,
} from '@subjectline/contracts';
import { Optional } from '@subjectline/schema';
import { JsonBody } from '../http/bodies/json-body';
import { placed } from '../http/bodies/placed';
import { pageOf, pageReply, PageQuery, type Page } from '../http/page';
import { QueryWord } from '../http/query/query-fields';
import { ApiTags } from '../openapi/documented';
import { NativeEndpoint } from '../openapi/endpoint';
import { CallerOf } from '../security/auth.guard';
import type { Caller } from '../security/token.service';
import { ReplayWebhooksBody } from './webhook.body';

class DeliveriesQuery extends PageQuery {
  @Optional(QueryWord(deliveryStates, `One of ${deliveryStates.join(', ')}.`)) state?: DeliveryState;
  @Optional(QueryWord(sentEventTypes, 'An event type, such as `privacy_request.changed`.'))
  event_type?: SentEventType;
}

/** Webhook deliveries and their outcome, and sending them again. */
@ApiTags('Webhooks')
@Controller('api/v1/webhooks')
export class WebhookDeliveriesController {
  constructor(private readonly bus: Bus) {}

  @Get('endpoints/:id/deliveries')
  @NativeEndpoint({
    summary: 'Lists the deliveries of a webhook endpoint, newest first.',
    scope: 'webhook:read',
    ...pageReply(WebhookDelivery),
    errors: ['webhook_endpoint_unknown'],
  })
  async list(
    @CallerOf() { organization }: Caller,
    @Param('id') endpoint_id: string,
    @Query() query: DeliveriesQuery,
  ): Promise<Page<WebhookDelivery>> {
    const request = { organization, endpoint_id, ...query };
    const { items, total } = await placed('query', this.bus.ask(ListWebhookDeliveries, request));
    return pageOf(items, total, query);
  }

  @Post('endpoints/:id/test')
  @NativeEndpoint({
    creates: true,
    summary: 'Sends an event of type `webhook.test` to a webhook endpoint.',
    scope: 'webhook:create_or_update',
    status: 202,
    reply: WebhookDelivery,
    errors: ['webhook_endpoint_unknown', 'webhook_endpoint_disabled'],
  })
  test(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<WebhookDelivery> {
    return this.bus.ask(TestWebhookEndpoint, { organization, id });
  }

  @Post('endpoints/:id/replay')
  @NativeEndpoint({
    creates: true,
    summary:
      'Delivers what happened since a time and the endpoint has not received, oldest first: up to 10,000 events per call.',
    scope: 'webhook:create_or_update',
    status: 202,
    reply: ReplayedWebhooks,
    errors: ['webhook_endpoint_unknown', 'webhook_endpoint_disabled'],
  })
  replayMissed(
    @CallerOf() { organization }: Caller,
    @Param('id') id: string,
    @JsonBody() body: ReplayWebhooksBody,
  ): Promise<ReplayedWebhooks> {
    return placed('body', this.bus.ask(ReplayWebhooks, { organization, id, ...body }));
  }

  @Get('deliveries/:id')
  @NativeEndpoint({
    summary: 'Returns a webhook delivery with what was sent and all attempts.',
    scope: 'webhook:read',
    reply: WebhookDeliveryHistory,
    errors: ['webhook_delivery_unknown'],
  })
  read(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<WebhookDeliveryHistory> {
    return this.bus.ask(ReadWebhookDelivery, { organization, id });
  }

  @Post('deliveries/:id/replay')
  @NativeEndpoint({
    creates: true,
    summary: 'Delivers an event again, as a new delivery with the same `webhook-id`.',
    scope: 'webhook:create_or_update',
    status: 202,
    reply: WebhookDelivery,
    errors: ['webhook_delivery_unknown', 'webhook_endpoint_disabled'],
  })
  replay(@CallerOf() { organization }: Caller, @Param('id') id: string): Promise<WebhookDelivery> {
    return this.bus.ask(ReplayWebhookDelivery, { organization, id });
  }
}
