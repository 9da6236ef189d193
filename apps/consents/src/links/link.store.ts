import { Injectable } from '@nestjs/common';
import { Clock, longestProofSeconds } from '@subjectline/contracts';
import { Database, type Queryable, type Transaction } from '@subjectline/storage';

export interface LinkRow {
  organization: string;
  id: string;
  sealed_content: string;
  created_at: Date;
  /** The event that it created or confirmed. */
  event_id: string | null;
}

/** The longest lifetime of a link, and a day. */
const retentionMs = (longestProofSeconds + 86_400) * 1_000;
/** How many expired links are deleted with each new one. */
const sweepBatchSize = 10;

@Injectable()
export class LinkStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async insert({
    organization,
    id,
    sealed_content,
  }: Pick<LinkRow, 'organization' | 'id' | 'sealed_content'>): Promise<void> {
    await this.database.query(
      'insert into links (organization, id, sealed_content, created_at) values ($1, $2, $3, $4)',
      [organization, id, sealed_content, this.clock.now()],
    );
  }

  /** Deletes links that have expired. Identity keeps its own record of them. */
  async sweep(): Promise<void> {
    await this.database.query(
      `delete from links where (organization, id) in (
         select organization, id from links where created_at < $1
         order by created_at limit ${sweepBatchSize} for update skip locked)`,
      [new Date(this.clock.nowMs() - retentionMs)],
    );
  }

  async read(organization: string, id: string, on: Queryable = this.database): Promise<LinkRow | null> {
    const [row] = await on.query<LinkRow>('select * from links where organization = $1 and id = $2', [
      organization,
      id,
    ]);
    return row ?? null;
  }

  async lock(transaction: Transaction, { organization, id }: LinkRow): Promise<LinkRow | null> {
    const [row] = await transaction.query<LinkRow>(
      'select * from links where organization = $1 and id = $2 for update',
      [organization, id],
    );
    return row ?? null;
  }

  async markFollowed(
    transaction: Transaction,
    { organization, id }: LinkRow,
    eventId: string,
  ): Promise<void> {
    await transaction.query('update links set event_id = $3 where organization = $1 and id = $2', [
      organization,
      id,
      eventId,
    ]);
  }
}
