import type { MessageKindId, ValidationMethod } from '@subjectline/contracts';

/** What a change of a user's events did to the user's choices. */
export interface Outcome {
  /** No event of this user counted before. */
  readonly isFirst: boolean;
  /** At least one choice is different. */
  readonly hasChanged: boolean;
}

/**
 * Which message a change causes. Only events that count cause one: an earlier
 * welcome would send a sign-in link to an unverified mailbox. The first event causes the welcome alone. Imports,
 * deletions and users created without an event cause none.
 */
export function noticeOf({ isFirst, hasChanged }: Outcome): MessageKindId | null {
  if (isFirst) return 'consents-user-created';
  return hasChanged ? 'confirm-consent-changed' : null;
}

/** The kinds of message that an event may cause once it counts. */
export const choiceKinds: readonly MessageKindId[] = ['consents-user-created', 'confirm-consent-changed'];

const daySeconds = 86_400;

/** Lifetime of the link in a welcome. */
export const welcomeSeconds = 7 * daySeconds;

export interface ValidationMessage {
  readonly kind: MessageKindId;
  /** Who is asked: the person, or staff of the organization. */
  readonly asks: 'person' | 'approvers';
  readonly seconds: number;
}

/** Who confirms an event, through which message, and its default lifetime. */
export const validationMessages: Readonly<Record<ValidationMethod, ValidationMessage>> = {
  email: { kind: 'validation-double-optin', asks: 'person', seconds: 7 * daySeconds },
  file: { kind: 'validation-approval-file', asks: 'approvers', seconds: 14 * daySeconds },
  signature: { kind: 'validation-approval-signature', asks: 'approvers', seconds: 14 * daySeconds },
};
