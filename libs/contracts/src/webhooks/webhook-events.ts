import { OneOf, Text, Timestamp, type ClassOf } from '@subjectline/schema';
import { ConsentChangedEvent } from '../consents/consent-changes';
import { defineEvent } from '../contract/define';
import { MessageReportedEvent } from '../dispatch/delivery';
import { SettledMessage } from '../dispatch/dispatch';
import { CodeExhaustedEvent, IdentityVerifiedEvent, SendSuppressedEvent } from '../identity/identity';
import { ChallengeDisownedEvent, DisowningTakenBackEvent } from '../identity/identity-links';
import { PreferencesSavedEvent } from '../requests/consent-requests';
import { DeadlineReachedEvent } from '../requests/request-deadlines';
import { RequestChangedEvent } from '../requests/requests';
import { exampleIds } from '../values/example-ids';
import { IdOf, OrganizationId } from '../values/rules';

export const EndpointId = IdOf('whk', exampleIds.endpoint);

/** Why we disabled an endpoint: it answered 410, or nothing succeeded for days. */
export const disabledReasons = ['gone', 'failing'] as const;
export type DisabledReason = (typeof disabledReasons)[number];

export class EndpointDisabledEvent {
  @OrganizationId organization!: string;
  @EndpointId endpoint_id!: string;
  @OneOf(disabledReasons, { example: 'failing' }) reason!: DisabledReason;

  /** The first failure since the last success. */
  @Timestamp failing_since!: string;
  @Timestamp disabled_at!: string;
}

/** A webhook endpoint gets nothing more until it is enabled again. The organization's other endpoints hear of it. */
export const EndpointDisabled = defineEvent({
  owner: 'webhooks',
  name: 'endpoint-disabled',
  payload: EndpointDisabledEvent,
  heardBy: ['webhooks'],
});

export class WebhookTest {
  @OrganizationId organization!: string;
  @EndpointId endpoint_id!: string;
  @Timestamp requested_at!: string;
}

interface WebhookEventKind {
  readonly summary: string;
  /** The facts: those of the event on the bus. Ids and states, no address and no code of a person. */
  readonly data: ClassOf<object>;
}

/** What endpoints can subscribe to. */
export const webhookEvents = {
  'message.sent': { summary: 'The provider accepted a message.', data: SettledMessage },
  'message.failed': { summary: 'A message could not be sent; `reason` says why.', data: SettledMessage },
  'message.expired': { summary: 'A message was not sent before its expiry.', data: SettledMessage },
  'message.skipped': {
    summary: 'A message was suppressed; `reason` says why: no address, no template, a limit.',
    data: SettledMessage,
  },
  'message.canceled': { summary: 'A message was canceled before it was sent.', data: SettledMessage },
  'message.unknown': {
    summary: 'It cannot be determined whether the provider accepted a message.',
    data: SettledMessage,
  },
  'message.accepted': {
    summary: 'The vendor reports that it, or the carrier, has the message.',
    data: MessageReportedEvent,
  },
  'message.deferred': { summary: 'The vendor tries to deliver a message again.', data: MessageReportedEvent },
  'message.delivered': { summary: 'The mail server or phone has a message.', data: MessageReportedEvent },
  'message.rejected': { summary: 'The vendor did not try to deliver a message.', data: MessageReportedEvent },
  'message.bounced': {
    summary: 'A message was not delivered; `bounce` is `hard` or `soft`.',
    data: MessageReportedEvent,
  },
  'message.unsubscribed': { summary: 'The person unsubscribed after a message.', data: MessageReportedEvent },
  'message.complained': { summary: 'The person marked a message as spam.', data: MessageReportedEvent },
  'verification.succeeded': {
    summary: 'A person proved that an address is theirs, by code or link.',
    data: IdentityVerifiedEvent,
  },
  'verification.exhausted': { summary: 'The last try at a code was wrong.', data: CodeExhaustedEvent },
  'verification.suppressed': {
    summary: 'A limit kept a code or link from being sent; `budget` says which.',
    data: SendSuppressedEvent,
  },
  'verification.disowned': {
    summary: 'The recipient of a code or link reports that they did not ask for it.',
    data: ChallengeDisownedEvent,
  },
  'verification.disowning_taken_back': {
    summary: 'The recipient did ask after all.',
    data: DisowningTakenBackEvent,
  },
  'privacy_request.changed': {
    summary: 'A privacy request was created or has another status.',
    data: RequestChangedEvent,
  },
  'privacy_request.due_soon': {
    summary: 'Three quarters of the time to answer a privacy request are over.',
    data: DeadlineReachedEvent,
  },
  'privacy_request.overdue': {
    summary: 'A privacy request was not answered by its due date.',
    data: DeadlineReachedEvent,
  },
  'privacy_request.unacknowledged': {
    summary: 'The receipt of a privacy request was not confirmed in time.',
    data: DeadlineReachedEvent,
  },
  'consent_event.changed': {
    summary: 'A consent event was created, decided, reopened or edited.',
    data: ConsentChangedEvent,
  },
  'preferences.saved': {
    summary: 'A person saved their consent preferences.',
    data: PreferencesSavedEvent,
  },
  'webhook_endpoint.disabled': {
    summary: 'Another endpoint of the organization was disabled.',
    data: EndpointDisabledEvent,
  },
} as const satisfies Readonly<Record<string, WebhookEventKind>>;

export type WebhookEventType = keyof typeof webhookEvents;
export const webhookEventTypes = Object.keys(webhookEvents) as readonly WebhookEventType[];

/** Sent on request, to one endpoint. */
export const testEventType = 'webhook.test';
export const sentEventTypes = [...webhookEventTypes, testEventType] as const;
export type SentEventType = (typeof sentEventTypes)[number];

/** The body of a webhook, as Standard Webhooks has it. */
export class WebhookPayload {
  @Text({ example: 'privacy_request.changed' }) type!: string;

  /** When it happened. The header `webhook-timestamp` is the time of the attempt. */
  @Timestamp timestamp!: string;
}
