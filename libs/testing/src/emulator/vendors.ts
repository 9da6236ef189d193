import { mailchimp } from './mailchimp';
import { mailgun } from './mailgun';
import { sendgrid } from './sendgrid';
import { twilio } from './twilio';
import { ses } from './ses';
import { smtpQuotaRefusals, smtpRefusals } from './smtp-refusals';
import type { QuotaPeriod, Refusal, VendorApi, VendorName } from './vendor-api';

export const vendorApis: readonly VendorApi[] = [mailgun, sendgrid, twilio, mailchimp, ses];

/** Refusals that accounts really meet, by vendor. */
export const refusals: ReadonlyMap<VendorName, Readonly<Record<string, Refusal>>> = new Map([
  ...vendorApis.map(({ name, refusals: ofVendor }) => [name, ofVendor] as const),
  ['smtp', smtpRefusals] as const,
]);

/** The quotas that each vendor has. */
export const quotaPeriodsOf: ReadonlyMap<VendorName, readonly QuotaPeriod[]> = new Map([
  ...vendorApis.map(({ name, quotaAnswers }) => [name, Object.keys(quotaAnswers) as QuotaPeriod[]] as const),
  ['smtp', Object.keys(smtpQuotaRefusals) as QuotaPeriod[]] as const,
]);
