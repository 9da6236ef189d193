import { IntText, Optional, WebAddress } from '@subjectline/schema';
import { StoringServiceEnv } from '@subjectline/bus';

export class DispatchEnv extends StoringServiceEnv {
  /** How many days what a message said is kept after it is over; its outcome stays. */
  @IntText({ min: 1, max: 3_650 }) SUBJECTLINE_MESSAGE_CONTENT_DAYS: number = 30;

  /** How many days the record of a message is kept after it is over: three years. */
  @IntText({ min: 1, max: 36_500 }) SUBJECTLINE_RECORD_DAYS: number = 1_095;

  /** Under which address vendors reach the gateway. Absent: Twilio is not asked to report. */
  @Optional(WebAddress) SUBJECTLINE_PUBLIC_URL?: string;

  /* Where the vendors' APIs are, in place of their own addresses: an emulator or a proxy. */

  @Optional(WebAddress) SUBJECTLINE_MAILGUN_URL?: string;
  @Optional(WebAddress) SUBJECTLINE_SENDGRID_URL?: string;
  @Optional(WebAddress) SUBJECTLINE_TWILIO_URL?: string;
  @Optional(WebAddress) SUBJECTLINE_MAILCHIMP_URL?: string;
  @Optional(WebAddress) SUBJECTLINE_SES_URL?: string;
}
