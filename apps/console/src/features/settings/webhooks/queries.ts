import { keepPreviousData } from '@tanstack/react-query';
import { api } from '../../../api/client';
import type { WebhookDelivery, WebhookEndpoint } from '../../../api/types';

const refetchInterval = 10_000;

export const endpointsQuery = api.queryOptions('get', '/api/v1/webhooks/endpoints', {
  params: { query: { size: 100 } },
});

export function endpointQuery(id: string) {
  return api.queryOptions(
    'get',
    '/api/v1/webhooks/endpoints/{id}',
    { params: { path: { id } } },
    { refetchInterval },
  );
}

export function deliveriesQuery(id: string, page: number, state?: WebhookDelivery['state']) {
  const params = { path: { id }, query: { page, size: 20, ...(state && { state }) } };
  return api.queryOptions(
    'get',
    '/api/v1/webhooks/endpoints/{id}/deliveries',
    { params },
    { refetchInterval, placeholderData: keepPreviousData },
  );
}

export function deliveryQuery(id: string) {
  return api.queryOptions(
    'get',
    '/api/v1/webhooks/deliveries/{id}',
    { params: { path: { id } } },
    { refetchInterval },
  );
}

export type EventType = WebhookEndpoint['event_types'][number];

export const eventTypes = [
  'message.sent',
  'message.failed',
  'message.expired',
  'message.skipped',
  'message.canceled',
  'message.unknown',
  'message.accepted',
  'message.deferred',
  'message.delivered',
  'message.rejected',
  'message.bounced',
  'message.unsubscribed',
  'message.complained',
  'verification.succeeded',
  'verification.exhausted',
  'verification.suppressed',
  'verification.disowned',
  'verification.disowning_taken_back',
  'privacy_request.changed',
  'privacy_request.due_soon',
  'privacy_request.overdue',
  'consent_event.changed',
  'preferences.saved',
  'webhook_endpoint.disabled',
] as const satisfies readonly EventType[];
