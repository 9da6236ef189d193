import { Injectable } from '@nestjs/common';
import { Clock, newId, type AuditEntry, type AuditFilter, type NewAuditEntry } from '@subjectline/contracts';
import {
  Database,
  readPage,
  Table,
  type Page,
  type Queryable,
  type Slice,
  type Transaction,
} from '@subjectline/storage';
import { digestOf, noDigest, type AuditContent } from './audit-chain';

export interface BegunRow {
  organization: string;
  id: string;
  begun_at: Date;
  entry: NewAuditEntry;
}

type EntryRow = Omit<AuditEntry, 'actor' | 'at'> & { at: Date; actor_kind: string; actor_id: string };

const begun = new Table<BegunRow>('audit_begun');
const entries = new Table<EntryRow>('audit_entries');

/** What an entry says, before it has its place in the chain. */
export type UnchainedEntry = Omit<AuditContent, 'seq' | 'previous'>;

@Injectable()
export class AuditStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.database.transaction(work);
  }

  async begin(organization: string, entry: NewAuditEntry): Promise<string> {
    const id = newId('aud');
    await begun.insert(this.database, { organization, id, begun_at: this.clock.now(), entry });
    return id;
  }

  /** Null when another process has ended it. */
  async end(transaction: Transaction, organization: string, id: string): Promise<BegunRow | null> {
    return (await begun.deleteReturning(transaction, { organization, id }))[0] ?? null;
  }

  /** What was begun before this and has not ended, without what another process is ending. */
  left(transaction: Transaction, before: Date, limit: number): Promise<BegunRow[]> {
    return transaction.query<BegunRow>(
      `delete from audit_begun where (organization, id) in (
         select organization, id from audit_begun where begun_at < $1
         order by organization, begun_at limit $2 for update skip locked) returning *`,
      [before, limit],
    );
  }

  /** Adds an entry to the chain of its organization, which is locked until the transaction ends. */
  async append(transaction: Transaction, entry: UnchainedEntry): Promise<AuditEntry> {
    await this.lock(transaction, entry.organization);
    const last = await this.last(entry.organization, transaction);
    const content = { ...entry, seq: (last?.seq ?? 0) + 1, previous: last?.digest ?? noDigest };
    const added = { ...content, digest: digestOf(content) };
    await entries.insert(transaction, toRow(added));
    return added;
  }

  async lock(transaction: Transaction, organization: string): Promise<void> {
    // a statement of its own: the next one has to see what the holder before has committed
    await transaction.query('select pg_advisory_xact_lock(hashtext($1))', [`audit ${organization}`]);
  }

  async last(organization: string, on: Queryable = this.database): Promise<AuditEntry | null> {
    const row = await entries.find(on, { organization }, 'seq desc');
    return row && toEntry(row);
  }

  async readAfter(organization: string, after: number, limit: number): Promise<AuditEntry[]> {
    const rows = await this.database.query<EntryRow>(
      'select * from audit_entries where organization = $1 and seq > $2 order by seq limit $3',
      [organization, after, limit],
    );
    return rows.map(toEntry);
  }

  /** The entry of retention that says through which one entries were deleted, the latest of several. */
  async lastPruning(organization: string, on: Queryable = this.database): Promise<AuditEntry | null> {
    const [row] = await on.query<EntryRow>(
      `select * from audit_entries where organization = $1 and pruned_through is not null order by seq desc limit 1`,
      [organization],
    );
    return row ? toEntry(row) : null;
  }

  /** Newest first. */
  async list(organization: string, filter: AuditFilter, slice: Slice): Promise<Page<AuditEntry>> {
    const { kind = null, actor = null, action = null, target = null, person = null } = filter;
    const { from = null, to = null } = filter;
    const query = {
      columns: '*',
      from: `audit_entries where organization = $1 and ($2::text is null or kind = $2)
        and ($3::text is null or actor_id = $3) and ($4::text is null or action = $4)
        and ($5::text is null or targets @> array[$5]) and ($6::timestamptz is null or at >= $6)
        and ($7::timestamptz is null or at < $7) and ($8::text is null or persons @> array[$8])`,
      order: 'seq desc',
      values: [organization, kind, actor, action, target, from, to, person],
    };
    const { rows, total } = await readPage<EntryRow>(this.database, query, slice);
    return { rows: rows.map(toEntry), total };
  }

  /**
   * Of each organization whose first entry is older than `due`: the last entry before the first that is not older than
   * `before`. Entries are in the order of their ends, and their times are those of their beginnings.
   */
  oldPrefixes(before: Date, due: Date): Promise<{ organization: string; seq: number; digest: string }[]> {
    return this.database.query(
      `select prefix.organization, prefix.seq, prefix.digest
       from (select distinct organization from audit_entries where at < $2) as old
       cross join lateral (
         select seq from audit_entries
         where organization = old.organization and at >= $1 order by seq limit 1
       ) as kept
       cross join lateral (
         select organization, seq, digest from audit_entries
         where organization = old.organization and seq < kept.seq order by seq desc limit 1
       ) as prefix`,
      [before, due],
    );
  }

  async deleteThrough(transaction: Transaction, organization: string, seq: number): Promise<number> {
    const rows = await transaction.query(
      'delete from audit_entries where organization = $1 and seq <= $2 returning seq',
      [organization, seq],
    );
    return rows.length;
  }
}

function toRow({ actor, at, ...rest }: AuditEntry): EntryRow {
  return { ...rest, at: new Date(at), actor_kind: actor.kind, actor_id: actor.id };
}

function toEntry({ at, actor_kind, actor_id, ...rest }: EntryRow): AuditEntry {
  const actor = { kind: actor_kind as AuditEntry['actor']['kind'], id: actor_id };
  return { ...rest, at: at.toISOString(), actor };
}
