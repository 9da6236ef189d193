import { Injectable } from '@nestjs/common';
import { Clock, maxProofSeconds } from '@subjectline/contracts';
import { Database, RemovedRecords, Table, type Queryable, type Transaction } from '@subjectline/storage';

export interface LinkRow {
  organization: string;
  id: string;
  sealed_content: string;
  created_at: Date;
  /** The event that it created or confirmed. */
  event_id: string | null;
}

const links = new Table<LinkRow>('links');

/** The longest lifetime of a link, and a day. */
const retentionMs = (maxProofSeconds + 86_400) * 1_000;
/** How many expired links are deleted with each new one. */
const sweepBatchSize = 10;

@Injectable()
export class LinkStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly removed: RemovedRecords,
  ) {}

  insert(link: Pick<LinkRow, 'organization' | 'id' | 'sealed_content'>): Promise<void> {
    return links.insert(this.database, { ...link, created_at: this.clock.now() });
  }

  /** Deletes links that have expired. Identity keeps its own record of them. */
  async sweep(): Promise<void> {
    const rows = await this.database.query(
      `delete from links where (organization, id) in (
         select organization, id from links where created_at < $1
         order by created_at limit ${sweepBatchSize} for update skip locked) returning 1`,
      [new Date(this.clock.nowMs() - retentionMs)],
    );
    this.removed.count('consent_link', rows.length);
  }

  read(organization: string, id: string, on: Queryable = this.database): Promise<LinkRow | null> {
    return links.find(on, { organization, id });
  }

  lock(transaction: Transaction, { organization, id }: LinkRow): Promise<LinkRow | null> {
    return links.lock(transaction, { organization, id });
  }

  markFollowed(transaction: Transaction, { organization, id }: LinkRow, eventId: string): Promise<void> {
    return links.update(transaction, { organization, id }, { event_id: eventId });
  }
}
