import { missingVariables, variableProblems } from './message-variables';
import { Nested, ObjectOf, OneOf, Optional, StrictTimestamp, Text } from '@subjectline/schema';
import {
  AppError,
  channels,
  ContactAddress,
  messageKind,
  messageKindIds,
  type Channel,
  type MessageKindId,
  type Problem,
} from '@subjectline/contracts';
import { readMoment } from '../http/moment';
import { readBody } from '../http/bodies/placed';

export class SendMessageBody {
  @OneOf(messageKindIds) kind!: MessageKindId;
  @Nested(() => ContactAddress) to!: ContactAddress;

  /** What the kind's wording names. */
  @Optional(ObjectOf<Record<string, string>>()) variables?: Record<string, string>;
  @Optional(
    Text({
      pattern: /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/,
      message: 'must be a language tag such as en or pt-BR',
      max: 35,
    }),
  )
  locale?: string;

  /** The channel it has to take; left out, the active provider decides. */
  @Optional(OneOf(channels)) channel?: Channel;

  /** What it is about, such as a privacy request's id; messages can be listed by it. */
  @Optional(Text({ max: 128 })) about?: string;

  /** After this moment it is of no use and is not sent. */
  @Optional(StrictTimestamp) expires_at?: string;
}

/** A message that passes every check that can be made before sending. */
export function readMessage(body: unknown): SendMessageBody {
  const message = readBody(SendMessageBody, body);
  const { kind, to, variables = {}, channel, expires_at } = message;
  const problems = [
    ...channelProblems(kind, channel),
    ...addressProblems(to, channel),
    ...missingVariables(kind, variables),
    ...variableProblems(kind, variables),
  ];
  if (problems.length > 0) throw new AppError('invalid', {}, problems);
  if (expires_at !== undefined) message.expires_at = readMoment(expires_at, ['body', 'expires_at']);
  return message;
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
