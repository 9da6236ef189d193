import { Injectable } from '@nestjs/common';
import type { Transaction } from '@subjectline/storage';

/** How to find the request that another may repeat. */
interface Original {
  readonly policyKey: string;
  /** One of each list. */
  readonly digests: readonly (readonly string[])[];
  readonly since: Date;
  /** Only one whose person has proved who they are, or that a client vouches for. */
  readonly proven: boolean;
}

@Injectable()
export class DuplicateStore {
  lock(transaction: Transaction, key: string): void {
    transaction.later('select pg_advisory_xact_lock(hashtextextended($1, 2))', [key]);
  }

  /** The first request for the same that is under way, or null. */
  async findActive(
    transaction: Transaction,
    organization: string,
    { policyKey, digests, since, proven }: Original,
  ): Promise<string | null> {
    const [row] = await transaction.query<{ id: string }>(
      `select id from requests
       where organization = $1 and family = 'fides' and policy_key = $2 and created_at >= $3 and archived_at is null
         and status in ('pending', 'approved', 'in_processing', 'error')
         and (not $4 or identity_verified_at is not null or submitted_by is not null)
         ${digests.map((_known, index) => `and identity_digests && $${index + 5}::text[]`).join(' ')}
       order by position limit 1`,
      [organization, policyKey, since, proven, ...digests],
    );
    return row?.id ?? null;
  }
}
