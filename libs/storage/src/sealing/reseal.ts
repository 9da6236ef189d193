import type { StoringServiceName } from '@subjectline/contracts';
import type { Queryable } from '../database/transaction';
import { sealedColumns, type SealedColumn } from './sealed-columns';
import { countWaiting, resealWaiting } from '../outbox/sealed-waiting';
import { replaceUnlocked, type RowLock } from './replace-unlocked';
import type { KeyRing } from './sealing';

const batchSize = 500;
const storingServices = Object.keys(sealedColumns) as StoringServiceName[];

/** How many values of a column are sealed with which key. */
export interface KeyUse {
  readonly service: StoringServiceName;
  readonly place: string;
  readonly keyId: string;
  readonly rows: number;
}

export interface Resealed {
  readonly place: string;
  readonly done: number;
  /** Damaged, or sealed with a key that is not on the ring. They stay as they are. */
  readonly closed: number;
}

interface SealedRow {
  readonly row: string;
  readonly sealed: string;
  readonly context: string;
}

interface FreshRow {
  readonly row: string;
  readonly old: string;
  readonly fresh: string;
}

/** Counts, column by column. A service that has no schema yet uses no key. */
export async function keyUse(database: Queryable): Promise<KeyUse[]> {
  const uses: KeyUse[] = [];
  for (const { service, place, column } of await places(database)) {
    const rows = await database.query<{ key_id: string; rows: number }>(
      `select split_part(${column.column}, '.', 1) as key_id, count(*) as rows from ${place}
       where ${column.column} is not null group by 1 order by 1`,
    );
    const where = `${place}.${column.column}`;
    uses.push(...rows.map(({ key_id, rows }) => ({ service, place: where, keyId: key_id, rows })));
  }
  return uses;
}

/** The messages in outboxes that are sealed with an older key, by service: they are sent as they are sealed. */
export async function waitingMessages(database: Queryable, keys: KeyRing): Promise<[string, number][]> {
  const waiting: [string, number][] = [];
  for (const service of await servicesIn(database)) {
    const rows = await countWaiting(database, `${service}.outbox`, keys.ids[0]);
    if (rows > 0) waiting.push([service, rows]);
  }
  return waiting;
}

/**
 * Seals everything with the first key that is sealed with another. Safe while the services run: a value that changes
 * meanwhile is left to them. Each batch is a statement of its own, so that it may be broken off and run again.
 */
export async function* reseal(database: Queryable, keys: KeyRing): AsyncGenerator<Resealed> {
  for (const { place, column } of await places(database)) {
    const total = { done: 0, closed: 0 };
    for (let from = '(0,0)'; ;) {
      const rows = await nextRows(database, place, column, { from, keyId: keys.ids[0] });
      const last = rows.at(-1);
      if (!last) break;
      const opened = rows.filter(({ sealed, context }) => keys.opens(sealed, context));
      total.closed += rows.length - opened.length;
      const fresh = opened.map(({ row, sealed, context }) => {
        return { row, old: sealed, fresh: keys.seal(keys.open(sealed, context), context) };
      });
      total.done += await replaceUnlocked(fresh, (some, lock) =>
        replace(database, { place, column: column.column }, some, lock),
      );
      from = last.row;
    }
    yield { place: `${place}.${column.column}`, ...total };
  }
  for (const service of await servicesIn(database)) {
    const outbox = `${service}.outbox`;
    yield { place: `${outbox}.payload`, ...(await resealWaiting(database, outbox, keys)) };
  }
}

function nextRows(
  database: Queryable,
  place: string,
  { column, context }: SealedColumn,
  { from, keyId }: { from: string; keyId: string },
): Promise<SealedRow[]> {
  return database.query<SealedRow>(
    `select ctid::text as row, ${column} as sealed, ${context} as context from ${place}
     where ctid > $1::tid and not starts_with(${column}, $2) order by ctid limit ${batchSize}`,
    [from, `${keyId}.`],
  );
}

/** A row that was sealed again meanwhile has another text, and is left alone. */
async function replace(
  database: Queryable,
  { place, column }: { place: string; column: string },
  rows: readonly FreshRow[],
  lock: RowLock,
): Promise<string[]> {
  const changed = await database.query<{ row: string }>(
    `with fresh as (
       select * from unnest($1::tid[], $2::text[], $3::text[]) as fresh (row, old, sealed)
     ), locked as (
       select fresh.* from fresh join ${place} as kept on kept.ctid = fresh.row and kept.${column} = fresh.old
       ${lock}
     )
     update ${place} as kept set ${column} = locked.sealed
     from locked where kept.ctid = locked.row returning locked.row::text`,
    [rows.map(({ row }) => row), rows.map(({ old }) => old), rows.map(({ fresh }) => fresh)],
  );
  return changed.map(({ row }) => row);
}

async function servicesIn(database: Queryable): Promise<StoringServiceName[]> {
  const found = await database.query<{ name: string }>(
    `select table_schema as name from information_schema.tables where table_name = 'key_canaries'`,
  );
  return storingServices.filter((service) => found.some(({ name }) => name === service));
}

async function places(
  database: Queryable,
): Promise<{ service: StoringServiceName; place: string; column: SealedColumn }[]> {
  const services = await servicesIn(database);
  return services.flatMap((service) =>
    sealedColumns[service].map((column) => ({ service, place: `${service}.${column.table}`, column })),
  );
}
