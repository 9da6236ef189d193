import { AtLeastOneOf } from '@subjectline/contracts';
import { Transform } from 'class-transformer';
import { IsEmail, IsIn, IsOptional, IsString, Matches, ValidateIf } from 'class-validator';
import { Field } from '../settings/field';
import { absentIfEmpty, IsHostName, IsKey, IsReplyTo } from '../settings/rules';

export class SesDetails {
  @Field({ label: 'Region', help: 'Of AWS, e.g. eu-central-1' })
  @IsString()
  // it becomes a part of the host that gets the signed call
  @Matches(/^[a-z]{2}(-[a-z]{2,10}){1,3}-\d{1,2}$/, {
    message: 'aws_region must be a region of AWS such as eu-central-1',
  })
  @AtLeastOneOf('email_from', 'domain')
  aws_region!: string;

  @Field({ label: 'Email', help: 'The address that mails come from. This or the domain is needed' })
  @Transform(nullIfEmpty)
  @IsOptional()
  @IsEmail({ allow_display_name: true, allow_utf8_local_part: false })
  email_from: string | null = null;

  @Field({ label: 'Domain', help: 'Without an address mails come from noreply@ this domain' })
  @Transform(nullIfEmpty)
  @IsOptional()
  @IsHostName()
  domain: string | null = null;

  @Field({ label: 'Configuration set', help: 'May stay empty for the default of the identity' })
  @Transform(absentIfEmpty)
  @IsOptional()
  @Matches(/^[\w-]{1,64}$/, { message: 'configuration_set must be the name of a configuration set' })
  configuration_set?: string;

  @Field({ label: 'Reply-To', help: 'Where answers go; may stay empty. A template’s own comes first' })
  @IsReplyTo()
  reply_to?: string;
}

export const authMethods = ['secret_keys', 'automatic'] as const;

/** Its region is a part of the host that a subscription is confirmed at. */
export const topicArn =
  /^arn:aws[\w-]*:sns:[a-z]{2}(?:-[a-z]{2,10}){1,3}-\d{1,2}:\d{12}:[\w-]{1,256}(?:\.fifo)?$/;

export class SesSecrets {
  @Field({
    label: 'Authentication',
    help: 'secret_keys, or automatic for the credentials of the machine that sends',
    secret: true,
    choices: authMethods,
  })
  @IsIn(authMethods, { message: "Input should be 'secret_keys' or 'automatic'" })
  auth_method!: (typeof authMethods)[number];

  @Field({ label: 'Access key ID', help: 'With secret_keys', secret: true })
  @Transform(absentIfEmpty)
  @ValidateIf(needsKeys)
  @IsString()
  @IsKey()
  aws_access_key_id?: string;

  @Field({ label: 'Secret access key', help: 'With secret_keys', secret: true })
  @Transform(absentIfEmpty)
  @ValidateIf(needsKeys)
  @IsString()
  @IsKey()
  aws_secret_access_key?: string;

  @Field({ label: 'Role', help: 'The ARN of a role to assume; may stay empty', secret: true })
  @Transform(absentIfEmpty)
  @IsOptional()
  @IsString()
  @IsKey({ pattern: /^arn:aws[\w-]*:iam::\d{12}:role\/\S{1,512}$/, says: 'must be the ARN of a role' })
  aws_assume_role_arn?: string;

  @Field({
    label: 'SNS topic',
    help: 'For delivery reports: the ARN of the topic that SES publishes to. May stay empty',
    secret: true,
    isApart: true,
  })
  @IsOptional()
  @IsString()
  @IsKey({ pattern: topicArn, says: 'must be the ARN of a topic of SNS' })
  aws_sns_topic_arn?: string | null;
}

function needsKeys({ auth_method, aws_access_key_id, aws_secret_access_key }: SesSecrets): boolean {
  const isGiven = aws_access_key_id !== undefined || aws_secret_access_key !== undefined;
  return auth_method === 'secret_keys' || isGiven;
}

/** Fides shows what is not set as null. */
function nullIfEmpty({ value }: { value: unknown }): unknown {
  return value === '' ? null : value;
}
