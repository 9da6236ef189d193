import { Int, ListOf, Nullable, OneOf, Text, Timestamp } from '@subjectline/schema';
import { callOf, defineEvent } from '../contract/define';
import { channels, messageKindIds, type Channel, type MessageKindId } from '../catalog/messages';
import { providerReasons, type ProviderReason } from '../catalog/provider-reasons';
import { exampleIds } from '../values/example-ids';
import { OrganizationId } from '../values/rules';
import { messageStates, type MessageState } from './message-states';

/**
 * What a vendor reports of a message that it was given, from the weakest to the strongest: of several reports the
 * strongest holds, in whatever order they come. `accepted`: the vendor, or for SMS the carrier, has taken it;
 * `deferred`: it is tried again by the vendor; `rejected`: the vendor has not tried to deliver it.
 */
export const deliveryStatuses = [
  'accepted',
  'deferred',
  'delivered',
  'rejected',
  'bounced',
  'unsubscribed',
  'complained',
] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** `hard`: the address does not exist or never takes messages; `soft`: another message may arrive. */
export const bounceClasses = ['hard', 'soft'] as const;
export type BounceClass = (typeof bounceClasses)[number];

/** The outcome of a message after the vendor took it. */
export class MessageDelivery {
  @OneOf(deliveryStatuses, { example: 'delivered' }) status!: DeliveryStatus;

  /** Only of `bounced`. */
  @Nullable(OneOf(bounceClasses, { example: null })) bounce!: BounceClass | null;

  /** Why it was not delivered, if the vendor says so. */
  @Nullable(OneOf(providerReasons, { example: null })) reason!: ProviderReason | null;

  /** The vendor's own code, or that of the receiving mail server. */
  @Nullable(Text({ example: null })) code!: string | null;

  /** The vendor's time; where it gives none, when its report arrived. */
  @Timestamp at!: string;
}

/** A vendor's report. */
export class MessageReport extends MessageDelivery {
  /** The provider config that it came for. */
  @Text({ example: 'mailgun' }) provider_key!: string;
  @Timestamp received_at!: string;
}

/** More than any vendor sends, and than any config is named. */
export const reportBounds = { organization: 63, key: 200, url: 4_096, header: 1_024 } as const;

export class ReportHeader {
  @Text({ max: 128 }) name!: string;
  @Text({ max: reportBounds.header }) value!: string;
}

/** A call of a vendor as it came: signatures cover every byte. */
export class ReceiveReportsRequest {
  @Text({ max: reportBounds.organization }) organization!: string;
  @Text({ max: 64 }) service_type!: string;
  @Text({ max: reportBounds.key }) key!: string;

  /** Our public address, with path and query as they were sent. */
  @Text({ max: reportBounds.url }) url!: string;
  @Text({ max: reportBounds.header }) content_type!: string;
  @ListOf(() => ReportHeader, { max: 8 }) headers!: ReportHeader[];

  /** The body, which is UTF-8. */
  @Text() body!: string;
}

export class ReceivedReports {
  /** Refused: not signed by the vendor, too old, or for no known config. */
  @OneOf(['accepted', 'refused']) verdict!: 'accepted' | 'refused';

  /** How many were stored; repeats and those of other messages are not. */
  @Int() stored!: number;
}

/** Stores what a vendor reports. Repeating it changes nothing. */
export const ReceiveReports = callOf('dispatch', { askedBy: ['gateway'] })(
  'receive-reports',
  ReceiveReportsRequest,
  ReceivedReports,
);

/** What a vendor reports of a message has changed. */
export class MessageReportedEvent {
  @OrganizationId organization!: string;
  @Text({ example: 'msg_5e0d4c1a-7b1f-4f0e-9a55-2b8c1f3f9a10' }) message_id!: string;
  @OneOf(messageKindIds, { example: 'privacy_request_receipt' }) kind!: MessageKindId;
  @Nullable(OneOf(channels, { example: 'email' })) channel!: Channel | null;
  @Nullable(Text({ example: exampleIds.request })) about!: string | null;

  /** A report settles a message that was `unknown`. */
  @OneOf(messageStates, { example: 'sent' }) state!: MessageState;
  @OneOf(deliveryStatuses, { example: 'delivered' }) status!: DeliveryStatus;
  @Nullable(OneOf(bounceClasses)) bounce!: BounceClass | null;
  @Nullable(OneOf(providerReasons)) reason!: ProviderReason | null;
  @Timestamp at!: string;
}

export const MessageReported = defineEvent({
  owner: 'dispatch',
  name: 'message-reported',
  payload: MessageReportedEvent,
  heardBy: ['requests', 'webhooks'],
});

/** Where a vendor reports on the messages of one provider config. */
export function reportPath(organization: string, serviceType: string, key: string): string {
  return `/webhooks/${organization}/${serviceType}/${encodeURIComponent(key)}`;
}
