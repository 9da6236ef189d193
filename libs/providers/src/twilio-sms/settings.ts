import { AtLeastOneOf } from '@subjectline/contracts';
import { IsOptional, IsString } from 'class-validator';
import { Field } from '../settings/field';
import { IsKey, IsPhoneNumberOrEmpty } from '../settings/rules';

export class TwilioSmsSecrets {
  @Field({ label: 'Account SID', help: 'Begins with AC', secret: true })
  @IsString()
  @IsKey({ pattern: /^AC[0-9a-f]{32}$/i, says: 'must be AC and 32 hexadecimal digits' })
  @AtLeastOneOf('twilio_messaging_service_sid', 'twilio_sender_phone_number')
  twilio_account_sid!: string;

  @Field({ label: 'Auth token', secret: true })
  @IsString()
  @IsKey()
  twilio_auth_token!: string;

  @Field({
    label: 'Messaging Service SID',
    help: 'Begins with MG. This or the Phone Number is needed; with both, this one sends',
    secret: true,
  })
  @IsOptional()
  @IsString()
  @IsKey({ pattern: /^MG[0-9a-f]{32}$/i, says: 'must be MG and 32 hexadecimal digits' })
  twilio_messaging_service_sid: string | null = null;

  @Field({
    label: 'Phone Number',
    help: 'The sender, e.g. +15551234567. This or the Messaging Service SID is needed',
    secret: true,
  })
  @IsOptional()
  @IsPhoneNumberOrEmpty()
  twilio_sender_phone_number: string | null = null;

  @Field({
    label: 'Secondary token',
    help: 'The other auth token while it is being changed: reports may be signed with either. May stay empty',
    secret: true,
    isApart: true,
  })
  @IsOptional()
  @IsString()
  @IsKey()
  twilio_secondary_auth_token?: string | null;
}
