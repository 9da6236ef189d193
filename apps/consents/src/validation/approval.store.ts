import { Injectable } from '@nestjs/common';
import { Database, Table, type Queryable, type Transaction } from '@subjectline/storage';

export interface ApprovalRow {
  organization: string;
  id: string;
  event_id: string;
  approver_digest: string;
  sealed_approver: string;
  /** The latest challenge sent to the approver. */
  challenge_id: string | null;
}

const approvals = new Table<ApprovalRow>('approvals');

@Injectable()
export class ApprovalStore {
  constructor(private readonly database: Database) {}

  insert(transaction: Transaction, row: Omit<ApprovalRow, 'challenge_id'>): Promise<void> {
    return approvals.insert(transaction, row);
  }

  noteChallenge(
    transaction: Transaction,
    { organization, id }: ApprovalRow,
    challengeId: string,
  ): Promise<void> {
    return approvals.update(transaction, { organization, id }, { challenge_id: challengeId });
  }

  read(organization: string, id: string, on: Queryable = this.database): Promise<ApprovalRow | null> {
    return approvals.find(on, { organization, id });
  }

  list(transaction: Transaction, organization: string, eventId: string): Promise<ApprovalRow[]> {
    return approvals.list(transaction, { organization, event_id: eventId }, 'id');
  }

  /** @returns whether there was one */
  async withdraw(
    transaction: Transaction,
    organization: string,
    eventId: string,
    digests: readonly string[],
  ): Promise<boolean> {
    const withdrawn = { organization, event_id: eventId, approver_digest: digests };
    return (await approvals.deleteReturning(transaction, withdrawn)).length > 0;
  }
}
