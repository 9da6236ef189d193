import type { Database } from '../database/database';
import { replaceUnlocked, type RowLock } from '../sealing/replace-unlocked';
import type { SealedColumn } from '../sealing/sealed-columns';
import { SealBroken, type KeyRing } from '../sealing/sealing';
import { digestsToStore } from './person-digests';

/** A table whose persons are named in a sealed column alone, and so found by its column `person_digests`. */
export interface IndexedTable {
  readonly column: SealedColumn;
  /** The values by which the person of an opened row is found. */
  readonly valuesIn: (opened: unknown) => readonly (string | null | undefined)[];
}

interface SealedRow {
  readonly row: string;
  readonly organization: string;
  readonly sealed: string;
  readonly context: string;
}

interface IndexedRow extends SealedRow {
  readonly digests: readonly string[];
}

const batchSize = 500;

/**
 * Fills `person_digests` where it is null: of rows that are new, were sealed again (a trigger clears the column), or come from
 * an earlier version. It costs the writing of a row nothing, and a look one batch.
 */
export class PersonIndex {
  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
    private readonly tables: readonly IndexedTable[],
  ) {}

  /** Every batch is a statement of its own: broken off, it goes on where it was. */
  async fill(isStopped: () => boolean = () => false): Promise<void> {
    for (const table of this.tables) {
      while (!isStopped()) {
        const rows = await this.nextRows(table.column);
        const indexed = rows.map((row) => ({ ...row, digests: this.digestsOf(table, row) }));
        await replaceUnlocked(indexed, (some, lock) => this.store(table.column, some, lock));
        if (rows.length < batchSize) break;
      }
    }
  }

  private nextRows({ table, column, context }: SealedColumn): Promise<SealedRow[]> {
    return this.database.query<SealedRow>(
      `select ctid::text as row, organization, ${column} as sealed, ${context} as context from ${table}
       where person_digests is null and ${column} is not null limit ${batchSize}`,
    );
  }

  /** A row that no key opens is found by no value. */
  private digestsOf({ valuesIn }: IndexedTable, { organization, sealed, context }: SealedRow): string[] {
    try {
      const values = valuesIn(this.keys.openJson(sealed, context));
      return digestsToStore(
        this.keys,
        organization,
        values.flatMap((value) => value?.trim() || []),
      );
    } catch (error) {
      if (error instanceof SealBroken) return [];
      throw error;
    }
  }

  /** A row that changed meanwhile stays without: it is in the next batch. */
  private async store(
    { table, column }: SealedColumn,
    rows: readonly IndexedRow[],
    lock: RowLock,
  ): Promise<string[]> {
    const given = rows.map(({ row, sealed, digests }) => ({ row, sealed, digests }));
    const stored = await this.database.query<{ row: string }>(
      `with fresh as (
         select * from jsonb_to_recordset($1::jsonb) as fresh (row text, sealed text, digests text[])
       ), locked as (
         select fresh.* from fresh join ${table} as kept on kept.ctid = fresh.row::tid and kept.${column} = fresh.sealed
         ${lock}
       )
       update ${table} as kept set person_digests = locked.digests
       from locked where kept.ctid = locked.row::tid returning locked.row`,
      [JSON.stringify(given)],
    );
    return stored.map(({ row }) => row);
  }
}
