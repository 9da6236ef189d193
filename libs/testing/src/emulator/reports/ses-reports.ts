import { generateKeyPairSync, randomUUID, sign, type KeyPairKeyObjectResult } from 'node:crypto';
import { certificateOf } from './certificate';
import type { Happened, ReportEvent, SignedReport } from './signed-reports';

/** The topic that the emulated SES publishes to. */
export const snsTopic = 'arn:aws:sns:eu-west-1:123456789012:subjectline';
/** Where the emulated SNS keeps its certificate. */
export const snsCertificatePath = '/SimpleNotificationService-00112233445566778899aabbccddeeff.pem';
const snsHost = 'https://sns.eu-west-1.amazonaws.com';

/** What SNS signs with; made when it is needed first, as that takes a while. */
export class SnsKeys {
  private pair: KeyPairKeyObjectResult | undefined;
  private pem: string | undefined;

  get certificate(): string {
    return (this.pem ??= certificateOf(this.keys));
  }

  sign(text: string, version: SnsVersion): string {
    const algorithm = version === '1' ? 'sha1' : 'sha256';
    return sign(algorithm, Buffer.from(text), this.keys.privateKey).toString('base64');
  }

  private get keys(): KeyPairKeyObjectResult {
    return (this.pair ??= generateKeyPairSync('rsa', { modulusLength: 2_048 }));
  }
}

export type SnsVersion = '1' | '2';

export interface SnsOptions {
  readonly version?: SnsVersion;
  readonly topic?: string;
  readonly at?: Date;
  readonly certificateUrl?: string;
  /** one and the same when SNS tries it again */
  readonly id?: string;
}

const sesEvents: Readonly<Record<ReportEvent, (to: string, timestamp: string) => object>> = {
  accepted: () => ({ eventType: 'Send', send: {} }),
  delivered: (to, timestamp) => ({
    eventType: 'Delivery',
    delivery: { timestamp, recipients: [to], smtpResponse: '250 2.0.0 OK', processingTimeMillis: 546 },
  }),
  deferred: (emailAddress, timestamp) => ({
    eventType: 'DeliveryDelay',
    deliveryDelay: {
      timestamp,
      delayType: 'MailboxFull',
      delayedRecipients: [{ emailAddress, status: '4.2.2', diagnosticCode: 'smtp; 452 4.2.2 over quota' }],
    },
  }),
  bounced: (to, timestamp) => bounce(to, timestamp, ['Permanent', 'General', '5.1.1']),
  blocked: (to, timestamp) => bounce(to, timestamp, ['Transient', 'General', '5.7.1']),
  rejected: (to, timestamp) => bounce(to, timestamp, ['Permanent', 'OnAccountSuppressionList', '5.1.1']),
  // SES reports it where it manages lists, which messages of ours are on none of
  unsubscribed: () => ({ eventType: 'Subscription', subscription: { source: 'UnsubscribeHeader' } }),
  complained: (emailAddress, timestamp) => ({
    eventType: 'Complaint',
    complaint: {
      timestamp,
      complainedRecipients: [{ emailAddress }],
      complaintFeedbackType: 'abuse',
      complaintSubType: null,
    },
  }),
  opened: (_to, timestamp) => ({ eventType: 'Open', open: { timestamp, userAgent: 'Mozilla/5.0' } }),
};

function bounce(
  emailAddress: string,
  timestamp: string,
  [bounceType, bounceSubType, status]: readonly [type: string, subType: string, status: string],
): object {
  const diagnosticCode = `smtp; 550 ${status} no such user here`;
  const bouncedRecipients = [{ emailAddress, action: 'failed', status, diagnosticCode }];
  return {
    eventType: 'Bounce',
    bounce: { bounceType, bounceSubType, bouncedRecipients, timestamp, feedbackId: randomUUID() },
  };
}

/** The event as SES' documentation prints it. */
export function sesEvent({ message, event, at = new Date() }: Happened): object {
  const { id: messageId, to, from: source, subject, fields } = message;
  const given = Array.isArray(fields['EmailTags'])
    ? (fields['EmailTags'] as { Name: string; Value: string }[])
    : [];
  const tags = Object.fromEntries(given.map(({ Name, Value }) => [Name, [Value]]));
  const timestamp = at.toISOString();
  return {
    ...sesEvents[event](to, timestamp),
    mail: {
      timestamp,
      source,
      messageId,
      destination: [to],
      headersTruncated: false,
      headers: [{ name: 'To', value: to }],
      commonHeaders: { to: [to], subject },
      tags: { 'ses:configuration-set': ['privacy'], ...tags },
    },
  };
}

/** A notification of SNS. */
export function signSns(event: object, keys: SnsKeys, options: SnsOptions = {}): SignedReport {
  return signed('Notification', { Message: JSON.stringify(event) }, keys, options);
}

/** What SNS sends first to an address that is subscribed to a topic. */
export function signSubscription(token: string, keys: SnsKeys, options: SnsOptions = {}): SignedReport {
  const { topic = snsTopic } = options;
  const query = new URLSearchParams({ Action: 'ConfirmSubscription', TopicArn: topic, Token: token });
  const Message = `You have chosen to subscribe to the topic ${topic}.\nTo confirm the subscription, visit the SubscribeURL.`;
  const fields = { Token: token, Message, SubscribeURL: `${snsHost}/?${query.toString()}` };
  return signed('SubscriptionConfirmation', fields, keys, options);
}

function signed(
  type: string,
  fields: Readonly<Record<string, string>>,
  keys: SnsKeys,
  { version = '2', topic = snsTopic, at = new Date(), certificateUrl, id = randomUUID() }: SnsOptions,
): SignedReport {
  const message: Record<string, string> = {
    Type: type,
    MessageId: id,
    TopicArn: topic,
    Timestamp: at.toISOString(),
    ...fields,
  };
  const names = Object.keys(message).toSorted();
  const text = names.map((name) => `${name}\n${message[name] ?? ''}\n`).join('');
  const body = JSON.stringify({
    ...message,
    SignatureVersion: version,
    Signature: keys.sign(text, version),
    SigningCertURL: certificateUrl ?? snsHost + snsCertificatePath,
    ...(type === 'Notification' && { UnsubscribeURL: `${snsHost}/?Action=Unsubscribe` }),
  });
  const headers = {
    'content-type': 'text/plain; charset=UTF-8',
    'x-amz-sns-message-type': type,
    'x-amz-sns-message-id': id,
    'x-amz-sns-topic-arn': topic,
  };
  return { headers, body };
}
