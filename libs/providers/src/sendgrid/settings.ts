import { Transform } from 'class-transformer';
import { IsEmail, IsIn, IsOptional, IsString } from 'class-validator';
import { Field } from '../settings/field';
import { absentIfEmpty, IsKey, IsReplyTo } from '../settings/rules';

export const regions = ['global', 'eu'] as const;
export type Region = (typeof regions)[number];

export class SendgridDetails {
  @Field({ label: 'Email', help: 'The address that mails come from; verified at SendGrid' })
  @IsString()
  // SendGrid refuses every single mail from anything else; `Shop <a@example.com>` it takes
  @IsEmail({ allow_display_name: true, allow_utf8_local_part: false })
  twilio_email_from!: string;

  @Field({
    label: 'Region',
    help: 'global or eu; eu for a subuser of SendGrid’s EU region. May stay empty',
    choices: regions,
  })
  @Transform(absentIfEmpty)
  @IsOptional()
  @IsIn(regions, { message: "Input should be 'global' or 'eu'" })
  region?: Region;

  @Field({ label: 'Reply-To', help: 'Where answers go; may stay empty. A template’s own comes first' })
  @IsReplyTo()
  reply_to?: string;
}

export class SendgridSecrets {
  @Field({
    label: 'API key',
    help: 'Needs “Mail Send”; “Template Engine: read” for a template named fides',
    secret: true,
  })
  @IsString()
  @IsKey()
  twilio_api_key!: string;

  @Field({
    label: 'Event webhook verification key',
    help: 'For delivery reports: the public key of the Signed Event Webhook. May stay empty',
    secret: true,
    isApart: true,
  })
  @IsOptional()
  @IsString()
  @IsKey({
    pattern: /^MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE[A-Za-z0-9+/]{86}==$/,
    says: 'must be the public key as SendGrid shows it',
  })
  twilio_webhook_public_key?: string | null;
}
