import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import type { ProviderReason } from '@subjectline/contracts';
import { bounceOf } from '../mail/bounce';
import {
  fieldsOf,
  parseList,
  plain,
  readCode,
  readId,
  readSeconds,
  type DeliveryReport,
  type ReportReader,
} from '../report';
import { readSettings } from '../settings/settings';
import { SendgridSecrets } from './settings';

type Fields = Readonly<Record<string, unknown>>;
type Meaning = Pick<DeliveryReport, 'status' | 'bounce' | 'reason' | 'code'>;

const signatureHeader = 'x-twilio-email-event-webhook-signature';
const timestampHeader = 'x-twilio-email-event-webhook-timestamp';

/** A list of events, of any messages of the account. The signature covers the time and every byte of the body. */
export const sendgridReports = {
  setup: 'once',
  secrets: ['twilio_webhook_public_key'],
  headers: [signatureHeader, timestampHeader],
  refusal: 403,
  open({ body, headers }, secrets) {
    const { twilio_webhook_public_key: publicKey } = readSettings(SendgridSecrets, secrets);
    const { [signatureHeader]: signature = '', [timestampHeader]: timestamp = '' } = headers;
    const signedAt = readSeconds(timestamp);
    const key = publicKey ? readPublicKey(publicKey) : null;
    if (!key || !signedAt || !isBase64.test(signature)) return null;
    if (!verify('sha256', Buffer.from(timestamp + body), key, Buffer.from(signature, 'base64'))) return null;
    return { signedAt, token: null, reports: readEvents(body) };
  },
} satisfies ReportReader;

const isBase64 = /^[A-Za-z0-9+/]{1,200}={0,2}$/;

/** Null: it is no key of the kind that SendGrid signs with. */
export function readPublicKey(text: string): KeyObject | null {
  try {
    const key = createPublicKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'spki' });
    return key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? key : null;
  } catch {
    return null;
  }
}

/** An event that cannot be read does not keep the others from being read. */
function readEvents(body: string): DeliveryReport[] {
  return parseList(body).flatMap((event) => readEvent(fieldsOf(event)) ?? []);
}

/** Null: it is about no message of ours, about the account, or about nothing that we keep. */
function readEvent(event: Fields): DeliveryReport | null {
  // custom arguments stand among SendGrid's own fields
  const messageId = readId(event['subjectline_id']);
  const key = readId(event['sg_event_id']);
  const meaning = meaningOf(event);
  if (messageId === null || key === null || !meaning) return null;
  // it begins with the id that the send was answered with
  const [providerMessageId = null] = readId(event['sg_message_id'])?.split('.', 1) ?? [];
  return { messageId, providerMessageId, key, at: readSeconds(event['timestamp']), ...meaning };
}

function meaningOf(event: Fields): Meaning | null {
  const code = readCode(event['status']);
  switch (event['event']) {
    case 'processed':
      return { status: 'accepted', ...plain };
    case 'delivered':
      return { status: 'delivered', ...plain };
    case 'deferred':
      return { status: 'deferred', bounce: null, reason: bounceOf(code, null).reason, code };
    case 'bounce': {
      const { reason } = bounceOf(code, null);
      // `blocked` is about this mail, or the sender, and not about the address
      return { status: 'bounced', bounce: event['type'] === 'blocked' ? 'soft' : 'hard', reason, code };
    }
    case 'dropped':
      return { status: 'rejected', bounce: null, reason: dropReason(event['reason']), code };
    case 'unsubscribe':
    case 'group_unsubscribe':
      return { status: 'unsubscribed', ...plain };
    case 'spamreport':
      return { status: 'complained', ...plain };
    default:
      return null;
  }
}

const dropReasons: readonly [RegExp, ProviderReason][] = [
  [/^unsubscribed address/i, 'recipient_opted_out'],
  [/^(bounced|spam reporting) address/i, 'recipient_suppressed'],
  [/^spam content|^invalid smtpapi/i, 'content_refused'],
  [/^recipient list over/i, 'credits_used_up'],
  [/^invalid/i, 'recipient_invalid'],
];

function dropReason(reason: unknown): ProviderReason | null {
  const text = typeof reason === 'string' ? reason : '';
  return dropReasons.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}
