import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ProviderReason } from '@subjectline/contracts';
import { bounceOf } from '../mail/bounce';
import {
  codesIn,
  fieldsOf,
  parseList,
  plain,
  readId,
  readSeconds,
  type DeliveryReport,
  type ReportReader,
} from '../report';
import { readSettings } from '../settings/settings';
import { meaningOfRejection } from './refusals';
import { MailchimpSecrets } from './settings';

type Fields = Readonly<Record<string, unknown>>;
type Meaning = Pick<DeliveryReport, 'status' | 'bounce' | 'reason' | 'code'>;

const signatureHeader = 'x-mandrill-signature';

/** The key of an empty list: Mailchimp tries an address with it before it says what it will sign with. */
const testKey = 'test-webhook';

/** A form with a list of events, of any messages of the account, signed together with the address it was sent to. */
export const mailchimpReports = {
  setup: 'once',
  secrets: ['mailchimp_transactional_webhook_key'],
  headers: [signatureHeader],
  refusal: 403,
  open({ url, body, headers }, secrets) {
    const { mailchimp_transactional_webhook_key: key } = readSettings(MailchimpSecrets, secrets);
    const { [signatureHeader]: signature = '' } = headers;
    const fields = [...new URLSearchParams(body)];
    const events = parseList(new Map(fields).get('mandrill_events') ?? '');
    const keys = [key, events.length === 0 ? testKey : null];
    if (!keys.some((one) => one && isSigned(one, url, fields, signature))) return null;
    const reports = events.flatMap((event) => readEvent(fieldsOf(event)) ?? []);
    return { signedAt: null, token: null, reports };
  },
} satisfies ReportReader;

function isSigned(
  key: string,
  url: string,
  fields: readonly (readonly [string, string])[],
  given: string,
): boolean {
  if (!/^[A-Za-z0-9+/]{27}=$/.test(given)) return false;
  const sorted = fields.toSorted(([one], [other]) => (one < other ? -1 : Number(one > other)));
  const expected = createHmac('sha1', key)
    .update(url + sorted.flat().join(''))
    .digest();
  return timingSafeEqual(Buffer.from(given, 'base64'), expected);
}

/** Null: it is about no message of ours, or about nothing that we keep, such as the list of those that are rejected. */
function readEvent(event: Fields): DeliveryReport | null {
  const message = fieldsOf(event['msg']);
  const messageId = readId(fieldsOf(message['metadata'])['subjectline_id']);
  const providerMessageId = readId(message['_id']) ?? readId(event['_id']);
  const meaning = meaningOf(event['event'], message);
  if (messageId === null || providerMessageId === null || !meaning) return null;
  const at = readSeconds(event['ts']);
  // an event has no id of its own
  const key = `${providerMessageId} ${String(event['event'])} ${at?.getTime() ?? ''}`;
  return { messageId, providerMessageId, key, at, ...meaning };
}

function meaningOf(event: unknown, message: Fields): Meaning | null {
  switch (event) {
    case 'send':
      return { status: 'accepted', ...plain };
    case 'delivered':
      return { status: 'delivered', ...plain };
    case 'deferral':
      return { status: 'deferred', ...answerOf(message), bounce: null };
    case 'hard_bounce':
      return { status: 'bounced', ...answerOf(message), bounce: 'hard' };
    case 'soft_bounce':
      return { status: 'bounced', ...answerOf(message), bounce: 'soft' };
    case 'reject':
      return { status: 'rejected', bounce: null, ...rejectionOf(message) };
    case 'unsub':
      return { status: 'unsubscribed', ...plain };
    case 'spam':
      return { status: 'complained', ...plain };
    default:
      return null;
  }
}

/** Mailchimp's own word for a bounce, where the answer of the mail server holds no code. */
const byDescription: Readonly<Record<string, ProviderReason>> = {
  bad_mailbox: 'recipient_invalid',
  invalid_domain: 'recipient_invalid',
  mailbox_full: 'mailbox_full',
};

/** Why the mail server did not take it; of a deferral its last answer counts. */
function answerOf(message: Fields): Pick<Meaning, 'reason' | 'code'> {
  const { diag, smtp_events: tries, bounce_description: description } = message;
  const last: unknown = Array.isArray(tries) ? tries.at(-1) : undefined;
  const { enhanced, reply } = codesIn(diag ?? fieldsOf(last)['diag']);
  const code = enhanced ?? reply;
  const described = typeof description === 'string' && Object.hasOwn(byDescription, description);
  const reason = described && !code ? byDescription[description] : bounceOf(enhanced, reply).reason;
  return { reason: reason ?? null, code };
}

function rejectionOf(message: Fields): Pick<Meaning, 'reason' | 'code'> {
  const given = fieldsOf(message['reject'])['reason'] ?? message['reject_reason'];
  const reason = typeof given === 'string' ? meaningOfRejection(given)?.reason : undefined;
  return { reason: reason ?? null, code: null };
}
