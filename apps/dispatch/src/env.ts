import { StoringServiceEnv } from '@subjectline/bus';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';

const webAddress = /^https?:\/\/\S+$/;

export class DispatchEnv extends StoringServiceEnv {
  /** How many days what a message said is kept after it is over; what became of it stays. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3_650)
  SUBJECTLINE_MESSAGE_CONTENT_DAYS: number = 30;

  /* Where the vendors' APIs are, in place of their own addresses: an emulator or a proxy. */

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
