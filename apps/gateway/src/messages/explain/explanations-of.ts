import {
  keepsBack,
  type EffectiveSetting,
  type MessageKindId,
  type MessageRecord,
  type ProviderHealthList,
  type ProviderReadiness,
  type ReachedLimit,
  type Suppression,
} from '@subjectline/contracts';
import { explanations, type ExplanationCode } from './explanation-texts';
import type { Explanation } from './explanation.resource';

type Facts = Partial<Pick<Explanation, 'reason' | 'channel' | 'since' | 'subject'>>;

function explain(code: ExplanationCode, facts: Facts = {}): Explanation {
  const [detail, action] = explanations[code];
  return { code, detail, action, reason: null, channel: null, since: null, subject: null, ...facts };
}

/** The outcome of a message. What its vendor reports says more than that it was sent. */
export function ofMessage(message: MessageRecord): Explanation {
  const { state, reason, provider_reason, delivery, channel, provider_key, id: subject } = message;
  if (delivery) {
    const facts = { reason: delivery.reason ?? delivery.bounce, since: delivery.at };
    return explain(delivery.status, { ...facts, channel, subject });
  }
  const isHeld = state === 'queued' && message.next_attempt_at === null && provider_key !== null;
  const since = message.settled_at ?? message.created_at;
  return explain(isHeld ? 'held' : state, { reason: provider_reason ?? reason, since, channel, subject });
}

export function ofMessages(messages: readonly MessageRecord[]): Explanation[] {
  return messages.length > 0 ? messages.map(ofMessage) : [explain('no_message')];
}

/** All suppressions, or those that keep one kind back. */
export function ofSuppressions(suppressions: readonly Suppression[], kind?: MessageKindId): Explanation[] {
  const inForce = suppressions.filter(({ reason }) => !kind || keepsBack(reason, kind));
  return inForce.map(({ reason, channel, created_at: since, id: subject }) =>
    explain('suppressed', { reason, channel, since, subject }),
  );
}

export function ofLimits(limits: readonly ReachedLimit[]): Explanation[] {
  return limits.map(({ budget: reason, channel }) => explain('limit_reached', { reason, channel }));
}

export function ofCountry(isAllowed: boolean): Explanation[] {
  return isAllowed ? [] : [explain('country_not_allowed', { channel: 'sms' })];
}

export function ofProvider({ issue, service_type: subject }: ProviderReadiness): Explanation[] {
  if (issue === null) return [];
  return issue === 'none_active'
    ? [explain('provider_missing')]
    : [explain('provider_incomplete', { reason: issue, subject })];
}

export function ofHealth({ items, sms }: ProviderHealthList): Explanation[] {
  return [
    ...items.map(({ key: subject, reason, since }) =>
      explain('provider_not_working', { reason, since, subject }),
    ),
    ...(sms.state === 'reached' ? [explain('sms_limit_reached', { channel: 'sms' })] : []),
  ];
}

/** The switch of a kind of message, if it has one. */
const switches: Readonly<Partial<Record<MessageKindId, string>>> = {
  subject_identity_verification: 'execution.subject_identity_verification_required',
  privacy_request_receipt: 'notifications.send_request_receipt_notification',
  privacy_request_review_approve: 'notifications.send_request_review_notification',
  privacy_request_review_deny: 'notifications.send_request_review_notification',
  privacy_request_complete_access: 'notifications.send_request_completion_notification',
  privacy_request_complete_deletion: 'notifications.send_request_completion_notification',
  privacy_request_complete_consent: 'notifications.send_request_completion_notification',
};

/** All switches that are off, or that of one kind. */
export function ofSwitches(settings: readonly EffectiveSetting[], kind?: MessageKindId): Explanation[] {
  const names = kind ? [switches[kind]] : Object.values(switches);
  const off = settings.filter(({ name, value }) => names.includes(name) && value === false);
  return off.map(({ name: subject }) => explain('switched_off', { subject }));
}
