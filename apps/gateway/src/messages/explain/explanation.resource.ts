import {
  channels,
  ContactAddress,
  messageKindIds,
  MessageRecord,
  type Channel,
  type MessageKindId,
} from '@subjectline/contracts';
import { ListOf, Nested, Nullable, OneOf, Optional, Text, Timestamp } from '@subjectline/schema';
import { explanationCodes, explanations, type ExplanationCode } from './explanation-texts';

export class ExplainBody {
  /** The person's email, phone number, or both. */
  @Optional(Nested(() => ContactAddress)) to?: ContactAddress;

  /** The id of a privacy request or consent event, or any other subject. */
  @Optional(Text({ min: 1, max: 128 })) about?: string;
  @Optional(OneOf(messageKindIds)) kind?: MessageKindId;
}

export class Explanation {
  @OneOf(explanationCodes, { example: 'suppressed' }) code!: ExplanationCode;
  @Text({ example: explanations.suppressed[0] }) detail!: string;
  @Text({ example: explanations.suppressed[1] }) action!: string;

  /** More exactly: the reason of the message, suppression or provider, or the limit. */
  @Nullable(Text({ example: 'hard_bounce' })) reason!: string | null;
  @Nullable(OneOf(channels, { example: 'email' })) channel!: Channel | null;
  @Nullable(Timestamp) since!: string | null;

  /** The message, suppression or provider config that it is about. */
  @Nullable(Text({ example: 'sup_9c1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11' })) subject!: string | null;
}

export class ExplainedMessages {
  /** What keeps messages back now, then the outcome of each message, newest first. */
  @ListOf(() => Explanation) explanations!: Explanation[];

  /** The newest 20 messages. */
  @ListOf(() => MessageRecord) messages!: MessageRecord[];
}
