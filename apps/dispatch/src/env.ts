import { StoringServiceEnv } from '@subjectline/bus';
import { IsWebAddress } from '@subjectline/contracts';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

export class DispatchEnv extends StoringServiceEnv {
  /** How many days what a message said is kept after it is over; what became of it stays. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(3_650)
  SUBJECTLINE_MESSAGE_CONTENT_DAYS: number = 30;

  /* Where the vendors' APIs are, in place of their own addresses: an emulator or a proxy. */

  @IsOptional()
  @IsWebAddress()
  SUBJECTLINE_MAILGUN_URL?: string;

  @IsOptional()
  @IsWebAddress()
  SUBJECTLINE_SENDGRID_URL?: string;

  @IsOptional()
  @IsWebAddress()
  SUBJECTLINE_TWILIO_URL?: string;
}
