import { Injectable } from '@nestjs/common';
import {
  Clock,
  eventsDeletedPerCall,
  type ConsentEventStatus,
  type SendBudget,
} from '@subjectline/contracts';
import { Database, type Queryable, type Transaction } from '@subjectline/storage';

export interface EventRow {
  organization: string;
  id: string;
  public_id: string;
  user_id: string;
  status: ConsentEventStatus;
  regulation: string;
  chosen_at: Date;
  locale: string;
  sealed_content: string;
  proof_ids: string[];
  created_at: Date;
  updated_at: Date;
  decided_at: Date | null;
  decided_by: string | null;
  /** The latest challenge sent to the person. */
  challenge_id: string | null;
  suppressed_by: SendBudget | null;
  position: number;
}

type Later =
  'created_at' | 'updated_at' | 'decided_at' | 'decided_by' | 'challenge_id' | 'suppressed_by' | 'position';
export type NewEvent = Omit<EventRow, Later>;

/** Filters a user's events; an absent field matches all. */
export interface EventSelection {
  readonly userId: string;
  readonly statuses?: readonly ConsentEventStatus[] | undefined;
  readonly regulation?: string | undefined;
}

const selected = `organization = $1 and user_id = $2 and ($3::text[] is null or status = any($3))
  and ($4::text is null or regulation = $4)`;

@Injectable()
export class EventStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  /** Null when the id is taken. */
  async insert(transaction: Transaction, event: NewEvent): Promise<EventRow | null> {
    const now = this.clock.now();
    const [row] = await transaction.query<EventRow>(
      `insert into events (organization, id, public_id, user_id, status, regulation, chosen_at, locale,
         sealed_content, proof_ids, created_at, updated_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
       on conflict (organization, public_id) do nothing returning *`,
      [
        event.organization,
        event.id,
        event.public_id,
        event.user_id,
        event.status,
        event.regulation,
        event.chosen_at,
        event.locale,
        event.sealed_content,
        event.proof_ids,
        now,
      ],
    );
    return row ?? null;
  }

  async markSuppressed({ organization, id }: EventRow, budget: SendBudget): Promise<void> {
    await this.database.query('update events set suppressed_by = $3 where organization = $1 and id = $2', [
      organization,
      id,
      budget,
    ]);
  }

  async read(organization: string, id: string): Promise<EventRow | null> {
    const [row] = await this.database.query<EventRow>(
      'select * from events where organization = $1 and id = $2',
      [organization, id],
    );
    return row ?? null;
  }

  async readPublic(organization: string, publicId: string): Promise<EventRow | null> {
    const [row] = await this.database.query<EventRow>(
      'select * from events where organization = $1 and public_id = $2',
      [organization, publicId],
    );
    return row ?? null;
  }

  async lock(transaction: Transaction, organization: string, id: string): Promise<EventRow | null> {
    const [row] = await transaction.query<EventRow>(
      'select * from events where organization = $1 and id = $2 for update',
      [organization, id],
    );
    return row ?? null;
  }

  /** What callers may change of a stored event. */
  async update(
    transaction: Transaction,
    { organization, id }: EventRow,
    { sealed_content, proof_ids }: Pick<EventRow, 'sealed_content' | 'proof_ids'>,
  ): Promise<EventRow> {
    const [row] = await transaction.query<EventRow>(
      `update events set sealed_content = $3, proof_ids = $4, updated_at = $5
       where organization = $1 and id = $2 returning *`,
      [organization, id, sealed_content, proof_ids, this.clock.now()],
    );
    return existing(row);
  }

  /** Records facts about an event; `updated_at` stays. */
  async note(
    transaction: Transaction,
    { organization, id }: EventRow,
    { sealed_content, suppressed_by }: Pick<EventRow, 'sealed_content' | 'suppressed_by'>,
  ): Promise<EventRow> {
    const [row] = await transaction.query<EventRow>(
      `update events set sealed_content = $3, suppressed_by = $4 where organization = $1 and id = $2 returning *`,
      [organization, id, sealed_content, suppressed_by],
    );
    return existing(row);
  }

  async noteChallenge(
    transaction: Transaction,
    { organization, id }: EventRow,
    challengeId: string,
  ): Promise<void> {
    await transaction.query('update events set challenge_id = $3 where organization = $1 and id = $2', [
      organization,
      id,
      challengeId,
    ]);
  }

  async decide(
    transaction: Transaction,
    { organization, id }: EventRow,
    status: ConsentEventStatus,
    decidedBy: string,
  ): Promise<EventRow> {
    const [row] = await transaction.query<EventRow>(
      `update events set status = $3, decided_by = $4, decided_at = $5, updated_at = $5
       where organization = $1 and id = $2 returning *`,
      [organization, id, status, decidedBy, this.clock.now()],
    );
    return existing(row);
  }

  async reopen(transaction: Transaction, { organization, id }: EventRow): Promise<void> {
    await transaction.query(
      `update events set status = 'pending_approval', decided_by = null, decided_at = null
       where organization = $1 and id = $2`,
      [organization, id],
    );
  }

  /** The confirmed events of some users, oldest choice first. */
  confirmed(
    organization: string,
    userIds: readonly string[],
    regulation: string,
    on: Queryable = this.database,
  ): Promise<EventRow[]> {
    return on.query<EventRow>(
      `select * from events
       where organization = $1 and user_id = any($2) and status = 'confirmed' and regulation = $3
       order by chosen_at, position`,
      [organization, userIds, regulation],
    );
  }

  /** Confirmed events no older than this one: mostly none. */
  confirmedSince({ organization, user_id, regulation, chosen_at }: EventRow): Promise<EventRow[]> {
    return this.database.query<EventRow>(
      `select * from events
       where organization = $1 and user_id = $2 and status = 'confirmed' and regulation = $3 and chosen_at >= $4
       order by chosen_at, position`,
      [organization, user_id, regulation, chosen_at],
    );
  }

  /** Newest choice first. */
  async list(
    organization: string,
    selection: EventSelection,
    { skip, limit }: { skip: number; limit: number },
  ): Promise<{ rows: EventRow[]; total: number }> {
    const values = valuesOf(organization, selection);
    const [rows, [count]] = await Promise.all([
      this.database.query<EventRow>(
        `select * from events where ${selected} order by chosen_at desc, position desc offset $5 limit $6`,
        [...values, skip, limit],
      ),
      this.database.query<{ total: number }>(
        `select count(*) as total from events where ${selected}`,
        values,
      ),
    ]);
    return { rows, total: count?.total ?? 0 };
  }

  /** Deletes matching events with their approvals. @returns how many there were, and their proofs */
  async remove(
    transaction: Transaction,
    organization: string,
    selection: EventSelection,
    id: string | null = null,
  ): Promise<{ count: number; proofIds: string[] }> {
    const rows = await transaction.query<Pick<EventRow, 'proof_ids'>>(
      `delete from events where organization = $1 and id in (
         select id from events where ${selected} and ($5::text is null or id = $5) limit $6) returning proof_ids`,
      [...valuesOf(organization, selection), id, eventsDeletedPerCall],
    );
    return { count: rows.length, proofIds: rows.flatMap(({ proof_ids }) => proof_ids) };
  }
}

function valuesOf(organization: string, { userId, statuses, regulation }: EventSelection): unknown[] {
  return [organization, userId, statuses ?? null, regulation ?? null];
}

function existing(row: EventRow | undefined): EventRow {
  if (!row) throw new Error('a locked event is gone');
  return row;
}
