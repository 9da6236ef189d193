import {
  Flag,
  Int,
  ListOf,
  Nullable,
  Nullish,
  OneOf,
  Optional,
  Text,
  Timestamp,
  WebAddress,
  With,
} from '@subjectline/schema';
import { callOf } from '../contract/define';
import { PageRequest } from '../values/page';
import { OrganizationId } from '../values/rules';
import {
  disabledReasons,
  EndpointId,
  webhookEventTypes,
  type DisabledReason,
  type WebhookEventType,
} from './webhook-events';

const call = callOf('webhooks', { askedBy: ['gateway'] });

export const EndpointUrl = With(WebAddress, { example: 'https://hooks.example.com/subjectline' });
export const EventTypes = ListOf(OneOf(webhookEventTypes), {
  max: webhookEventTypes.length,
  example: ['privacy_request.changed', 'verification.succeeded'],
});
const Description = Text({ max: 1_000, example: 'Case management' });

/** An endpoint as callers see it. Its secret is shown when it is made. */
export class WebhookEndpoint {
  @EndpointId id!: string;
  @EndpointUrl url!: string;
  @Nullable(Description) description!: string | null;

  /** Empty: all. */
  @EventTypes event_types!: WebhookEventType[];
  @Flag enabled!: boolean;

  /** Set if it was disabled by us. */
  @Nullable(OneOf(disabledReasons)) disabled_reason!: DisabledReason | null;

  /** The first failure since the last success. */
  @Nullable(Timestamp) failing_since!: string | null;

  /** Until then requests are signed with the former secret as well. */
  @Nullable(Timestamp) previous_secret_until!: string | null;
  @Timestamp created_at!: string;
  @Timestamp updated_at!: string;
}

/** Max endpoints of an organization. */
export const maxEndpoints = 50;

export class CreateWebhookEndpointRequest {
  @OrganizationId organization!: string;
  @EndpointUrl url!: string;
  @Nullish(Description) description?: string | null;

  /** Empty or absent: all. */
  @Optional(EventTypes) event_types?: WebhookEventType[];
  @Optional(Flag) enabled?: boolean;
}

export class CreatedWebhookEndpoint extends WebhookEndpoint {
  @Text({ example: 'whsec_<shown once>' }) secret!: string;
}

/** Refused with `invalid` where no request may go to the URL, and with `webhook_endpoint_limit`. */
export const CreateWebhookEndpoint = call(
  'create-endpoint',
  CreateWebhookEndpointRequest,
  CreatedWebhookEndpoint,
  { creates: true },
);

export class ListWebhookEndpointsRequest extends PageRequest {
  @OrganizationId organization!: string;
}

export class WebhookEndpoints {
  @ListOf(() => WebhookEndpoint) items!: WebhookEndpoint[];
  @Int() total!: number;
}

/** Newest first. */
export const ListWebhookEndpoints = call('list-endpoints', ListWebhookEndpointsRequest, WebhookEndpoints);

export class WebhookEndpointReference {
  @OrganizationId organization!: string;
  @Text({ max: 64 }) id!: string;
}

/** Refused with `webhook_endpoint_unknown`, as the following. */
export const ReadWebhookEndpoint = call('read-endpoint', WebhookEndpointReference, WebhookEndpoint);

/** Absent fields are kept. */
export class ChangeWebhookEndpointRequest extends WebhookEndpointReference {
  @Optional(EndpointUrl) url?: string;
  @Nullish(Description) description?: string | null;
  @Optional(EventTypes) event_types?: WebhookEventType[];

  /** Disabling ends pending deliveries; they can be replayed. */
  @Optional(Flag) enabled?: boolean;
}

export const ChangeWebhookEndpoint = call('change-endpoint', ChangeWebhookEndpointRequest, WebhookEndpoint);

export class DeletedWebhookEndpoint {
  @EndpointId id!: string;
}

/** With its deliveries. */
export const DeleteWebhookEndpoint = call(
  'delete-endpoint',
  WebhookEndpointReference,
  DeletedWebhookEndpoint,
);

/** A week. */
export const maxOverlapSeconds = 7 * 86_400;

export class RotateWebhookSecretRequest extends WebhookEndpointReference {
  /** How long the former secret is valid beside the new one. Default: a day. */
  @Optional(Int({ min: 0, max: maxOverlapSeconds, example: 86_400 })) overlap_seconds?: number;
}

export class WebhookSecret {
  @EndpointId id!: string;
  @Text({ example: 'whsec_<shown once>' }) secret!: string;
  @Nullable(Timestamp) previous_secret_until!: string | null;
}

/** A secret before the former one is dropped at once. */
export const RotateWebhookSecret = call('rotate-secret', RotateWebhookSecretRequest, WebhookSecret, {
  creates: true,
});
