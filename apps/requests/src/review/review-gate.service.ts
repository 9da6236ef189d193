import { Injectable } from '@nestjs/common';
import { Clock, type OrganizationSettings } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { PersonMessages } from '../person/person-messages';
import { carriesOnlyConsent } from '../request/policies';
import type { RequestRow } from '../request/request-row';
import { RequestStore } from '../request/request.store';

/** Decides whether a pending request waits for a review by staff or is approved automatically. */
@Injectable()
export class ReviewGateService {
  constructor(
    private readonly store: RequestStore,
    private readonly messages: PersonMessages,
    private readonly clock: Clock,
  ) {}

  /** For a request that has just become pending; with the receipt of its person's verification, if it was that. */
  async advance(
    transaction: Transaction,
    row: RequestRow,
    settings: OrganizationSettings,
    receipt: string | null = null,
  ): Promise<void> {
    await this.messages.publishChanged(transaction, row, receipt);
    if (!this.needsReview(row, settings)) await this.approve(transaction, row);
  }

  /**
   * Didomi has no automatic approval: staff begin the work on requests of its API. Consent is carried out at once, as Fides
   * does: there is nothing to approve.
   */
  needsReview({ family, policy_key }: RequestRow, settings: OrganizationSettings): boolean {
    if (family === 'didomi') return true;
    return settings.require_manual_request_approval && !carriesOnlyConsent(policy_key);
  }

  /** Without a review. Sends no message, as no decision was made. */
  async approve(transaction: Transaction, row: RequestRow): Promise<void> {
    const now = this.clock.now();
    const facts = { reviewed_at: now, started_processing_at: now };
    const approved = this.store.move(transaction, row, 'approved', { by: 'system', facts });
    await this.messages.publishChanged(transaction, approved);
  }
}
