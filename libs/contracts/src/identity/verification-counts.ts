import { Int, ListOf, Nullable, OneOf, Timestamp } from '@subjectline/schema';
import { channels, messageKindIds, type Channel, type MessageKindId } from '../catalog/messages';
import { callOf } from '../contract/define';
import { OrganizationId } from '../values/rules';

const call = callOf('identity', { askedBy: ['gateway'], timeoutMs: 30_000 });

/** How far people came with a code or a link. One asked for several times counts once. */
export class VerificationCounts {
  @OneOf(messageKindIds, { example: 'subject_identity_verification' }) kind!: MessageKindId;
  @OneOf(channels, { example: 'email' }) channel!: Channel;
  @Int({ example: 40 }) asked!: number;
  @Int({ example: 33 }) verified!: number;

  /** Locked after too many wrong tries, and not verified later. */
  @Int({ example: 1 }) exhausted!: number;

  /** Who said that it was not them. */
  @Int({ example: 0 }) disowned!: number;

  /** From the first code or link; null if no one was verified. */
  @Nullable(Int({ example: 61_000 })) verify_ms_median!: number | null;
}

export class CountVerificationsRequest {
  @OrganizationId organization!: string;
  @Timestamp from!: string;
}

export class CountedVerifications {
  @ListOf(() => VerificationCounts) items!: VerificationCounts[];
}

export const CountVerifications = call(
  'count-verifications',
  CountVerificationsRequest,
  CountedVerifications,
);
