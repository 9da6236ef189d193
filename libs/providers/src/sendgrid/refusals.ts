import type { ProviderReason } from '@subjectline/contracts';
import type { Meaning, Refusal } from '../http/vendor-answer';

const account = (reason: ProviderReason): Meaning => ({ outcome: 'misconfigured', reason });
const message = (reason: ProviderReason): Meaning => ({ outcome: 'refused', reason });

interface VendorError {
  readonly field: string;
  readonly sentence: string;
}

/** Of a 400, by the field that is refused. */
const byField: readonly (readonly [RegExp, Meaning])[] = [
  [/^from\b/, account('sender_invalid')],
  [/^reply_to/, account('reply_to_invalid')],
  [/^template_id\b/, account('template_unusable')],
  [/^personalizations\b.*\b(to|email)\b/, message('recipient_invalid')],
  [/^email_addresses\b/, message('recipient_invalid')],
  [/^(personalizations|content|subject|custom_args|headers|attachments)\b/, message('content_refused')],
];

/** Of any other refusal, by what it says. */
const bySentence: readonly (readonly [RegExp, Meaning])[] = [
  [/credits exceeded|exceeded your messaging limits/i, account('credits_used_up')],
  [/verified sender identity/i, account('sender_unverified')],
  [/suspended|disabled|frozen|under review/i, account('account_suspended')],
];

/** What SendGrid's refusals mean. */
export function meaningOf({ status, body }: Refusal): Meaning | null {
  const { field, sentence } = errorOf(body);
  if (status === 400) return byField.find(([pattern]) => pattern.test(field))?.[1] ?? null;
  if (status !== 401 && status !== 403) return null;
  const said = bySentence.find(([pattern]) => pattern.test(sentence))?.[1];
  return said ?? (status === 403 && field.startsWith('from') ? account('sender_unverified') : null);
}

/** SendGrid has no numbers for its refusals; the field that it refuses says most. */
export function readCode(body: object): unknown {
  return errorOf(body).field || null;
}

/** The first that names a field, or else the first. */
function errorOf(body: object): VendorError {
  const { errors }: { errors?: unknown } = body;
  const given: { field?: unknown; message?: unknown }[] = Array.isArray(errors) ? errors.map(Object) : [];
  const { field, message: sentence } = given.find((one) => typeof one.field === 'string') ?? given[0] ?? {};
  return {
    field: typeof field === 'string' ? field : '',
    sentence: typeof sentence === 'string' ? sentence : '',
  };
}
