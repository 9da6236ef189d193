import { Injectable } from '@nestjs/common';
import { Clock, type ApprovalDecision } from '@subjectline/contracts';
import { Database, type Queryable, type Transaction } from '@subjectline/storage';

export interface ApprovalRow {
  organization: string;
  id: string;
  event_id: string;
  approver_digest: string;
  sealed_approver: string;
  /** By which they were asked last. */
  challenge_id: string | null;
}

/** What somebody wants to decide by a link that is yet to be used up. */
export interface IntentRow {
  organization: string;
  about: string;
  event_id: string;
  decision: ApprovalDecision;
  sealed_reason: string | null;
  stated_at: Date;
}

@Injectable()
export class ApprovalStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

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

  /** Stated again, the last word counts: an earlier one has come to nothing. */
  async intend(intent: Omit<IntentRow, 'stated_at'>): Promise<void> {
    await this.database.query(
      `insert into intents (organization, about, event_id, decision, sealed_reason, stated_at)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (organization, about) do update set decision = excluded.decision,
         sealed_reason = excluded.sealed_reason, stated_at = excluded.stated_at`,
      [
        intent.organization,
        intent.about,
        intent.event_id,
        intent.decision,
        intent.sealed_reason,
        this.clock.now(),
      ],
    );
  }

  async intentOf(organization: string, about: string): Promise<IntentRow | null> {
    const [row] = await this.database.query<IntentRow>(
      'select * from intents where organization = $1 and about = $2',
      [organization, about],
    );
    return row ?? null;
  }

  /** What was wanted by one link has come to nothing. */
  async forgetIntent(transaction: Transaction, organization: string, about: string): Promise<void> {
    await transaction.query('delete from intents where organization = $1 and about = $2', [
      organization,
      about,
    ]);
  }

  /** The event is decided: nobody's intent matters any more. */
  async forgetIntents(transaction: Transaction, organization: string, eventId: string): Promise<void> {
    await transaction.query('delete from intents where organization = $1 and event_id = $2', [
      organization,
      eventId,
    ]);
  }
}
