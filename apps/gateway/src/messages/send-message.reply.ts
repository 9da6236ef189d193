import { ListOf, Nullable, OneOf } from '@subjectline/schema';
import { AcceptedMessage, channels, type Channel } from '@subjectline/contracts';

export class SendMessageReply extends AcceptedMessage {
  /**
   * The channels by which the recipient gets no such message now, because the address is suppressed. With no other left, the
   * message will be skipped. Null: it could not be found out.
   */
  @Nullable(ListOf(OneOf(channels), { example: [] })) suppressed!: Channel[] | null;
}
