import { Injectable } from '@nestjs/common';
import { Clock, messageKindIds, type MessageKindId } from '@subjectline/contracts';
import { Database, Table, type Queryable, type Transaction } from '@subjectline/storage';
import type { OwnParts } from './own-parts';
import type { OwnWording } from './wording-in-force';

/** A version as it is read. */
interface WordingRow extends OwnWording {
  readonly kind: string;
}

/** A version as it is stored. */
interface StoredWording extends OwnParts, Place {
  readonly version: number;
  readonly removed: boolean;
  /** When the wording was created. */
  readonly begun_at: Date;
  /** When this version of it was saved. */
  readonly created_at: Date;
}

/** The wordings of an organization for one kind of message: they are changed and published as a whole. */
export interface WordingKey {
  readonly organization: string;
  readonly kind: MessageKindId;
}

/** The wording that is about to change. */
export interface Place extends WordingKey {
  readonly locale: string;
  /** The API client that changes it. */
  readonly saved_by: string | null;
}

/** Makes the new version of the last ones; null for no change. */
export type Change = (
  own: readonly OwnWording[],
  place: Place,
  queryable: Queryable,
) => Promise<{ readonly parts: OwnParts; readonly removed: boolean } | null>;

const wordings = new Table<StoredWording>('wordings');
const columns = `kind, locale, version, subject, html, text, sms, from_name, reply_to, removed,
  begun_at as created_at, created_at as updated_at`;
const latest = `select distinct on (kind, locale) ${columns} from wordings where organization = $1`;
const newestFirst = 'order by kind, locale, version desc';

@Injectable()
export class WordingStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The last versions of an organization, by kind. */
  async ofOrganization(organization: string): Promise<ReadonlyMap<string, OwnWording[]>> {
    const rows = await this.database.query<WordingRow>(`${latest} ${newestFirst}`, [organization]);
    const byKind = new Map<string, OwnWording[]>();
    for (const row of rows) byKind.set(row.kind, [...(byKind.get(row.kind) ?? []), row]);
    return byKind;
  }

  ofKey(key: WordingKey): Promise<OwnWording[]> {
    return lastVersions(this.database, key);
  }

  /** Every organization and kind with wording of its own. */
  async keys(): Promise<WordingKey[]> {
    return this.database.query<WordingKey>(
      'select distinct organization, kind from wordings where kind = any($1) order by organization, kind',
      [messageKindIds],
    );
  }

  /** One version as it was saved; null if there is none with that number, or it is a removal. */
  async version(
    { organization, kind }: WordingKey,
    locale: string,
    version: number,
    queryable: Queryable = this.database,
  ): Promise<OwnWording | null> {
    const [row] = await queryable.query<WordingRow>(
      `select ${columns} from wordings
       where organization = $1 and kind = $2 and locale = $3 and version = $4 and not removed`,
      [organization, kind, locale, version],
    );
    return row ?? null;
  }

  /**
   * Stores the version that `change` makes, and returns all last versions. The key is locked meanwhile. If `change`
   * throws or returns null, nothing changes.
   */
  async addVersion(place: Place, change: Change): Promise<OwnWording[]> {
    return this.whileLocked(place, async (own, transaction) => {
      const next = await change(own, place, transaction);
      if (!next) return own;
      const last = own.find(({ locale }) => locale === place.locale);
      const now = this.clock.now();
      const begun_at = last && !last.removed ? last.created_at : now;
      const version = { ...next.parts, version: (last?.version ?? 0) + 1, removed: next.removed };
      await wordings.insert(transaction, { ...place, ...version, begun_at, created_at: now });
      const added = { ...version, locale: place.locale, created_at: begun_at, updated_at: now };
      return [...own.filter((wording) => wording !== last), added];
    });
  }

  /** Works with the last versions of a key, locked for every replica. */
  whileLocked<T>(
    key: WordingKey,
    work: (own: OwnWording[], transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    return this.database.transaction(async (transaction) => {
      const name = `wordings ${key.organization} ${key.kind}`;
      await transaction.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [name]);
      return work(await lastVersions(transaction, key), transaction);
    });
  }
}

function lastVersions(queryable: Queryable, { organization, kind }: WordingKey): Promise<OwnWording[]> {
  return queryable.query<WordingRow>(`${latest} and kind = $2 ${newestFirst}`, [organization, kind]);
}
