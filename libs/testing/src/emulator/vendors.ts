import { mailgun } from './mailgun';
import { sendgrid } from './sendgrid';
import { twilio } from './twilio';
import type { VendorApi } from './vendor-api';

export const vendorApis: readonly VendorApi[] = [mailgun, sendgrid, twilio];
