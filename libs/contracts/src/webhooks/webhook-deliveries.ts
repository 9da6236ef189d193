import {
  Int,
  ListOf,
  Nullable,
  ObjectOf,
  OneOf,
  Optional,
  StrictTimestamp,
  Text,
  Timestamp,
} from '@subjectline/schema';
import { callOf } from '../contract/define';
import { exampleIds } from '../values/example-ids';
import { PageRequest } from '../values/page';
import { IdOf, OrganizationId } from '../values/rules';
import { WebhookEndpointReference } from './webhook-endpoints';
import { EndpointId, sentEventTypes, type SentEventType, type WebhookPayload } from './webhook-events';

const call = callOf('webhooks', { askedBy: ['gateway'] });

export const deliveryStates = ['pending', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Why a delivery ended without success: its tries are used up, the endpoint answered 410, or was disabled. */
export const deliveryReasons = ['exhausted', 'gone', 'endpoint_disabled'] as const;
export type DeliveryReason = (typeof deliveryReasons)[number];

/** How an attempt ended. Only an answer 2xx is a success; redirects are not followed. */
export const attemptOutcomes = [
  'delivered',
  'rejected',
  'redirected',
  'timed_out',
  'unreachable',
  'tls_failed',
  'address_refused',
] as const;
export type AttemptOutcome = (typeof attemptOutcomes)[number];

/** An event on its way to an endpoint. */
export class WebhookDelivery {
  @IdOf('whd', exampleIds.delivery) id!: string;
  @EndpointId endpoint_id!: string;

  /** The header `webhook-id`: the same in every attempt and every replay. */
  @IdOf('whe', exampleIds.webhookEvent) event_id!: string;
  @OneOf(sentEventTypes, { example: 'privacy_request.changed' }) event_type!: SentEventType;
  @OneOf(deliveryStates, { example: 'delivered' }) state!: DeliveryState;
  @Nullable(OneOf(deliveryReasons)) reason!: DeliveryReason | null;
  @Int({ example: 1 }) attempts!: number;
  @Timestamp created_at!: string;
  @Nullable(Timestamp) next_attempt_at!: string | null;
  @Nullable(Timestamp) settled_at!: string | null;
}

export class WebhookAttempt {
  @Int({ example: 1 }) number!: number;
  @Timestamp started_at!: string;
  @Int({ example: 120 }) duration_ms!: number;
  @OneOf(attemptOutcomes, { example: 'delivered' }) outcome!: AttemptOutcome;

  /** The HTTP status of the answer. */
  @Nullable(Int({ example: 204 })) status!: number | null;
}

export class WebhookDeliveryHistory extends WebhookDelivery {
  /** What was sent. */
  @ObjectOf<WebhookPayload>({
    example: { type: 'privacy_request.changed', timestamp: '2026-03-02T09:30:00.000Z', data: {} },
    schema: { additionalProperties: true },
  })
  payload!: WebhookPayload;

  /** Oldest first. */
  @ListOf(() => WebhookAttempt) tries!: WebhookAttempt[];
}

export class ListWebhookDeliveriesRequest extends PageRequest {
  @OrganizationId organization!: string;
  @Text({ max: 64 }) endpoint_id!: string;
  @Optional(OneOf(deliveryStates)) state?: DeliveryState;
  @Optional(OneOf(sentEventTypes)) event_type?: SentEventType;
}

export class WebhookDeliveries {
  @ListOf(() => WebhookDelivery) items!: WebhookDelivery[];
  @Int() total!: number;
}

/** Newest first. Refused with `webhook_endpoint_unknown`. */
export const ListWebhookDeliveries = call('list-deliveries', ListWebhookDeliveriesRequest, WebhookDeliveries);

export class WebhookDeliveryReference {
  @OrganizationId organization!: string;
  @Text({ max: 64 }) id!: string;
}

/** Refused with `webhook_delivery_unknown`. */
export const ReadWebhookDelivery = call('read-delivery', WebhookDeliveryReference, WebhookDeliveryHistory);

/** Delivers an event again, as a new delivery. Refused with `webhook_delivery_unknown` and `webhook_endpoint_disabled`. */
export const ReplayWebhookDelivery = call('replay-delivery', WebhookDeliveryReference, WebhookDelivery, {
  creates: true,
});

/** Max events replayed per call. */
export const maxReplayed = 10_000;

export class ReplayWebhooksRequest extends WebhookEndpointReference {
  @StrictTimestamp since!: string;

  /** Default: now. */
  @Optional(StrictTimestamp) until?: string;
}

export class ReplayedWebhooks {
  @Int({ example: 12 }) replayed!: number;
}

/**
 * Delivers what happened in a period and the endpoint has not received: what failed, and what happened while it was
 * disabled. Oldest first. Refused with `webhook_endpoint_unknown` and `webhook_endpoint_disabled`.
 */
export const ReplayWebhooks = call('replay', ReplayWebhooksRequest, ReplayedWebhooks, {
  creates: true,
  timeoutMs: 15_000,
});

/** Sends an event of type `webhook.test` to one endpoint. Refused as the replay. */
export const TestWebhookEndpoint = call('test-endpoint', WebhookEndpointReference, WebhookDelivery, {
  creates: true,
});
