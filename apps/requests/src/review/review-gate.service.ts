import { Injectable } from '@nestjs/common';
import { ApproveAutomatically, type OrganizationSettings } from '@subjectline/contracts';
import { Outbox, type Transaction } from '@subjectline/storage';
import { PersonMessages } from '../person/person-messages';
import { carriesOnlyConsent } from '../request/policies';
import type { RequestRow } from '../request/request-row';

/** Decides whether a pending request waits for a review by staff or is approved automatically. */
@Injectable()
export class ReviewGateService {
  constructor(
    private readonly messages: PersonMessages,
    private readonly outbox: Outbox,
  ) {}

  /** For a request that has just become pending. */
  async advance(transaction: Transaction, row: RequestRow, settings: OrganizationSettings): Promise<void> {
    await this.messages.publishChanged(transaction, row);
    if (!this.needsReview(row, settings)) await this.queueApproval(transaction, row);
  }

  /**
   * Didomi has no automatic approval: staff begin the work on requests of its API. Consent is carried out at once, as Fides
   * does: there is nothing to approve.
   */
  needsReview({ family, policy_key }: RequestRow, settings: OrganizationSettings): boolean {
    if (family === 'didomi') return true;
    return settings.require_manual_request_approval && !carriesOnlyConsent(policy_key);
  }

  async queueApproval(transaction: Transaction, { organization, id }: RequestRow): Promise<void> {
    await this.outbox.add(transaction, ApproveAutomatically, { organization, id });
  }
}
