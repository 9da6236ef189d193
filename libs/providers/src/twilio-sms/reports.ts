import type * as webhooks from 'twilio/lib/webhooks/webhooks';
import type { ProviderReason } from '@subjectline/contracts';
import { parseJson } from '../http/vendor-answer';
import { fieldsOf, plain, readCode, readId, type DeliveryReport, type ReportReader } from '../report';
import { readSettings } from '../settings/settings';
import { TwilioSmsSecrets } from './settings';

type Params = Readonly<Record<string, string | string[]>>;
type Meaning = Pick<DeliveryReport, 'status' | 'bounce' | 'reason' | 'code'>;

const signatureHeader = 'x-twilio-signature';

/** The parameter of the callback address that holds our id: it names the message even if the answer to the send was lost. */
export const messageIdParameter = 'subjectline_id';

/** One status of one message a call, signed together with the address that it was sent to. */
export const twilioSmsReports = {
  setup: 'with_each_message',
  secrets: ['twilio_auth_token', 'twilio_secondary_auth_token'],
  headers: [signatureHeader],
  refusal: 403,
  maxBytes: 16_384,
  open({ url, body, contentType, headers }, secrets) {
    const read = readSettings(TwilioSmsSecrets, secrets);
    const signature = headers[signatureHeader];
    if (!signature || !URL.canParse(url)) return null;
    const tokens = [read.twilio_auth_token, read.twilio_secondary_auth_token];
    const isJson = /^application\/json\b/i.test(contentType);
    const params = isJson ? null : readForm(body);
    const isSigned = tokens.some((token) => token && validates(token, signature, url, params ?? body));
    if (!isSigned) return null;
    const report = readStatus(url, params ?? parseJson(body), read.twilio_account_sid);
    return { signedAt: null, token: null, reports: report ? [report] : [] };
  },
} satisfies ReportReader;

/** The SDK's own check, without the rest of the SDK. */
function validates(token: string, signature: string, url: string, sent: Params | string): boolean {
  const {
    validateRequest,
    validateRequestWithBody,
  }: typeof webhooks = require('twilio/lib/webhooks/webhooks');
  return typeof sent === 'string'
    ? validateRequestWithBody(token, signature, url, sent)
    : validateRequest(token, signature, url, sent);
}

/** A name that comes twice has all of its values: the signature covers each. */
function readForm(body: string): Params {
  const params = new URLSearchParams(body);
  const names = new Set(params.keys());
  return Object.fromEntries(
    [...names].map((name) => {
      const values = params.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? '')];
    }),
  );
}

function readStatus(url: string, sent: object, accountSid: string): DeliveryReport | null {
  const { MessageSid, MessageStatus, AccountSid, ErrorCode } = fieldsOf(sent);
  const messageId = readId(new URL(url).searchParams.get(messageIdParameter));
  const sid = readId(MessageSid);
  const meaning = meaningOf(MessageStatus, readCode(ErrorCode));
  if (messageId === null || sid === null || !meaning) return null;
  if (typeof AccountSid !== 'string' || AccountSid.toLowerCase() !== accountSid.toLowerCase()) return null;
  // a status comes once
  return { messageId, providerMessageId: sid, key: `${sid} ${String(MessageStatus)}`, at: null, ...meaning };
}

function meaningOf(status: unknown, code: string | null): Meaning | null {
  switch (status) {
    case 'accepted':
    case 'scheduled':
    case 'queued':
    case 'sending':
    case 'sent':
      return { status: 'accepted', ...plain };
    case 'delivered':
    case 'read':
      return { status: 'delivered', ...plain };
    case 'undelivered':
    case 'failed':
    case 'canceled':
      return failure(status, code);
    default:
      return null;
  }
}

/** Failures that say something of the number, by Twilio's code. */
const bounces = new Map<string, { readonly bounce: 'hard' | 'soft'; readonly reason: ProviderReason }>([
  ['30003', { bounce: 'soft', reason: 'recipient_unreachable' }],
  ['30004', { bounce: 'hard', reason: 'recipient_blocked' }],
  ['30005', { bounce: 'hard', reason: 'recipient_invalid' }],
  ['30006', { bounce: 'hard', reason: 'recipient_unreachable' }],
  ['30008', { bounce: 'soft', reason: 'recipient_unreachable' }],
]);

const rejections = new Map<string, ProviderReason>([
  ['21610', 'recipient_opted_out'],
  ['30001', 'sender_queue_full'],
  ['30002', 'account_suspended'],
  ['30007', 'content_refused'],
  ['30032', 'sender_unverified'],
  ['30034', 'sender_unverified'],
  ['30036', 'delivery_expired'],
]);

function failure(status: string, code: string | null): Meaning {
  const bounce = bounces.get(code ?? '');
  if (bounce) return { status: 'bounced', ...bounce, code };
  const reason = rejections.get(code ?? '') ?? null;
  if (status === 'undelivered' && !reason) {
    return { status: 'bounced', bounce: 'soft', reason: 'recipient_unreachable', code };
  }
  return { status: 'rejected', bounce: null, reason, code };
}
