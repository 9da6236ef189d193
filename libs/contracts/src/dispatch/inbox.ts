import { Flag, Int, ListOf, Nullable, OneOf, Optional, Text, Timestamp } from '@subjectline/schema';
import { callOf } from '../contract/define';
import { channels, type Channel } from '../catalog/messages';
import { OrganizationId } from '../values/rules';

const call = callOf('dispatch', { askedBy: ['gateway'] });

/** A message kept by the `inbox` provider, whole: this provider is for development. */
export class InboxMessage {
  @Text() id!: string;
  @OneOf(channels) channel!: Channel;
  @Text() to!: string;
  @Nullable(Text()) subject!: string | null;
  @Nullable(Text()) html!: string | null;
  @Text() text!: string;

  /** Null if it has no name. */
  @Nullable(Text()) from_name!: string | null;

  /** The reply-to addresses; empty if replies go to the sender. */
  @ListOf(Text()) reply_to!: string[];
  @Timestamp sent_at!: string;
}

export class Inbox {
  @ListOf(() => InboxMessage) messages!: InboxMessage[];
}

export class ReadInboxRequest {
  @OrganizationId organization!: string;
  @Int({ min: 1, max: 100 }) limit!: number;

  /** Leaves out invitations to the console and codes for it: who reads one is let in. */
  @Optional(Flag) without_sign_ins?: boolean;
}

/** Newest first. */
export const ReadInbox = call('read-inbox', ReadInboxRequest, Inbox);
