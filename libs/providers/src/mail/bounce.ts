import type { BounceClass, ProviderReason } from '@subjectline/contracts';

/** Why a mail server did not take a mail. */
export interface Bounce {
  readonly bounce: BounceClass;
  readonly reason: ProviderReason;
}

/** By the subject and detail of an enhanced status code (RFC 3463 §3): `1.1` of `5.1.1`. The first that fits. */
const byDetail: readonly [RegExp, Bounce][] = [
  [/^1\.[78]$/, { bounce: 'soft', reason: 'sender_invalid' }],
  [/^1\./, { bounce: 'hard', reason: 'recipient_invalid' }],
  [/^2\.2$/, { bounce: 'soft', reason: 'mailbox_full' }],
  [/^2\.3$/, { bounce: 'soft', reason: 'too_large' }],
  [/^2\./, { bounce: 'hard', reason: 'recipient_unreachable' }],
  [/^3\.4$/, { bounce: 'soft', reason: 'too_large' }],
  [/^4\.7$/, { bounce: 'soft', reason: 'delivery_expired' }],
  [/^[34]\./, { bounce: 'soft', reason: 'recipient_unreachable' }],
  [/^6\./, { bounce: 'soft', reason: 'content_refused' }],
  [/^7\./, { bounce: 'soft', reason: 'recipient_blocked' }],
];

/** By the reply code of SMTP (RFC 5321 §4.2.3), where there is no enhanced one. */
const byReply: Readonly<Record<string, Bounce>> = {
  550: { bounce: 'hard', reason: 'recipient_invalid' },
  551: { bounce: 'hard', reason: 'recipient_invalid' },
  552: { bounce: 'soft', reason: 'mailbox_full' },
  553: { bounce: 'hard', reason: 'recipient_invalid' },
  554: { bounce: 'soft', reason: 'recipient_blocked' },
};

/**
 * What the codes of a mail server mean. Only a permanent one is `hard`: an address is given up for nothing less.
 * @param enhanced such as `5.1.1`
 * @param reply such as `550`
 */
export function bounceOf(enhanced: string | null, reply: string | null): Bounce {
  const [, kind = '', detail = ''] = /^([245])\.(\d{1,3}\.\d{1,3})$/.exec(enhanced ?? '') ?? [];
  const known = byDetail.find(([pattern]) => pattern.test(detail))?.[1] ?? byReply[reply ?? ''];
  if (!known) return { bounce: 'soft', reason: 'recipient_unreachable' };
  const isTemporary = kind === '4' || (kind === '' && (reply ?? '').startsWith('4'));
  return isTemporary ? { ...known, bounce: 'soft' } : known;
}
