import {
  createHmac,
  generateKeyPairSync,
  randomBytes,
  randomUUID,
  sign,
  type KeyObject,
  type KeyPairKeyObjectResult,
} from 'node:crypto';
import type { EmulatedMessage } from '../vendor-api';
import { SnsKeys } from './ses-reports';

/** What can happen to a message, in one word for all vendors. */
export const reportEvents = [
  'accepted',
  'deferred',
  'delivered',
  'bounced',
  'blocked',
  'rejected',
  'unsubscribed',
  'complained',
  'opened',
] as const;
export type ReportEvent = (typeof reportEvents)[number];

/** A call as the vendor makes it. */
export interface SignedReport {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What vendors sign with. Twilio uses the token of the account. */
export class ReportKeys {
  readonly mailgun = `key-${randomBytes(16).toString('hex')}`;
  readonly mailchimp = randomBytes(16).toString('base64url');
  readonly sns = new SnsKeys();
  private readonly pair: KeyPairKeyObjectResult = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

  get sendgridPublicKey(): string {
    return this.pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64');
  }

  get sendgridPrivateKey(): KeyObject {
    return this.pair.privateKey;
  }
}

export interface Happened {
  readonly message: EmulatedMessage;
  readonly event: ReportEvent;
  /** Default: now. */
  readonly at?: Date;
  /** Twilio's code. */
  readonly code?: string;
  /** Default: another one for each. */
  readonly eventId?: string;
  /** Where it is sent to, which Mailchimp and Twilio sign. Default: where the vendor was told to report. */
  readonly url?: string;
}

const mailgunEvents: Readonly<Record<ReportEvent, object>> = {
  accepted: { event: 'accepted' },
  delivered: { event: 'delivered', 'delivery-status': { code: 250, message: 'OK', description: '' } },
  deferred: {
    event: 'failed',
    severity: 'temporary',
    reason: 'generic',
    'delivery-status': {
      code: 452,
      'enhanced-code': '4.2.2',
      message: '4.2.2 over quota',
      'retry-seconds': 600,
    },
  },
  bounced: {
    event: 'failed',
    severity: 'permanent',
    reason: 'bounce',
    'delivery-status': { code: 550, 'enhanced-code': '5.1.1', message: '5.1.1 no such user here' },
  },
  blocked: {
    event: 'failed',
    severity: 'permanent',
    reason: 'bounce',
    'delivery-status': { code: 554, 'enhanced-code': '5.7.1', message: '5.7.1 refused by policy' },
  },
  rejected: {
    event: 'failed',
    severity: 'permanent',
    reason: 'suppress-bounce',
    'delivery-status': {
      code: 605,
      message: '',
      description: 'Not delivering to previously bounced address',
    },
  },
  unsubscribed: { event: 'unsubscribed' },
  complained: { event: 'complained' },
  opened: { event: 'opened', 'client-info': { 'client-name': 'Chrome' } },
};

/** The event as Mailgun's documentation prints it; an address stands in several of its places. */
export function mailgunEvent({ message, event, at = new Date(), eventId = newEventId() }: Happened): object {
  const { to, from, subject, id, fields } = message;
  const ours = fields['v:subjectline_id'];
  return {
    ...mailgunEvents[event],
    id: eventId,
    timestamp: at.getTime() / 1000,
    'log-level': 'info',
    flags: { 'is-routed': false, 'is-authenticated': true, 'is-system-test': false, 'is-test-mode': false },
    message: { headers: { to, from, subject, 'message-id': id }, attachments: [], size: 867 },
    recipient: to,
    'recipient-domain': to.split('@')[1],
    campaigns: [],
    tags: [],
    // an empty list where there are none
    'user-variables': ours === undefined ? [] : { subjectline_id: ours },
  };
}

export function signMailgun(event: object, key: string, at = new Date()): SignedReport {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const token = randomBytes(25).toString('hex');
  const signature = createHmac('sha256', key)
    .update(timestamp + token)
    .digest('hex');
  const body = JSON.stringify({ signature: { timestamp, token, signature }, 'event-data': event });
  return { headers: { 'content-type': 'application/json' }, body };
}

const sendgridEvents: Readonly<Record<ReportEvent, object>> = {
  accepted: { event: 'processed' },
  delivered: { event: 'delivered', response: '250 OK', tls: 1 },
  deferred: { event: 'deferred', response: '452 4.2.2 over quota', attempt: '1' },
  bounced: { event: 'bounce', type: 'bounce', status: '5.1.1', reason: '550 5.1.1 no such user here' },
  blocked: { event: 'bounce', type: 'blocked', status: '5.7.1', reason: '554 5.7.1 refused by policy' },
  rejected: { event: 'dropped', reason: 'Bounced Address', status: '5.0.0' },
  unsubscribed: { event: 'unsubscribe' },
  complained: { event: 'spamreport' },
  opened: { event: 'open', useragent: 'Mozilla/5.0', sg_machine_open: false },
};

export function sendgridEvent({ message, event, at = new Date(), eventId = newEventId() }: Happened): object {
  const { custom_args: args }: { custom_args?: unknown } = { ...message.fields };
  return {
    email: message.to,
    timestamp: Math.floor(at.getTime() / 1000),
    'smtp-id': `<${message.id}@geopod-ismtpd-1>`,
    category: ['privacy'],
    ...sendgridEvents[event],
    sg_event_id: eventId,
    sg_message_id: `${message.id}.recvd-84ccc5d5f-4mkxw-1-67CC0A1E-A.0`,
    ...(typeof args === 'object' && args),
  };
}

export function signSendgrid(events: readonly object[], key: KeyObject, at = new Date()): SignedReport {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  // SendGrid ends its list with a line break, which is signed
  const body = `${JSON.stringify(events)}\r\n`;
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'x-twilio-email-event-webhook-timestamp': timestamp,
    'x-twilio-email-event-webhook-signature': sign('sha256', Buffer.from(timestamp + body), key).toString(
      'base64',
    ),
  };
  return { headers, body };
}

const twilioStatuses: Readonly<Record<ReportEvent, string>> = {
  accepted: 'sent',
  deferred: 'sending',
  delivered: 'delivered',
  bounced: 'undelivered',
  blocked: 'undelivered',
  rejected: 'failed',
  unsubscribed: 'failed',
  complained: 'failed',
  opened: 'read',
};

const twilioCodes: Partial<Record<ReportEvent, string>> = {
  bounced: '30005',
  blocked: '30003',
  rejected: '30007',
  unsubscribed: '21610',
};

export function twilioParams(
  { message, event, code = twilioCodes[event] }: Happened,
  account: string,
): object {
  const status = twilioStatuses[event];
  return {
    MessageSid: message.id,
    SmsSid: message.id,
    MessageStatus: status,
    SmsStatus: status,
    To: message.to,
    From: '+15557654321',
    MessagingServiceSid: message.from,
    AccountSid: account,
    ApiVersion: '2010-04-01',
    ...(code !== undefined && { ErrorCode: code }),
  };
}

/** @param url as it was given with the message; what stands behind a `#` is not signed */
export function signTwilio(params: object, token: string, url: string): SignedReport {
  const [signed = ''] = url.split('#', 1);
  const entries = Object.entries(params).map(([name, value]) => [name, String(value)] as const);
  const sorted = entries.toSorted(([one], [other]) => (one < other ? -1 : 1)).flat();
  const signature = createHmac('sha1', token)
    .update(signed + sorted.join(''))
    .digest('base64');
  return {
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': signature,
      'i-twilio-idempotency-token': randomUUID(),
    },
    body: new URLSearchParams(Object.fromEntries(entries)).toString(),
  };
}

function newEventId(): string {
  return randomBytes(16).toString('base64url');
}

/** What happens to a message unless the emulator is told otherwise, by its recipient: `bounce@…`, `+15550130005`. */
export function eventsFor({ to }: EmulatedMessage): readonly ReportEvent[] {
  const [, code] = /(21610|3000[3-8])$/.exec(to) ?? [];
  if (code && !to.includes('@')) return ['accepted', byCode[code] ?? 'bounced'];
  const named = Object.entries(byRecipient).find(([name]) => to.startsWith(name));
  return named?.[1] ?? ['accepted', 'delivered'];
}

const byCode: Readonly<Record<string, ReportEvent>> = {
  21610: 'unsubscribed',
  30003: 'blocked',
  30007: 'rejected',
  30008: 'blocked',
};

const byRecipient: Readonly<Record<string, readonly ReportEvent[]>> = {
  bounce: ['accepted', 'bounced'],
  block: ['accepted', 'blocked'],
  defer: ['accepted', 'deferred', 'delivered'],
  complain: ['accepted', 'delivered', 'complained'],
  unsubscribe: ['accepted', 'delivered', 'unsubscribed'],
  suppressed: ['rejected'],
};
