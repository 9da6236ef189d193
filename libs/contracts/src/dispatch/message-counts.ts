import { Int, ListOf, Nested, Nullable, OneOf, Text, Timestamp } from '@subjectline/schema';
import { channels, messageKindIds, type Channel, type MessageKindId } from '../catalog/messages';
import { callOf } from '../contract/define';
import { OrganizationId } from '../values/rules';

const call = callOf('dispatch', { askedBy: ['gateway'], timeoutMs: 30_000 });

/** Messages without tests, by outcome. `delivered` and `undelivered` are part of `sent`. */
export class MessageCounts {
  @Int({ example: 120 }) messages!: number;
  @Int({ example: 110 }) sent!: number;

  /** Refused by every provider, expired, or with an unknown outcome. */
  @Int({ example: 4 }) failed!: number;

  /** Not sent on purpose: switched off, suppressed, canceled. */
  @Int({ example: 5 }) skipped!: number;

  /** Scheduled, queued or being sent. */
  @Int({ example: 1 }) waiting!: number;
  @Int({ example: 98 }) delivered!: number;

  /** Bounced or rejected after the provider took them. */
  @Int({ example: 2 }) undelivered!: number;

  /** From when it was due until a provider took it; null if none was sent. */
  @Nullable(Int({ example: 850 })) send_ms_median!: number | null;
  @Nullable(Int({ example: 4_200 })) send_ms_p95!: number | null;

  /** From when it was due until the vendor reported it as delivered. */
  @Nullable(Int({ example: 2_100 })) delivery_ms_median!: number | null;
}

export class CountsOfDay extends MessageCounts {
  /** In UTC. */
  @Text({ example: '2026-03-02' }) day!: string;
}

export class CountsOfKind extends MessageCounts {
  @OneOf(messageKindIds, { example: 'privacy_request_receipt' }) kind!: MessageKindId;
}

export class CountsOfProvider extends MessageCounts {
  /** The key of its config. Null: no provider was tried. */
  @Nullable(Text({ example: 'mailgun_eu' })) provider_key!: string | null;
  @Nullable(OneOf(channels, { example: 'email' })) channel!: Channel | null;
}

export class CountsOfCountry extends MessageCounts {
  /** Of the phone number. */
  @Text({ example: 'FR' }) country!: string;
}

export class CountMessagesRequest {
  @OrganizationId organization!: string;
  @Timestamp from!: string;
}

export class CountedMessages {
  @Nested(() => MessageCounts) all!: MessageCounts;

  /** Those with a message, oldest first. */
  @ListOf(() => CountsOfDay) days!: CountsOfDay[];
  @ListOf(() => CountsOfKind) kinds!: CountsOfKind[];
  @ListOf(() => CountsOfProvider) providers!: CountsOfProvider[];
  @ListOf(() => CountsOfCountry) countries!: CountsOfCountry[];
}

export const CountMessages = call('count-messages', CountMessagesRequest, CountedMessages);
