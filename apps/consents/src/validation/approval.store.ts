import { Injectable } from '@nestjs/common';
import { Database, type Queryable, type Transaction } from '@subjectline/storage';

export interface ApprovalRow {
  organization: string;
  id: string;
  event_id: string;
  approver_digest: string;
  sealed_approver: string;
  /** The latest challenge sent to the approver. */
  challenge_id: string | null;
}

@Injectable()
export class ApprovalStore {
  constructor(private readonly database: Database) {}

  async insert(transaction: Transaction, row: Omit<ApprovalRow, 'challenge_id'>): Promise<void> {
    await transaction.query(
      `insert into approvals (organization, id, event_id, approver_digest, sealed_approver)
       values ($1, $2, $3, $4, $5)`,
      [row.organization, row.id, row.event_id, row.approver_digest, row.sealed_approver],
    );
  }

  async noteChallenge(
    transaction: Transaction,
    { organization, id }: ApprovalRow,
    challengeId: string,
  ): Promise<void> {
    await transaction.query('update approvals set challenge_id = $3 where organization = $1 and id = $2', [
      organization,
      id,
      challengeId,
    ]);
  }

  async read(organization: string, id: string, on: Queryable = this.database): Promise<ApprovalRow | null> {
    const [row] = await on.query<ApprovalRow>('select * from approvals where organization = $1 and id = $2', [
      organization,
      id,
    ]);
    return row ?? null;
  }

  list(transaction: Transaction, organization: string, eventId: string): Promise<ApprovalRow[]> {
    return transaction.query<ApprovalRow>(
      'select * from approvals where organization = $1 and event_id = $2 order by id',
      [organization, eventId],
    );
  }

  /** @returns whether there was one */
  async withdraw(
    transaction: Transaction,
    organization: string,
    eventId: string,
    digests: readonly string[],
  ): Promise<boolean> {
    const rows = await transaction.query(
      `delete from approvals where organization = $1 and event_id = $2 and approver_digest = any($3)
       returning id`,
      [organization, eventId, digests],
    );
    return rows.length > 0;
  }
}
