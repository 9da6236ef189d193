import { Injectable } from '@nestjs/common';
import type { BounceClass, DeliveryStatus, ProviderReason, SuppressionReason } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { SuppressionStore } from './suppression.store';

/** What a provider says of a message: in the answer to a try, or in a report. */
export interface Finding {
  readonly organization: string;
  readonly message_id: string;
  readonly status: DeliveryStatus;
  readonly bounce: BounceClass | null;
  readonly reason: ProviderReason | null;
}

/** Suppresses addresses by what providers say of them. */
@Injectable()
export class Findings {
  constructor(private readonly store: SuppressionStore) {}

  async learn(transaction: Transaction, found: readonly Finding[]): Promise<void> {
    const about = found.flatMap((one) => {
      const reason = suppressionOf(one);
      const { organization, message_id } = one;
      return reason === null ? [] : [{ organization, message_id, reason }];
    });
    await this.store.addFound(transaction, about);
  }
}

/** A soft bounce says nothing of the address: another message may arrive. */
function suppressionOf({ status, bounce, reason }: Finding): SuppressionReason | null {
  if (status === 'complained') return 'complaint';
  if (reason === 'recipient_opted_out') return 'opted_out';
  if (status === 'unsubscribed') return 'unsubscribed';
  return status === 'bounced' && bounce === 'hard' ? 'hard_bounce' : null;
}
