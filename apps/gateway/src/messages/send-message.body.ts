import { missingVariables, variableProblems } from './message-variables';
import { Nested, ObjectOf, OneOf, Optional, StrictTimestamp, Text } from '@subjectline/schema';
import {
  AppError,
  channels,
  ContactAddress,
  dayMs,
  maxSendAheadMs,
  messageKind,
  messageKindIds,
  type Channel,
  type MessageKindId,
  type Problem,
} from '@subjectline/contracts';
import { readMoment, readZonedMoment } from '../http/moment';

export class SendMessageBody {
  @OneOf(messageKindIds) kind!: MessageKindId;
  @Nested(() => ContactAddress) to!: ContactAddress;

  /** The variables of the kind's wording. */
  @Optional(ObjectOf<Record<string, string>>()) variables?: Record<string, string>;
  @Optional(
    Text({
      pattern: /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/,
      message: 'must be a language tag such as en or pt-BR',
      max: 35,
    }),
  )
  locale?: string;

  /** The required channel. Default: decided by the active provider. */
  @Optional(OneOf(channels)) channel?: Channel;

  /** Its subject, such as a privacy request's id. Messages can be listed by it. */
  @Optional(Text({ max: 128 })) about?: string;

  /** Expiry: it is not sent after this time. */
  @Optional(StrictTimestamp) expires_at?: string;

  /** When it is sent: with a time zone, and at most 92 days ahead. Default, or in the past: at once. Never for a code. */
  @Optional(StrictTimestamp) send_at?: string;
}

/** The checks that need no settings. */
export function checkMessage(message: SendMessageBody, nowMs: number): SendMessageBody {
  const { kind, to, variables = {}, channel, expires_at, send_at } = message;
  const problems = [
    ...channelProblems(kind, channel),
    ...addressProblems(to, channel),
    ...missingVariables(kind, variables),
    ...variableProblems(kind, variables),
  ];
  if (problems.length > 0) throw new AppError('invalid', {}, problems);
  if (expires_at !== undefined) message.expires_at = readMoment(expires_at, ['body', 'expires_at']);
  if (send_at !== undefined) schedule(message, send_at, nowMs);
  return message;
}

/** A time in the past is left out: the message is sent at once. */
function schedule(message: SendMessageBody, given: string, nowMs: number): void {
  const sendAt = readZonedMoment(given, ['body', 'send_at']);
  const sendAtMs = Date.parse(sendAt);
  if (messageKind(message.kind).lane === 'codes')
    throw refusal('isSchedulable', `must be left out: ${message.kind} expires, and is sent at once`);
  if (sendAtMs > nowMs + maxSendAheadMs)
    throw refusal('maxDate', `must be at most ${maxSendAheadMs / dayMs} days ahead`);
  if (message.expires_at !== undefined && Date.parse(message.expires_at) <= sendAtMs)
    throw refusal('isBefore', 'must be before expires_at: the message would never be sent');
  if (sendAtMs > nowMs) message.send_at = sendAt;
  else delete message.send_at;
}

function refusal(rule: string, message: string): AppError {
  return new AppError('invalid', {}, [{ path: ['body', 'send_at'], rule, message }]);
}

function channelProblems(kind: MessageKindId, channel: Channel | undefined): Problem[] {
  const known = messageKind(kind).channels;
  if (!channel || known.includes(channel)) return [];
  const message = `${kind} goes by ${known.join(' or ')}`;
  return [{ path: ['body', 'channel'], rule: 'isIn', message }];
}

function addressProblems({ email, phone_number }: ContactAddress, channel: Channel | undefined): Problem[] {
  const required = (name: string, message: string) => [
    { path: ['body', 'to', name], rule: 'missing', message },
  ];
  if (channel === 'email' && !email) return required('email', 'is required on this channel');
  if (channel === 'sms' && !phone_number) return required('phone_number', 'is required on this channel');
  if (email || phone_number) return [];
  return [{ path: ['body', 'to'], rule: 'atLeastOneOf', message: 'needs an email or a phone_number' }];
}
