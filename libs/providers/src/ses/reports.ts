import type { ProviderReason } from '@subjectline/contracts';
import { parseJson } from '../http/vendor-answer';
import { bounceOf } from '../mail/bounce';
import {
  fieldsOf,
  plain,
  readCode,
  readId,
  readMoment,
  type DeliveryReport,
  type ReportReader,
} from '../report';
import { readSettings } from '../settings/settings';
import { SesSecrets, topicArn } from './settings';
import { isSigned, readSns, type SnsMessage } from './sns';
import { confirmSubscription } from './sns-api';

type Fields = Readonly<Record<string, unknown>>;
type Meaning = Pick<DeliveryReport, 'status' | 'bounce' | 'reason' | 'code'>;

/**
 * One event a call, which SES publishes to a topic of SNS. SNS signs for every customer with the same key: that the topic
 * is ours is what makes a call ours.
 */
export const sesReports: ReportReader = {
  setup: 'by_hand',
  secrets: ['aws_sns_topic_arn'],
  headers: [],
  refusal: 403,
  takesText: true,
  async open({ body }, secrets, { baseUrl } = {}) {
    const { aws_sns_topic_arn: topic } = readSettings(SesSecrets, secrets);
    const sent = readSns(body);
    if (!topic || !topicArn.test(topic) || sent?.topic !== topic) return null;
    if (!(await isSigned(sent, baseUrl))) return null;
    const signed = { signedAt: sent.at, token: null };
    const { type, token } = sent;
    if (type === 'Notification') return { ...signed, reports: readEvent(sent) };
    if (type !== 'SubscriptionConfirmation' || !token) return { ...signed, reports: [] };
    return { ...signed, reports: [], confirm: () => confirmSubscription(topic, token, baseUrl) };
  },
};

/** Empty: it is about no message of ours, or about nothing that we keep. */
function readEvent({ id, message }: SnsMessage): DeliveryReport[] {
  const event = fieldsOf(parseJson(message));
  const mail = fieldsOf(event['mail']);
  const [messageId, key] = [readOurId(mail), readId(id)];
  const told = meaningOf(event);
  if (messageId === null || key === null || !told) return [];
  const { at, ...meaning } = told;
  return [{ messageId, providerMessageId: readId(mail['messageId']), key, at: readMoment(at), ...meaning }];
}

/** Events of a configuration set name the tags of a mail; notifications of an identity its headers, if they are told to. */
function readOurId(mail: Fields): string | null {
  const { subjectline_id: tags } = fieldsOf(mail['tags']);
  if (Array.isArray(tags)) return readId(tags[0]);
  const headers: unknown[] = Array.isArray(mail['headers']) ? mail['headers'] : [];
  const ours = headers.map(fieldsOf).find(({ name }) => name === 'X-Entity-Ref-ID');
  return readId(ours?.['value']);
}

function meaningOf(event: Fields): (Meaning & { readonly at: unknown }) | null {
  const part = (name: string) => fieldsOf(event[name]);
  const { timestamp: sentAt } = part('mail');
  switch (event['eventType'] ?? event['notificationType']) {
    case 'Send':
      return { status: 'accepted', ...plain, at: sentAt };
    case 'Delivery':
      return { status: 'delivered', ...plain, at: part('delivery')['timestamp'] };
    case 'DeliveryDelay':
      return { ...delay(part('deliveryDelay')), at: part('deliveryDelay')['timestamp'] };
    case 'Bounce':
      return { ...bounce(part('bounce')), at: part('bounce')['timestamp'] };
    case 'Complaint':
      return { ...complaint(part('complaint')), at: part('complaint')['timestamp'] };
    case 'Reject':
      return { status: 'rejected', ...plain, reason: 'content_refused', at: sentAt };
    default:
      return null;
  }
}

/** The code for the one recipient that a mail of ours has. */
function codeOf(recipients: unknown): string | null {
  const [first]: unknown[] = Array.isArray(recipients) ? recipients : [];
  return readCode(fieldsOf(first)['status']);
}

function delay({ delayType, delayedRecipients }: Fields): Meaning {
  const code = codeOf(delayedRecipients);
  const reason = delayType === 'MailboxFull' ? 'mailbox_full' : bounceOf(code, null).reason;
  return { status: 'deferred', bounce: null, reason, code };
}

/** SES has not tried it, as an earlier mail to the address went wrong. */
const untriedReasons: Readonly<Record<string, ProviderReason>> = {
  Suppressed: 'recipient_suppressed',
  OnAccountSuppressionList: 'recipient_suppressed',
  UnsubscribedRecipient: 'recipient_opted_out',
};

const bounceReasons: Readonly<Record<string, ProviderReason>> = {
  NoEmail: 'recipient_invalid',
  MailboxFull: 'mailbox_full',
  MessageTooLarge: 'too_large',
  ContentRejected: 'content_refused',
  AttachmentRejected: 'content_refused',
  CustomTimeoutExceeded: 'delivery_expired',
};

function bounce({ bounceType, bounceSubType, bouncedRecipients }: Fields): Meaning {
  const code = codeOf(bouncedRecipients);
  const subType = String(bounceSubType);
  const untried = Object.hasOwn(untriedReasons, subType) ? untriedReasons[subType] : undefined;
  if (untried) return { status: 'rejected', bounce: null, reason: untried, code };
  const named = Object.hasOwn(bounceReasons, subType) ? bounceReasons[subType] : undefined;
  const reason = named ?? bounceOf(code, null).reason;
  return { status: 'bounced', bounce: bounceType === 'Permanent' ? 'hard' : 'soft', reason, code };
}

function complaint({ complaintSubType }: Fields): Meaning {
  if (complaintSubType !== 'OnAccountSuppressionList') return { status: 'complained', ...plain };
  return { status: 'rejected', ...plain, reason: 'recipient_suppressed' };
}
