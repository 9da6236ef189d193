import { Query, type Connection, type QueryResult, type Submittable } from 'pg';
import type { StatementNames } from './statement-names';

/** A statement of a batch, and what is done with its result. */
export interface Statement {
  readonly text: string;
  readonly values?: readonly unknown[] | undefined;
  readonly resolve: (result: QueryResult) => void;
  readonly reject: (error: unknown) => void;
}

/** The driver's own query puts a result together from the messages of the server. */
interface DriverQuery extends Submittable {
  name: string | undefined;
  queryMode: 'extended';
  readonly text: string;
  submit(connection: Connection): Error | null;
  handleRowDescription(message: unknown): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, connection: Connection): void;
  handleReadyForQuery(connection: Connection): void;
}

/** What the driver's types leave out. */
type DriverConnection = Connection & { readonly submittedNamedStatements: Record<string, string> };

/**
 * Several statements in one write and with one Sync (PostgreSQL's extended query protocol), so that they cost one round
 * trip. The server runs them in their order up to the first that fails and skips the rest; all of them are told its error.
 * For statements of one transaction only: what ran before the one that failed is rolled back with it.
 */
export class StatementBatch implements Submittable {
  private readonly queries: readonly DriverQuery[];
  private readonly results: QueryResult[] = [];
  /** Of the statement that the server answers. */
  private index = 0;
  /** The driver puts its own in this place, by which it knows that the answer is there in time. */
  callback = (): void => undefined;
  private hasFailed = false;

  /** @param settled is called once all of them have their results, or with their error */
  constructor(
    private readonly statements: readonly Statement[],
    private readonly names: StatementNames,
    private readonly settled: (error?: Error) => void,
  ) {
    this.queries = statements.map(({ text, values = [] }, index) =>
      driverQuery({ name: names.of(text), text, values }, (error, result) => {
        if (error) this.fail(error);
        else if (result) this.results[index] = result;
      }),
    );
  }

  /** The driver remembers which named statements the server has parsed: that of the statement which it answers. */
  get name(): string | undefined {
    return this.queries[this.index]?.name;
  }

  get text(): string | undefined {
    return this.queries[this.index]?.text;
  }

  submit(connection: Connection): Error | null {
    const withoutSync = Object.create(connection, { sync: { value: () => undefined } }) as Connection;
    connection.stream.cork();
    try {
      for (const query of this.queries) {
        const refusal = query.submit(withoutSync);
        if (refusal) this.fail(refusal);
        // a statement that could not be sent must not be left out of a transaction that is committed
        if (this.hasFailed) break;
      }
      (connection as Connection & { sync(): void }).sync();
    } finally {
      connection.stream.uncork();
    }
    return null;
  }

  handleRowDescription(message: unknown): void {
    this.queries[this.index]?.handleRowDescription(message);
  }

  handleDataRow(message: unknown): void {
    this.queries[this.index]?.handleDataRow(message);
  }

  handleCommandComplete(message: unknown, connection: Connection): void {
    this.queries[this.index]?.handleCommandComplete(message, connection);
    this.index += 1;
  }

  handleError(error: Error, connection: Connection): void {
    const { submittedNamedStatements } = connection as DriverConnection;
    if (this.text !== undefined) this.names.renewStale(this.text, error);
    // the server has parsed nothing of what comes after the statement that failed
    for (const { name } of this.queries.slice(this.index)) {
      if (name !== undefined) delete submittedNamedStatements[name];
    }
    this.fail(error);
  }

  handleReadyForQuery(connection: Connection): void {
    if (this.hasFailed) return;
    for (const query of this.queries) query.handleReadyForQuery(connection);
    if (this.hasFailed) return;
    this.statements.forEach(({ resolve }, index) => resolve(this.results[index] as QueryResult));
    this.callback();
    this.settled();
  }

  handlePortalSuspended(): void {}
  handleEmptyQuery(): void {}
  handleCopyInResponse(): void {}
  handleCopyData(): void {}

  private fail(error: Error): void {
    if (this.hasFailed) return;
    this.hasFailed = true;
    for (const { reject } of this.statements) reject(error);
    this.callback();
    this.settled(error);
  }
}

type Settled = (error: Error | undefined, result?: QueryResult) => void;

/** A query of the driver, prepared under a name. Given as one object the driver would copy it, which costs more than the rest. */
export function driverQuery(
  { name, text, values }: Pick<Statement, 'text' | 'values'> & { readonly name: string | undefined },
  settled?: Settled,
): DriverQuery {
  const query = new Query(text, [...(values ?? [])], settled as Settled) as unknown as DriverQuery;
  query.name = name;
  query.queryMode = 'extended';
  return query;
}
