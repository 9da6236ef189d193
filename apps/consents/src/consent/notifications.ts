import type { MessageKindId, ValidationMethod } from '@subjectline/contracts';

/** What became of a user's choices by a change of their events. */
export interface Outcome {
  /** No event of theirs counted before. */
  readonly isFirst: boolean;
  /** At least one choice is not what it was. */
  readonly hasChanged: boolean;
}

/**
 * Which change tells the person what (contracts/didomi, What is sent when). Only what counts is told of: a welcome
 * before that would put a way in into a mailbox that nobody has proved to own. The first time is the welcome alone.
 * Imports, deletions and users made without an event tell nobody.
 */
export function noticeOf({ isFirst, hasChanged }: Outcome): MessageKindId | null {
  if (isFirst) return 'consents-user-created';
  return hasChanged ? 'confirm-consent-changed' : null;
}

const daySeconds = 86_400;

/** For how long somebody can come back by the link of their welcome. */
export const welcomeSeconds = 7 * daySeconds;

export interface ValidationMessage {
  readonly kind: MessageKindId;
  /** Who is asked: the person whose choice it is, or people of the organization. */
  readonly asks: 'person' | 'approvers';
  readonly seconds: number;
}

/** Who has to confirm an event, by what, and for how long they can unless the event says it. */
export const validationMessages: Readonly<Record<ValidationMethod, ValidationMessage>> = {
  email: { kind: 'validation-double-optin', asks: 'person', seconds: 7 * daySeconds },
  file: { kind: 'validation-approval-file', asks: 'approvers', seconds: 14 * daySeconds },
  signature: { kind: 'validation-approval-signature', asks: 'approvers', seconds: 14 * daySeconds },
};
