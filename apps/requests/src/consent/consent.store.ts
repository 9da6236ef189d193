import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import { Database, Table, type Transaction } from '@subjectline/storage';

export interface ConsentRequestRow {
  organization: string;
  id: string;
  sealed_identity: string;
  identity_digest: string;
  sealed_details: string | null;
  property_id: string | null;
  source: string | null;
  locale: string;
  created_at: Date;
  identity_verified_at: Date | null;
}

export type NewConsentRequest = Omit<ConsentRequestRow, 'created_at' | 'identity_verified_at'>;

const consentRequests = new Table<ConsentRequestRow>('consent_requests');

@Injectable()
export class ConsentStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  insert(transaction: Transaction, row: NewConsentRequest): Promise<void> {
    return consentRequests.insert(transaction, { ...row, created_at: this.clock.now() });
  }

  read(organization: string, id: string): Promise<ConsentRequestRow | null> {
    return consentRequests.find(this.database, { organization, id });
  }

  /** The first proof counts; the same code again changes nothing. */
  markVerified(transaction: Transaction, { organization, id }: ConsentRequestRow, verifiedAt: Date): void {
    const unverified = { organization, id, identity_verified_at: null };
    consentRequests.updateLater(transaction, unverified, { identity_verified_at: verifiedAt });
  }
}
