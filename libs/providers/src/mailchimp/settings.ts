import { IsEmail, IsOptional, IsString } from 'class-validator';
import { Field } from '../settings/field';
import { IsKey, IsReplyTo } from '../settings/rules';

export class MailchimpDetails {
  @Field({ label: 'Email', help: 'The address that mails come from; its domain verified at Mailchimp' })
  @IsString()
  @IsEmail({ allow_display_name: true, allow_utf8_local_part: false })
  email_from!: string;

  @Field({ label: 'Reply-To', help: 'Where answers go; may stay empty. A template’s own comes first' })
  @IsReplyTo()
  reply_to?: string;
}

export class MailchimpSecrets {
  @Field({ label: 'API key', help: 'Of Mailchimp Transactional, not of Mailchimp', secret: true })
  @IsString()
  @IsKey()
  mailchimp_transactional_api_key!: string;

  @Field({
    label: 'Webhook key',
    help: 'For delivery reports: the authentication key of the webhook. May stay empty',
    secret: true,
    isApart: true,
  })
  @IsOptional()
  @IsString()
  @IsKey()
  mailchimp_transactional_webhook_key?: string | null;
}
