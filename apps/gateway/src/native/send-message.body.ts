import {
  AppError,
  channels,
  ContactAddress,
  IsAbsentOr,
  messageKind,
  messageKindIds,
  type Channel,
  type MessageKindId,
  type Problem,
} from '@subjectline/contracts';
import { Type } from 'class-transformer';
import {
  IsDefined,
  IsIn,
  IsISO8601,
  IsObject,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { readMoment } from '../http/moment';
import { readBody } from '../http/placed';
import { missingVariables, variableProblems } from './message-variables';

export class SendMessageBody {
  @IsIn(messageKindIds)
  kind!: MessageKindId;

  @IsDefined()
  @IsObject()
  @ValidateNested()
  @Type(() => ContactAddress)
  to!: ContactAddress;

  /** What the kind's wording names. */
  @IsAbsentOr()
  @IsObject()
  variables?: Record<string, string>;

  @IsAbsentOr()
  @IsString()
  @MaxLength(35)
  @Matches(/^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/, { message: 'must be a language tag such as en or pt-BR' })
  locale?: string;

  /** The channel it has to take; left out, the active provider decides. */
  @IsAbsentOr()
  @IsIn([...channels])
  channel?: Channel;

  /** What it is about, such as a privacy request's id; messages can be listed by it. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(128)
  about?: string;

  /** After this moment it is of no use and is not sent. */
  @IsAbsentOr()
  @IsISO8601({ strict: true })
  expires_at?: string;
}

/** A message that can be sent as far as anybody can tell without sending it. */
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
