import { escapeIdentifier } from 'pg';

/** A statement and its values. */
export type Sql = [text: string, values: unknown[]];

/** Columns and their values. */
type Columns = Readonly<Record<string, unknown>>;

/** What follows the condition: an order, a part of the rows, a lock. */
export interface SelectOptions {
  /** Such as `position desc`. */
  readonly order?: string;
  readonly limit?: number;
  readonly skip?: number;
  readonly isLocked?: boolean;
}

export function selectFrom(
  table: string,
  columns: string,
  where: Columns,
  { order, limit, skip, isLocked = false }: SelectOptions = {},
): Sql {
  const values = new Values();
  const clauses = [
    `select ${columns} from ${table} where ${values.condition(where)}`,
    ...(order === undefined ? [] : [`order by ${order}`]),
    ...(limit === undefined ? [] : [`limit ${values.add(limit)}`]),
    ...(skip === undefined ? [] : [`offset ${values.add(skip)}`]),
    ...(isLocked ? ['for update'] : []),
  ];
  return [clauses.join(' '), values.added];
}

/** @param rest what is done when there is such a row, and what is returned */
export function insertInto(table: string, row: Columns, rest = ''): Sql {
  const values = new Values();
  const numbers = Object.values(row).map((value) => (value === undefined ? 'default' : values.add(value)));
  const names = columnNames(Object.keys(row));
  return [`insert into ${table} (${names}) values (${numbers.join(', ')}) ${rest}`, values.added];
}

export function update(table: string, where: Columns, changes: Columns, rest = ''): Sql {
  const values = new Values();
  const assignments = Object.entries(changes)
    .map(([name, value]) => `${escapeIdentifier(name)} = ${values.add(value)}`)
    .join(', ');
  return [`update ${table} set ${assignments} where ${values.condition(where)} ${rest}`, values.added];
}

export function deleteFrom(table: string, where: Columns, rest = ''): Sql {
  const values = new Values();
  return [`delete from ${table} where ${values.condition(where)} ${rest}`, values.added];
}

export function columnNames(names: readonly string[]): string {
  return names.map((name) => escapeIdentifier(name)).join(', ');
}

/** The columns take the values of the row that could not be inserted. */
export function replaced(names: readonly string[]): string {
  return names
    .map(escapeIdentifier)
    .map((name) => `${name} = excluded.${name}`)
    .join(', ');
}

/** The values of a statement, numbered as they are added. */
class Values {
  readonly added: unknown[] = [];

  add(value: unknown): string {
    return `$${this.added.push(value)}`;
  }

  /** An undefined value matches nothing: a mistake must not select every row. */
  condition(where: Columns): string {
    return (
      Object.entries(where)
        .map(([name, value]) => this.columnCondition(escapeIdentifier(name), value))
        .join(' and ') || 'true'
    );
  }

  private columnCondition(column: string, value: unknown): string {
    if (value === null) return `${column} is null`;
    return Array.isArray(value) ? `${column} = any(${this.add(value)})` : `${column} = ${this.add(value)}`;
  }
}
