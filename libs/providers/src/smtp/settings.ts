import { isIP } from 'node:net';
import { Transform } from 'class-transformer';
import {
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
  type ValidationArguments,
} from 'class-validator';
import { Field } from '../settings/field';
import { absentIfEmpty, IsPassword, IsReplyTo, IsServerName, numberIfWritten } from '../settings/rules';

export const securities = ['starttls', 'tls', 'none'] as const;
export type Security = (typeof securities)[number];

const ports: Readonly<Record<Security, number>> = { starttls: 587, tls: 465, none: 25 };

/** Without TLS, a password and a person's data would cross the network in clear. */
function IsEncryptedOffMachine(): PropertyDecorator {
  const isSafe = (security: unknown, { object }: ValidationArguments) =>
    security !== 'none' || isLoopback((object as SmtpDetails).host);
  return ValidateBy({
    name: 'isEncryptedOffMachine',
    validator: {
      validate: (value, context) => context !== undefined && isSafe(value, context),
      defaultMessage: () =>
        "security may be 'none' only for a host on this machine, such as 127.0.0.1 or localhost",
    },
  });
}

/** A user name without a password, or the other way round, is a mistake. */
const hasLogin = ({ username, password }: SmtpSecrets) => username !== undefined || password !== undefined;

export class SmtpDetails {
  @Field({ label: 'Host', help: 'Your mail server, e.g. smtp.example.com' })
  @IsString()
  @IsServerName()
  host!: string;

  @Field({
    label: 'Security',
    help: 'starttls (the default) or tls; none for a server on this machine only',
    choices: securities,
  })
  @Transform(absentIfEmpty)
  @IsOptional()
  @IsIn(securities, { message: "Input should be 'starttls', 'tls' or 'none'" })
  @IsEncryptedOffMachine()
  security?: Security;

  @Field({ label: 'Port', help: 'May stay empty: 587 for starttls, 465 for tls, 25 for none' })
  @Transform(numberIfWritten)
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(65_535)
  port?: number;

  @Field({ label: 'From', help: 'The address that mails come from, e.g. Shop <privacy@example.com>' })
  @IsString()
  @IsEmail({ allow_display_name: true, allow_utf8_local_part: false })
  from!: string;

  @Field({ label: 'Reply-To', help: 'Where answers go; may stay empty. A template’s own comes first' })
  @IsReplyTo()
  reply_to?: string;

  @Field({ label: 'Connections', help: 'How many may be open at once; may stay empty for 5' })
  @Transform(numberIfWritten)
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(50)
  max_connections?: number;
}

export class SmtpSecrets {
  @Field({ label: 'User name', help: 'May stay empty for a server that needs none', secret: true })
  @Transform(absentIfEmpty)
  @ValidateIf(hasLogin)
  @IsPassword()
  username?: string;

  @Field({ label: 'Password', help: 'Needed with a user name', secret: true })
  @Transform(absentIfEmpty)
  @ValidateIf(hasLogin)
  @IsPassword()
  password?: string;
}

export function portOf({ port, security = 'starttls' }: SmtpDetails): number {
  return port ?? ports[security];
}

/** What is sent there does not leave the machine. */
function isLoopback(host: unknown): boolean {
  if (typeof host !== 'string') return false;
  return (
    host.toLowerCase() === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
  );
}
