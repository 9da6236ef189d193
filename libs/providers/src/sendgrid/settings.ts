import { IsEmail, IsString } from 'class-validator';
import { Field } from '../field';

export class SendgridDetails {
  @Field({ label: 'Email', help: 'The address that mails come from; verified at SendGrid' })
  @IsString()
  // SendGrid refuses every single mail from anything else; `Shop <a@example.com>` it takes
  @IsEmail({ allow_display_name: true })
  twilio_email_from!: string;
}

export class SendgridSecrets {
  @Field({
    label: 'API key',
    help: 'Needs “Mail Send”; “Template Engine: read” for a template named fides',
    secret: true,
  })
  @IsString()
  twilio_api_key!: string;
}
