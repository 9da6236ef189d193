import { IntText, Optional, WebAddress } from '@subjectline/schema';
import { RecordKeepingEnv } from '@subjectline/bus';

export class DispatchEnv extends RecordKeepingEnv {
  /** How many days the content of a message is kept after it ended; its outcome stays. */
  @IntText({ min: 1, max: 3_650 }) SUBJECTLINE_MESSAGE_CONTENT_DAYS: number = 30;

  /** Under which address vendors reach the gateway. Absent: Twilio is not asked to report. */
  @Optional(WebAddress) SUBJECTLINE_PUBLIC_URL?: string;

  /* Where the vendors' APIs are, in place of their own addresses: an emulator or a proxy. */

  @Optional(WebAddress) SUBJECTLINE_MAILGUN_URL?: string;
  @Optional(WebAddress) SUBJECTLINE_SENDGRID_URL?: string;
  @Optional(WebAddress) SUBJECTLINE_TWILIO_URL?: string;
  @Optional(WebAddress) SUBJECTLINE_MAILCHIMP_URL?: string;
  @Optional(WebAddress) SUBJECTLINE_SES_URL?: string;
}
