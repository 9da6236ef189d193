import type { ProviderReason } from '@subjectline/contracts';
import type { Meaning, Refusal } from '../http/vendor-answer';

const account = (reason: ProviderReason): Meaning => ({ outcome: 'misconfigured', reason });
const message = (reason: ProviderReason): Meaning => ({ outcome: 'refused', reason });
const throttled: Meaning = { outcome: 'throttled', reason: 'rate_limited' };

/** What the errors of SES and of AWS' front door mean, whatever their status. */
const byType: Readonly<Record<string, Meaning>> = {
  AccountSuspendedException: account('account_suspended'),
  SendingPausedException: account('account_suspended'),
  MailFromDomainNotVerifiedException: account('domain_unverified'),
  LimitExceededException: account('credits_used_up'),
  // of a message: the configuration set
  NotFoundException: account('settings_unusable'),
  TooManyRequestsException: throttled,
  ThrottlingException: throttled,
  Throttling: throttled,
  RequestLimitExceeded: throttled,
  AccessDeniedException: account('key_lacks_permission'),
  AccessDenied: account('key_lacks_permission'),
  OptInRequired: account('account_not_activated'),
  SubscriptionRequiredException: account('account_not_activated'),
  InvalidSignatureException: account('key_wrong'),
  SignatureDoesNotMatch: account('key_wrong'),
  IncompleteSignatureException: account('key_wrong'),
  UnrecognizedClientException: account('key_wrong'),
  InvalidClientTokenId: account('key_wrong'),
  MissingAuthenticationTokenException: account('key_wrong'),
  ExpiredTokenException: account('key_wrong'),
};

/** What those say that have one name for several things. */
const bySentence: readonly (readonly [RegExp, Meaning])[] = [
  [/daily (message|sending) quota/i, account('credits_used_up')],
  [/configuration set/i, account('settings_unusable')],
  [/(address|domain|@|recipient|local)/i, message('recipient_invalid')],
];

/** @param sender the address that mails come from */
export function meaningOf(refusal: Refusal, sender: string): Meaning | null {
  const type = typeOf(refusal);
  const sentence = sentenceOf(refusal.body);
  if (type === 'MessageRejected') return meaningOfRejection(sentence, sender);
  const isDaily = byType[type] === throttled && /daily/i.test(sentence);
  if (type === 'BadRequestException' || isDaily)
    return bySentence.find(([pattern]) => pattern.test(sentence))?.[1] ?? null;
  return Object.hasOwn(byType, type) ? (byType[type] ?? null) : null;
}

/** `Email address is not verified. The following identities failed the check in region EU-WEST-1: a@example.com` */
function meaningOfRejection(sentence: string, sender: string): Meaning {
  if (!/not verified/i.test(sentence)) return message('content_refused');
  const [, failed = ''] = /:\s*(.*)$/s.exec(sentence) ?? [];
  const identities = failed.toLowerCase().split(/[\s,]+/);
  const domain = sender.slice(sender.lastIndexOf('@') + 1);
  const isSender = [sender, domain].some((one) => identities.includes(one.toLowerCase()));
  // in the sandbox the recipient has to be verified, too
  return failed === '' || isSender ? account('sender_unverified') : account('trial_account');
}

/** `MessageRejected`, out of `MessageRejected:http://…`, `com.amazonaws…#MessageRejected`, in a header or in the body. */
export function typeOf({ headers, body }: Pick<Refusal, 'headers' | 'body'>): string {
  const { __type, code }: { __type?: unknown; code?: unknown } = body;
  const given = headers['x-amzn-errortype'] ?? __type ?? code;
  return typeof given === 'string' ? (given.split(':')[0]?.split('#').at(-1) ?? '') : '';
}

function sentenceOf(body: object): string {
  const { message: lower, Message: upper }: { message?: unknown; Message?: unknown } = body;
  return [lower, upper].find((one) => typeof one === 'string') ?? '';
}
