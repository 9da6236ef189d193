import { Text, Timestamp } from '@subjectline/schema';
import { callOf } from '../contract/define';
import { exampleIds } from '../values/example-ids';
import { OrganizationId } from '../values/rules';

const call = callOf('requests', { askedBy: ['gateway'] });

export class ReadReceiptRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) id!: string;
}

export class VerificationReceipt {
  /** The privacy request or consent request. */
  @Text({ example: exampleIds.request }) id!: string;

  /** A JWS; docs/receipts.md has its claims. */
  @Text({ example: exampleIds.receipt }) receipt!: string;
  @Timestamp issued_at!: string;
}

/** Refused with `request_unknown`, and with `receipt_unknown`, which says why there is none. */
export const ReadRequestReceipt = call('read-request-receipt', ReadReceiptRequest, VerificationReceipt);

/** Refused with `consent_unknown`, and with `receipt_unknown`. */
export const ReadConsentReceipt = call('read-consent-receipt', ReadReceiptRequest, VerificationReceipt);
