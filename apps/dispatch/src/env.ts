import { StoringServiceEnv } from '@subjectline/bus';
import { IsOptional, Matches } from 'class-validator';

const webAddress = /^https?:\/\/\S+$/;

/** Where the vendors' APIs are, in place of their own addresses: an emulator or a proxy. */
export class DispatchEnv extends StoringServiceEnv {
  @IsOptional()
  @Matches(webAddress, { message: 'must be an http(s) address' })
  SUBJECTLINE_MAILGUN_URL?: string;

  @IsOptional()
  @Matches(webAddress, { message: 'must be an http(s) address' })
  SUBJECTLINE_SENDGRID_URL?: string;

  @IsOptional()
  @Matches(webAddress, { message: 'must be an http(s) address' })
  SUBJECTLINE_TWILIO_URL?: string;
}
