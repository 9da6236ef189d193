import { Injectable } from '@nestjs/common';
import { AppError, type ReadReceiptRequest, type VerificationReceipt } from '@subjectline/contracts';
import type { RequestRow } from '../request/request-row';
import { RequestStore } from '../request/request.store';
import { noReceipt, VerificationReceiptService } from './verification-receipt.service';

/** Reads the receipt of a privacy request, or tells why there is none. */
@Injectable()
export class RequestReceiptService {
  constructor(
    private readonly receipts: VerificationReceiptService,
    private readonly requests: RequestStore,
  ) {}

  async read(question: ReadReceiptRequest): Promise<VerificationReceipt> {
    const receipt = await this.receipts.read(question);
    if (receipt) return receipt;
    const { organization, id } = question;
    const row = await this.requests.read(organization, id);
    throw row ? noReceipt(id, whyNone(row)) : new AppError('request_unknown', { id });
  }
}

function whyNone({ status, proof_required, identity_verified_at, verified_channel }: RequestRow): string {
  if (status === 'identity_unverified') return 'its person has not been verified yet';
  if (identity_verified_at === null) {
    return proof_required ? 'its person was not verified' : 'it was admitted without a verification';
  }
  return verified_channel === null
    ? 'it was verified by staff, or by a link of an API client: neither proves an address'
    : 'it was verified by a version that issued none';
}
