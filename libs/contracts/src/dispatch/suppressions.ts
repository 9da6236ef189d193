import { Flag, Int, ListOf, Nullable, OneOf, Optional, Text, Timestamp } from '@subjectline/schema';
import { callOf } from '../contract/define';
import { channels, isRequested, messageKindIds, type Channel, type MessageKindId } from '../catalog/messages';
import { exampleIds } from '../values/example-ids';
import { PageRequest } from '../values/page';
import { IdOf, OrganizationId } from '../values/rules';

const call = callOf('dispatch', { askedBy: ['gateway'] });

/**
 * Why nothing is sent to an address: its mailbox or number does not exist, its owner reported a message as spam, its owner
 * unsubscribed, its owner answered STOP, or staff said so.
 */
export const suppressionReasons = [
  'hard_bounce',
  'complaint',
  'unsubscribed',
  'opted_out',
  'manual',
] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

/** Reasons that keep back only what the person has not asked for. */
const ofUnrequested: readonly SuppressionReason[] = ['complaint', 'unsubscribed'];

/**
 * Whether a suppression keeps a kind of message back. What a person is owed, such as a code they asked for or the answer to
 * their request, is sent to one who has complained or unsubscribed: those stop what they did not ask for. Nothing is sent
 * where it cannot arrive, or where staff said so.
 */
export function keepsBack(reason: SuppressionReason, kind: MessageKindId): boolean {
  return !isRequested(kind) || !ofUnrequested.includes(reason);
}

/** An address that gets no messages. The address itself is not kept, only a keyed digest. */
export class Suppression {
  @IdOf('sup', exampleIds.suppression) id!: string;
  @OneOf(channels, { example: 'email' }) channel!: Channel;
  @OneOf(suppressionReasons, { example: 'hard_bounce' }) reason!: SuppressionReason;

  /** The message that it follows from. */
  @Nullable(Text({ example: 'msg_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11' })) message_id!: string | null;

  /** The API client that added it. */
  @Nullable(Text()) created_by!: string | null;
  @Timestamp created_at!: string;

  /** When messages are sent there again. Null: not by itself. */
  @Nullable(Timestamp) expires_at!: string | null;
}

export class Suppressions {
  @ListOf(() => Suppression) items!: Suppression[];
  @Int() total!: number;
}

export class ListSuppressionsRequest extends PageRequest {
  @OrganizationId organization!: string;
  @Optional(OneOf(channels)) channel?: Channel;
  @Optional(OneOf(suppressionReasons)) reason?: SuppressionReason;

  /** Of this address alone: a sealed `Address`, bound to `suppressedAddressContext`. */
  @Optional(Text()) sealed_address?: string;
}

/** Newest first, without those that have expired. */
export const ListSuppressions = call('list-suppressions', ListSuppressionsRequest, Suppressions);

export class AddSuppressionsRequest {
  @OrganizationId organization!: string;

  /** A sealed `Address`, bound to `suppressedAddressContext`: its email, its phone number, or both. */
  @Text() sealed_address!: string;
  @Text({ max: 256 }) created_by!: string;
}

/** Suppresses an address by hand. Repeating it changes nothing. */
export const AddSuppressions = call('add-suppressions', AddSuppressionsRequest, Suppressions, {
  creates: true,
});

export class SuppressionReference {
  @OrganizationId organization!: string;
  @Text({ max: 64 }) id!: string;
}

/** Messages are sent there again. Refused with `suppression_unknown`. */
export const RemoveSuppression = call('remove-suppression', SuppressionReference, Suppression);

export class ReadSuppressedRequest {
  @OrganizationId organization!: string;
  @OneOf(messageKindIds) kind!: MessageKindId;

  /** The required channel. */
  @Optional(OneOf(channels)) channel?: Channel;

  /** The recipient: a sealed `Address`, bound to `suppressedAddressContext`. */
  @Text() sealed_address!: string;
}

export class SuppressedChannels {
  /** Those by which a message of the kind would not be sent to the recipient. */
  @ListOf(OneOf(channels)) channels!: Channel[];
}

/** By which channels a recipient gets no messages of a kind. Asked by gateways of versions before `FindSuppressed`. */
export const ReadSuppressed = call('read-suppressed', ReadSuppressedRequest, SuppressedChannels, {
  // a message is accepted without the answer, too
  timeoutMs: 1_000,
});

/** The recipient of a message of a kind by one channel. */
export class MessageRecipient {
  @OrganizationId organization!: string;
  @OneOf(messageKindIds) kind!: MessageKindId;
  @OneOf(channels) channel!: Channel;

  /** Keyed digests of the address, under every key. */
  @ListOf(Text({ max: 256 }), { min: 1, max: 32 }) digests!: string[];
}

/** How many recipients one call may hold. */
export const maxRecipientsAtOnce = 256;

export class FindSuppressedRequest {
  @ListOf(() => MessageRecipient, { min: 1, max: maxRecipientsAtOnce }) recipients!: MessageRecipient[];
}

export class FoundSuppressed {
  /** Whether each recipient, in their order, would get no such message. */
  @ListOf(Flag) is_suppressed!: boolean[];
}

/** Which recipients would get no message. Those of many messages are asked for together. */
export const FindSuppressed = call('find-suppressed', FindSuppressedRequest, FoundSuppressed, {
  // a message is accepted without the answer, too
  timeoutMs: 1_000,
});

/** The context that the sealed address of a suppression is bound to. */
export function suppressedAddressContext(organization: string): string {
  return `suppressed-address:${organization}`;
}
