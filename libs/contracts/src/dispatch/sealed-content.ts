import { Email, Nested, Nullish, ObjectOf } from '@subjectline/schema';
import type { Channel } from '../catalog/messages';
import { PhoneNumber, PlainEmail, ReachablePhone } from '../values/contact-rules';

/** A person's address. */
export class Address {
  @Nullish(Email()) email?: string | null;
  @Nullish(PhoneNumber) phone_number?: string | null;
}

/** The one of a channel; null if there is none. */
export function addressFor(channel: Channel, { email, phone_number }: Address): string | null {
  return (channel === 'email' ? email?.trim() : phone_number) || null;
}

/** The same, as given by a caller. */
export class ContactAddress extends Address {
  @PlainEmail('must be an email') declare email?: string | null;
  @ReachablePhone declare phone_number?: string | null;
}

/** What a message is about to say and to whom. It crosses streams and tables only sealed, bound to `messageContext`. */
export class SealedContent {
  @Nested(() => Address) to!: Address;

  @ObjectOf<Record<string, string>>() variables!: Record<string, string>;
}

/** The context that a message's sealed content is bound to. */
export function messageContext(organization: string, messageId: string): string {
  return `message:${organization}:${messageId}`;
}
