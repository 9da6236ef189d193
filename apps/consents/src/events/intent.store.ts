import { Injectable } from '@nestjs/common';
import { Clock, type ApprovalDecision } from '@subjectline/contracts';
import { Database, Table, type Transaction } from '@subjectline/storage';
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

const intents = new Table<IntentRow>('intents');

@Injectable()
export class IntentStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** A later decision replaces an earlier one of the same subject. */
  put({ organization, about, ...intent }: Omit<IntentRow, 'stated_at'>): Promise<void> {
    const stated_at = this.clock.now();
    return intents.upsert(this.database, { organization, about }, { ...intent, stated_at });
  }

  read(organization: string, about: string): Promise<IntentRow | null> {
    return intents.find(this.database, { organization, about });
  }

  delete(transaction: Transaction, organization: string, about: string): Promise<void> {
    return intents.delete(transaction, { organization, about });
  }

  deleteOfEvent(transaction: Transaction, { organization, id }: EventRow): Promise<void> {
    return intents.delete(transaction, { organization, event_id: id });
  }
}
