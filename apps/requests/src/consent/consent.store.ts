import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import { Database, type Transaction } from '@subjectline/storage';

export interface ConsentRequestRow {
  organization: string;
  id: string;
  sealed_identity: string;
  identity_digest: string;
  sealed_details: string | null;
  property_id: string | null;
  source: string | null;
  locale: string;
  identity_verified_at: Date | null;
}

@Injectable()
export class ConsentStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  async insert(
    transaction: Transaction,
    row: Omit<ConsentRequestRow, 'identity_verified_at'>,
  ): Promise<void> {
    await transaction.query(
      `insert into consent_requests (organization, id, sealed_identity, identity_digest, sealed_details, property_id,
         source, locale, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        row.organization,
        row.id,
        row.sealed_identity,
        row.identity_digest,
        row.sealed_details,
        row.property_id,
        row.source,
        row.locale,
        this.clock.now(),
      ],
    );
  }

  async read(organization: string, id: string): Promise<ConsentRequestRow | null> {
    const [row] = await this.database.query<ConsentRequestRow>(
      'select * from consent_requests where organization = $1 and id = $2',
      [organization, id],
    );
    return row ?? null;
  }

  /** The first proof counts; the same code again changes nothing. */
  async markVerified(organization: string, id: string, verifiedAt: Date): Promise<void> {
    await this.database.query(
      `update consent_requests set identity_verified_at = $3
       where organization = $1 and id = $2 and identity_verified_at is null`,
      [organization, id, verifiedAt],
    );
  }
}
