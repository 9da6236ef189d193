import type { ProviderReason } from '@subjectline/contracts';
import { boundedDelayMs } from '../http/vendor-delay';
import type { Meaning, Refusal } from '../http/vendor-answer';

const account = (reason: ProviderReason): Meaning => ({ outcome: 'misconfigured', reason });
const message = (reason: ProviderReason): Meaning => ({ outcome: 'refused', reason });

/** Mailgun has no codes: what its `message` says decides. The first that fits counts. */
const bySentence: readonly (readonly [RegExp, Meaning])[] = [
  [/not allowed to send:.*(sandbox|authorized recipient|free account|upgrade)/is, account('trial_account')],
  [/not allowed to send:.*activate/is, account('account_not_activated')],
  [/not allowed to send:.*(disabled|suspended|blocked)/is, account('account_suspended')],
  [/not allowed to send:.*(limit|exceeded)/is, account('credits_used_up')],
  [/not allowed to send/i, account('domain_unverified')],
  [/account (is |has been )?(temporarily )?(disabled|suspended)/i, account('account_suspended')],
  [/^\W*from\W* parameter/i, account('sender_invalid')],
  [/^\W*to\W* parameter/i, message('recipient_invalid')],
  [/reply-to/i, account('reply_to_invalid')],
  [/template/i, account('template_unusable')],
  [/domain not found/i, account('domain_unknown')],
  // of a suppression list: it does not have the address
  [/not found in .*table|no spam complaints found/i, message('recipient_invalid')],
  [/(too large|exceeds?.*(size|limit)|size.*exceed)/i, message('too_large')],
];

const byStatus: Readonly<Record<number, Meaning>> = {
  402: account('credits_used_up'),
  // no other thing of a request's path is ours to name
  404: account('domain_unknown'),
};

/** What Mailgun's refusals mean. */
export function meaningOf({ status, body }: Refusal): Meaning | null {
  const sentence = sentenceOf(body);
  // a sentence of a 429 or 500 is about the moment, whatever it says
  const isSaid = status === 400 || status === 403 || status === 404;
  const said = isSaid ? bySentence.find(([pattern]) => pattern.test(sentence)) : undefined;
  return said?.[1] ?? byStatus[status] ?? null;
}

/** `… after 12 seconds` or `… after Mon, 20 Dec 2021 20:33:21 UTC`: Mailgun says it in the body alone. */
export function readDelayMs({ body }: Refusal, nowMs: number): number | null {
  const [, after = ''] = /\bafter\s+(.+?)\s*\.?$/is.exec(sentenceOf(body)) ?? [];
  const [, seconds] = /^(\d+)\s*s(ec(ond)?s?)?\b/i.exec(after) ?? [];
  return boundedDelayMs(seconds === undefined ? Date.parse(after) - nowMs : Number(seconds) * 1000);
}

function sentenceOf(body: object): string {
  const { message: sentence }: { message?: unknown } = body;
  return typeof sentence === 'string' ? sentence : '';
}
