import type { MessageKindId } from '../catalog/messages';
import type { ProviderReason } from '../catalog/provider-reasons';
import { isLimitReason, type MessageReason, type MessageRecord } from './message-records';
import type { MessageState } from './message-states';

/** The kinds of message that a person proves who they are with. */
const verificationKinds: readonly MessageKindId[] = [
  'subject_identity_verification',
  'request-verify',
  'privacy_request_verification_reminder',
];

export const codeDeliveries = ['on_its_way', 'delayed', 'undelivered'] as const;
export type CodeDelivery = (typeof codeDeliveries)[number];

/** What a form may know of the delivery of a code. */
export interface CodeOutcome {
  readonly delivery: CodeDelivery;
  /** The address or number will not take another code either. */
  readonly permanent: boolean;
}

/** Reasons that belong to an address or a number, and stay. */
const ofAddress: readonly (MessageReason | ProviderReason | null)[] = [
  'no_address',
  'number_refused',
  'country_disabled',
  'recipient_invalid',
  'recipient_not_ascii',
  'recipient_opted_out',
  'recipient_blocked',
  'recipient_suppressed',
];

const unsent: readonly MessageState[] = ['failed', 'skipped', 'expired', 'canceled'];

const onItsWay: CodeOutcome = { delivery: 'on_its_way', permanent: false };

/**
 * The outcome of a code, as far as it helps its person. That it was delivered is not said: a code that a limit suppressed,
 * which callers must not find out, looks the same as one that is on its way.
 */
export function codeOutcome(message: MessageRecord | undefined): CodeOutcome {
  if (!message || isLimitReason(message.reason)) return onItsWay;
  const { state, reason, provider_reason, delivery } = message;
  if (unsent.includes(state))
    return undelivered(ofAddress.includes(provider_reason) || ofAddress.includes(reason));
  if (delivery?.status === 'bounced')
    return undelivered(delivery.bounce === 'hard' || ofAddress.includes(delivery.reason));
  if (delivery?.status === 'rejected') return undelivered(ofAddress.includes(delivery.reason));
  const isDelayed = delivery?.status === 'deferred' || (state === 'queued' && reason !== null);
  return isDelayed ? { delivery: 'delayed', permanent: false } : onItsWay;
}

function undelivered(permanent: boolean): CodeOutcome {
  return { delivery: 'undelivered', permanent };
}

/**
 * Of the messages about a request, newest first: its codes and links that still count. Those that a correction of the address answered
 * do not, nor what went to the same address before.
 * @param superseded ids of the messages that corrections answered
 */
export function currentCodes(
  messages: readonly MessageRecord[],
  superseded: readonly string[] = [],
): MessageRecord[] {
  const codes = messages.filter(({ kind }) => verificationKinds.includes(kind));
  const ended = codes.filter(({ id }) => superseded.includes(id));
  return codes.filter(
    (code) => !ended.some((one) => one.channel === code.channel && codes.indexOf(one) <= codes.indexOf(code)),
  );
}
