import { readLaxBoolean } from '@subjectline/contracts';
import { Transform } from 'class-transformer';
import { IsBoolean, IsOptional, IsString, Matches } from 'class-validator';
import { Field } from '../settings/field';
import { IsHostName, IsKey, IsReplyTo } from '../settings/rules';

export class MailgunDetails {
  @Field({ label: 'Domain', help: 'The sending domain at Mailgun, e.g. mg.example.com' })
  @IsString()
  // Mailgun answers 200 and sends nothing when the domain holds a slash
  @IsHostName()
  domain!: string;

  @Field({ label: 'EU region', help: 'On if the domain was created in Mailgun’s EU region' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => readLaxBoolean(value ?? false))
  @IsBoolean()
  is_eu_domain: boolean = false;

  @Field({ label: 'API version', help: 'May stay empty for v3' })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => value ?? 'v3')
  @Matches(/^v\d{1,2}$/, { message: 'api_version must be a version such as v3' })
  api_version: string = 'v3';

  @Field({ label: 'Reply-To', help: 'Where answers go; may stay empty. A template’s own comes first' })
  @IsReplyTo()
  reply_to?: string;
}

export class MailgunSecrets {
  @Field({ label: 'API key', help: 'A sending key of the domain is enough', secret: true })
  @IsString()
  @IsKey()
  mailgun_api_key!: string;

  @Field({
    label: 'HTTP webhook signing key',
    help: 'For delivery reports; not the API key. May stay empty',
    secret: true,
    isApart: true,
  })
  @IsOptional()
  @IsString()
  @IsKey()
  mailgun_webhook_signing_key?: string | null;
}
