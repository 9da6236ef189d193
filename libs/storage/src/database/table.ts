import type { QueryResultRow } from 'pg';
import {
  columnNames,
  deleteFrom,
  insertInto,
  replaced,
  selectFrom,
  update,
  type SelectOptions,
  type Sql,
} from './table-sql';
import type { Queryable, Transaction } from './transaction';

type Column<Row> = keyof Row & string;

/** Which rows: each of these columns has the value, is null, or has one of a list. */
export type Where<Row> = {
  readonly [Name in Column<Row> as Row[Name] extends readonly unknown[] ? never : Name]?:
    Row[Name] | readonly Row[Name][];
};

type NullableColumn<Row> = { [Name in keyof Row]: null extends Row[Name] ? Name : never }[keyof Row];

/** A row to insert: columns with a default may be left out, and those that may be null. */
export type NewRow<Row, Defaulted extends keyof Row = never> = Omit<Row, Defaulted | NullableColumn<Row>> &
  Partial<Pick<Row, Defaulted | NullableColumn<Row>>>;

/** Which part of a list. */
export interface Slice {
  readonly skip: number;
  readonly limit: number;
}

/** A part of a list, and the length of the whole list. */
export interface Page<Row> {
  readonly rows: Row[];
  readonly total: number;
}

/**
 * The everyday statements of a table. The type of its rows is the one list of its columns; `Defaulted` are those with a
 * default other than null. Joins, batches and expressions stay raw SQL. A statement's text depends on the names of the columns alone, so
 * that it is prepared once per connection.
 */
export class Table<Row extends QueryResultRow, Defaulted extends Column<Row> = never> {
  private readonly read: string;
  private readonly returning: string;

  /** @param columns those to read, when a large one is to be left out */
  constructor(
    readonly name: string,
    columns?: readonly Column<Row>[],
  ) {
    this.read = columns ? columnNames(columns) : '*';
    this.returning = `returning ${this.read}`;
  }

  /** @param order such as `position desc`: the first of several is found */
  async find(on: Queryable, where: Where<Row>, order?: string): Promise<Row | null> {
    return (await this.select(on, where, { order, limit: 1 }))[0] ?? null;
  }

  /** Like `find`; the row is locked until the transaction ends. */
  async lock(transaction: Transaction, where: Where<Row>): Promise<Row | null> {
    return (await this.select(transaction, where, { isLocked: true }))[0] ?? null;
  }

  list(on: Queryable, where: Where<Row>, order?: string): Promise<Row[]> {
    return this.select(on, where, { order });
  }

  async page(on: Queryable, where: Where<Row>, order: string, { skip, limit }: Slice): Promise<Page<Row>> {
    const [rows, total] = await Promise.all([
      this.select(on, where, { order, limit, skip }),
      this.count(on, where),
    ]);
    return { rows, total };
  }

  async count(on: Queryable, where: Where<Row>): Promise<number> {
    const [row] = await on.query<{ total: number }>(...selectFrom(this.name, 'count(*) as total', where));
    return row?.total ?? 0;
  }

  async insert(on: Queryable, row: NewRow<Row, Defaulted>): Promise<void> {
    await on.query(...insertInto(this.name, row));
  }

  /** @returns the row with its defaults */
  async insertReturning(on: Queryable, row: NewRow<Row, Defaulted>): Promise<Row> {
    const [inserted] = await on.query<Row>(...insertInto(this.name, row, this.returning));
    if (!inserted) throw new Error(`a row of ${this.name} was not returned`);
    return inserted;
  }

  /** @returns null, and changes nothing, when another row has these columns */
  async insertNew(
    on: Queryable,
    row: NewRow<Row, Defaulted>,
    unique: readonly Column<Row>[],
  ): Promise<Row | null> {
    const conflict = `on conflict (${columnNames(unique)}) do nothing`;
    const [inserted] = await on.query<Row>(...insertInto(this.name, row, `${conflict} ${this.returning}`));
    return inserted ?? null;
  }

  /** As a part of a larger statement, whose own values come after these. */
  insertSql(row: NewRow<Row, Defaulted>, rest?: string): Sql {
    return insertInto(this.name, row, rest);
  }

  /** Inserts a row, or changes the one that has this key. */
  async upsert<Key extends Column<Row>>(
    on: Queryable,
    key: Pick<Row, Key>,
    rest: Omit<NewRow<Row, Defaulted>, Key>,
  ): Promise<void> {
    const conflict = `on conflict (${columnNames(Object.keys(key))}) do update set ${replaced(Object.keys(rest))}`;
    await on.query(...insertInto(this.name, { ...key, ...rest }, conflict));
  }

  async update(on: Queryable, where: Where<Row>, changes: Partial<Row>): Promise<void> {
    await on.query(...update(this.name, where, changes));
  }

  /** Sent with the next statement of the transaction. */
  updateLater(transaction: Transaction, where: Where<Row>, changes: Partial<Row>): void {
    transaction.later(...update(this.name, where, changes));
  }

  /** @returns the changed row; null without one */
  async updateReturning(on: Queryable, where: Where<Row>, changes: Partial<Row>): Promise<Row | null> {
    return (await on.query<Row>(...update(this.name, where, changes, this.returning)))[0] ?? null;
  }

  async delete(on: Queryable, where: Where<Row>): Promise<void> {
    await on.query(...deleteFrom(this.name, where));
  }

  deleteReturning(on: Queryable, where: Where<Row>): Promise<Row[]> {
    return on.query<Row>(...deleteFrom(this.name, where, this.returning));
  }

  private select(on: Queryable, where: Where<Row>, options: SelectOptions): Promise<Row[]> {
    return on.query<Row>(...selectFrom(this.name, this.read, where, options));
  }
}
