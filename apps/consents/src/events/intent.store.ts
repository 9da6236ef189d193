import { Injectable } from '@nestjs/common';
import { Clock, type ApprovalDecision } from '@subjectline/contracts';
import { Database, type Transaction } from '@subjectline/storage';
import type { EventRow } from '../consent/event.store';

/** A decision that is stored before its link is used up. */
export interface IntentRow {
  organization: string;
  about: string;
  event_id: string;
  decision: ApprovalDecision;
  sealed_reason: string | null;
  stated_at: Date;
}

@Injectable()
export class IntentStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A later decision replaces an earlier one of the same subject. */
  async put(intent: Omit<IntentRow, 'stated_at'>): Promise<void> {
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

  async read(organization: string, subject: string): Promise<IntentRow | null> {
    const [row] = await this.database.query<IntentRow>(
      'select * from intents where organization = $1 and about = $2',
      [organization, subject],
    );
    return row ?? null;
  }

  async delete(transaction: Transaction, organization: string, subject: string): Promise<void> {
    await transaction.query('delete from intents where organization = $1 and about = $2', [
      organization,
      subject,
    ]);
  }

  async deleteOfEvent(transaction: Transaction, { organization, id }: EventRow): Promise<void> {
    await transaction.query('delete from intents where organization = $1 and event_id = $2', [
      organization,
      id,
    ]);
  }
}
