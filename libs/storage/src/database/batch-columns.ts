/** The type of a column. A list travels as text and is cast: `unnest` would flatten an array of arrays. */
export type ColumnType = 'text' | 'integer' | 'boolean' | 'timestamptz' | 'bytea' | 'text[]';

/**
 * The rows of a batch statement, with each column named once. PostgreSQL gets one array per column: a statement has the
 * same text whatever the number of rows.
 */
export class BatchColumns<Row extends object> {
  /** For `insert into`. */
  readonly names: string;
  /** The same columns for `select`. */
  readonly selected: string;
  /** The rows, as a table named `given`. */
  readonly given: string;
  private readonly columns: readonly [keyof Row & string, ColumnType][];

  /** @param parametersBefore how many parameters of the statement come before the rows */
  constructor(types: Readonly<Record<keyof Row & string, ColumnType>>, parametersBefore = 0) {
    this.columns = Object.entries(types) as [keyof Row & string, ColumnType][];
    this.names = this.columns.map(([name]) => name).join(', ');
    this.selected = this.columns.map(([name, type]) => (isList(type) ? `${name}::${type}` : name)).join(', ');
    const arrays = this.columns.map(([, type], index) => {
      return `$${parametersBefore + index + 1}::${isList(type) ? 'text' : type}[]`;
    });
    this.given = `unnest(${arrays.join(', ')}) as given (${this.names})`;
  }

  /** One array per column, in the order of `given`. */
  valuesOf(rows: readonly Row[]): unknown[][] {
    return this.columns.map(([name, type]) =>
      rows.map((row) => (isList(type) ? arrayLiteral(row[name] as readonly string[]) : row[name])),
    );
  }
}

function isList(type: ColumnType): boolean {
  return type === 'text[]';
}

/** Of names, which hold letters, digits and underscores. */
function arrayLiteral(names: readonly string[]): string {
  return `{${names.map((name) => `"${name}"`).join(',')}}`;
}
