import { Injectable } from '@nestjs/common';
import {
  Clock,
  eventsDeletedPerCall,
  type ConsentEventStatus,
  type SendLimitName,
} from '@subjectline/contracts';
import {
  Database,
  Table,
  type NewRow,
  type Page,
  type Queryable,
  type Slice,
  type Where,
  type Transaction,
} from '@subjectline/storage';

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
  suppressed_by: SendLimitName | null;
  position: number;
}

export type NewEvent = Omit<NewRow<EventRow, 'position'>, 'created_at' | 'updated_at'>;

const events = new Table<EventRow, 'position'>('events');

/** Filters a user's events; an absent field matches all. */
export interface EventSelection {
  readonly userId: string;
  readonly statuses?: readonly ConsentEventStatus[] | undefined;
  readonly regulation?: string | undefined;
}

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
  insert(transaction: Transaction, event: NewEvent): Promise<EventRow | null> {
    const now = this.clock.now();
    const row = { ...event, created_at: now, updated_at: now };
    return events.insertNew(transaction, row, ['organization', 'public_id']);
  }

  markSuppressed({ organization, id }: EventRow, budget: SendLimitName): Promise<void> {
    return events.update(this.database, { organization, id }, { suppressed_by: budget });
  }

  read(organization: string, id: string): Promise<EventRow | null> {
    return events.find(this.database, { organization, id });
  }

  readPublic(organization: string, publicId: string): Promise<EventRow | null> {
    return events.find(this.database, { organization, public_id: publicId });
  }

  lock(transaction: Transaction, organization: string, id: string): Promise<EventRow | null> {
    return events.lock(transaction, { organization, id });
  }

  /** What callers may change of a stored event. */
  update(
    transaction: Transaction,
    event: EventRow,
    { sealed_content, proof_ids }: Pick<EventRow, 'sealed_content' | 'proof_ids'>,
  ): Promise<EventRow> {
    return this.change(transaction, event, { sealed_content, proof_ids, updated_at: this.clock.now() });
  }

  /** Records facts about an event; `updated_at` stays. */
  note(
    transaction: Transaction,
    event: EventRow,
    { sealed_content, suppressed_by }: Pick<EventRow, 'sealed_content' | 'suppressed_by'>,
  ): Promise<EventRow> {
    return this.change(transaction, event, { sealed_content, suppressed_by });
  }

  noteChallenge(
    transaction: Transaction,
    { organization, id }: EventRow,
    challengeId: string,
  ): Promise<void> {
    return events.update(transaction, { organization, id }, { challenge_id: challengeId });
  }

  decide(
    transaction: Transaction,
    event: EventRow,
    status: ConsentEventStatus,
    decided_by: string,
  ): Promise<EventRow> {
    const now = this.clock.now();
    return this.change(transaction, event, { status, decided_by, decided_at: now, updated_at: now });
  }

  reopen(transaction: Transaction, { organization, id }: EventRow): Promise<void> {
    const undecided = { status: 'pending_approval', decided_by: null, decided_at: null } as const;
    return events.update(transaction, { organization, id }, undecided);
  }

  /** The confirmed events of a user, oldest choice first. */
  confirmed(
    organization: string,
    userId: string,
    regulation: string,
    on: Queryable = this.database,
  ): Promise<EventRow[]> {
    const selected = { organization, user_id: userId, status: 'confirmed', regulation } as const;
    return events.list(on, selected, 'chosen_at, position');
  }

  /** Which of these users have a confirmed event. */
  async confirmedUsers(
    organization: string,
    userIds: readonly string[],
    regulation: string,
  ): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select id from unnest($2::text[]) as asked (id) where exists (
         select 1 from events where organization = $1 and user_id = asked.id and status = 'confirmed'
           and regulation = $3)`,
      [organization, userIds, regulation],
    );
    return rows.map(({ id }) => id);
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
  list(organization: string, selection: EventSelection, slice: Slice): Promise<Page<EventRow>> {
    const order = 'chosen_at desc, position desc';
    return events.page(this.database, selected(organization, selection), order, slice);
  }

  /** Of all users, oldest first. */
  listPending(organization: string, slice: Slice): Promise<Page<EventRow>> {
    return events.page(this.database, { organization, status: 'pending_approval' }, 'position', slice);
  }

  /** Deletes matching events with their approvals. @returns how many there were, and their proofs */
  async remove(
    transaction: Transaction,
    organization: string,
    { userId, statuses, regulation }: EventSelection,
    id: string | null = null,
  ): Promise<{ count: number; proofIds: string[] }> {
    const rows = await transaction.query<Pick<EventRow, 'proof_ids'>>(
      `delete from events where organization = $1 and id in (
         select id from events where organization = $1 and user_id = $2 and ($3::text[] is null or status = any($3))
           and ($4::text is null or regulation = $4) and ($5::text is null or id = $5) limit $6) returning proof_ids`,
      [organization, userId, statuses ?? null, regulation ?? null, id, eventsDeletedPerCall],
    );
    return { count: rows.length, proofIds: rows.flatMap(({ proof_ids }) => proof_ids) };
  }

  async hasAny(transaction: Transaction, organization: string, userId: string): Promise<boolean> {
    const rows = await transaction.query(
      'select 1 from events where organization = $1 and user_id = $2 limit 1',
      [organization, userId],
    );
    return rows.length > 0;
  }

  private async change(
    transaction: Transaction,
    { organization, id }: EventRow,
    changes: Partial<EventRow>,
  ): Promise<EventRow> {
    const changed = await events.updateReturning(transaction, { organization, id }, changes);
    if (!changed) throw new Error('a locked event is gone');
    return changed;
  }
}

function selected(organization: string, { userId, statuses, regulation }: EventSelection): Where<EventRow> {
  return {
    organization,
    user_id: userId,
    ...(statuses && { status: statuses }),
    ...(regulation !== undefined && { regulation }),
  };
}
