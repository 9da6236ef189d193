import { createHmac, timingSafeEqual } from 'node:crypto';
import { bounceOf } from '../mail/bounce';
import { parseJson } from '../http/vendor-answer';
import {
  fieldsOf,
  plain,
  readCode,
  readId,
  readSeconds,
  type DeliveryReport,
  type ReportReader,
} from '../report';
import { readSettings } from '../settings/settings';
import { MailgunSecrets } from './settings';

type Fields = Readonly<Record<string, unknown>>;
type Meaning = Pick<DeliveryReport, 'status' | 'bounce' | 'reason' | 'code'>;

/** One event a call. The signature covers a time and a token, and not the event. */
export const mailgunReports = {
  setup: 'once',
  secrets: ['mailgun_webhook_signing_key'],
  headers: [],
  refusal: 406,
  open({ body }, secrets) {
    const { mailgun_webhook_signing_key: key } = readSettings(MailgunSecrets, secrets);
    const call = fieldsOf(parseJson(body));
    // what a subaccount reports to its parent is signed by both
    const signed = [call['signature'], call['parent-signature']].map((given) => readSignature(key, given));
    const signature = signed.find((one) => one !== null);
    if (!signature) return null;
    const report = readEvent(fieldsOf(call['event-data']));
    return { ...signature, reports: report ? [report] : [] };
  },
} satisfies ReportReader;

/** Mailgun's names for what is kept. */
const eventTypes = [
  'accepted',
  'delivered',
  'permanent_fail',
  'temporary_fail',
  'unsubscribed',
  'complained',
] as const;

/** The events that Mailgun does not report to an address yet. */
export function eventsWithout(answer: object, url: string): string[] {
  const webhooks = fieldsOf(fieldsOf(answer)['webhooks']);
  return eventTypes.filter((event) => {
    const { urls } = fieldsOf(webhooks[event]);
    return !Array.isArray(urls) || !urls.includes(url);
  });
}

/** Fifty characters by Mailgun's documentation. With a fixed length nothing moves between it and the time. */
const isToken = /^[\x21-\x7e]{50}$/;

/** When it was signed, and its token; null: it is not signed with this key. */
function readSignature(
  key: string | null | undefined,
  given: unknown,
): { readonly signedAt: Date; readonly token: string } | null {
  const { timestamp, token, signature } = fieldsOf(given);
  const signedAt = readSeconds(timestamp);
  if (!key || !signedAt || typeof token !== 'string' || !isToken.test(token)) return null;
  return isSigned(key, `${String(timestamp)}${token}`, signature) ? { signedAt, token } : null;
}

function isSigned(key: string, text: string, given: unknown): boolean {
  if (typeof given !== 'string' || !/^[0-9a-f]{64}$/.test(given)) return false;
  const expected = createHmac('sha256', key).update(text).digest();
  return timingSafeEqual(Buffer.from(given, 'hex'), expected);
}

/** Null: it is about no message of ours, or about nothing that we keep, such as that it was opened. */
function readEvent(event: Fields): DeliveryReport | null {
  if (fieldsOf(event['flags'])['is-test-mode'] === true) return null;
  const { messageId, providerMessageId } = messageOf(event);
  const key = readId(event['id']);
  const meaning = meaningOf(event);
  if (messageId === null || key === null || !meaning) return null;
  return { messageId, providerMessageId, key, at: readSeconds(event['timestamp']), ...meaning };
}

/** Our id and Mailgun's of the message that an event is about. */
export function messageOf(event: unknown): Pick<DeliveryReport, 'providerMessageId'> & {
  readonly messageId: string | null;
} {
  const { 'user-variables': variables, message } = fieldsOf(event);
  const headers = fieldsOf(fieldsOf(message)['headers']);
  return {
    messageId: readId(fieldsOf(variables)['subjectline_id']),
    providerMessageId: readId(headers['message-id']),
  };
}

function meaningOf(event: Fields): Meaning | null {
  switch (event['event']) {
    case 'accepted':
    case 'delivered':
    case 'unsubscribed':
    case 'complained':
      return { status: event['event'], ...plain };
    case 'rejected':
      return { status: 'rejected', ...plain, reason: 'content_refused' };
    case 'failed':
      return failure(event);
    default:
      return null;
  }
}

function failure(event: Fields): Meaning {
  const status = fieldsOf(event['delivery-status']);
  const enhanced = readCode(status['enhanced-code']);
  const reply = readCode(status['code']);
  const code = enhanced ?? reply;
  if (event['severity'] !== 'permanent') {
    const { reason } = bounceOf(enhanced, reply);
    return { status: 'deferred', bounce: null, reason, code };
  }
  const untried = untriedReasons.get(String(event['reason']));
  if (untried) return { status: 'rejected', bounce: null, reason: untried, code };
  // it has tried for as long as it does, or until the time that we gave it
  if (event['reason'] === 'old' || code === '602')
    return { status: 'bounced', bounce: 'soft', reason: 'delivery_expired', code };
  return { status: 'bounced', ...bounceOf(enhanced, reply), code };
}

/** Mailgun has not tried it, as an earlier mail to the address went wrong. */
const untriedReasons = new Map([
  ['suppress-bounce', 'recipient_suppressed'],
  ['suppress-complaint', 'recipient_suppressed'],
  ['suppress-unsubscribe', 'recipient_opted_out'],
] as const) as ReadonlyMap<string, 'recipient_suppressed' | 'recipient_opted_out'>;
