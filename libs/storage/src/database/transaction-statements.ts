import type { PoolClient, QueryResult, QueryResultRow } from 'pg';
import { isSilence } from './outage';
import { StatementBatch, type Statement } from './statement-batch';
import type { StatementNames } from './statement-names';

const ignore = (): void => undefined;

/** The statements of a transaction on one connection. It begins with the first, in the same round trip. */
export class TransactionStatements {
  private waiting: Statement[] = [];
  private hasBegun = false;
  private hasEnded = false;
  private inFlight = false;
  /** The server has stopped answering: nothing can be sent on this connection. */
  private silence: Error | undefined;

  constructor(
    private readonly client: PoolClient,
    private readonly names: StatementNames,
  ) {}

  async query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]> {
    return (await this.send(text, values)).rows as Row[];
  }

  later(text: string, values?: readonly unknown[], hear: (rows: QueryResultRow[]) => void = ignore): void {
    this.add({ text, values, resolve: ({ rows }) => hear(rows as QueryResultRow[]), reject: ignore });
  }

  /** Throws when PostgreSQL rolled back instead, because a statement before had failed. */
  async commit(): Promise<void> {
    if (this.hasBegun || this.waiting.length > 0) {
      const committed = this.send('commit');
      this.hasEnded = true;
      const { command } = await committed;
      if (command !== 'COMMIT') throw new Error('a transaction with a failed statement cannot be committed');
    }
    this.hasEnded = true;
  }

  async rollback(): Promise<void> {
    this.hasEnded = true;
    const dropped = this.waiting;
    this.waiting = [];
    for (const { reject } of dropped) reject(new Error('the transaction was rolled back'));
    if (this.silence) throw this.silence;
    if (this.hasBegun) await this.client.query('rollback');
  }

  private send(text: string, values?: readonly unknown[]): Promise<QueryResult> {
    return new Promise((resolve, reject) => {
      this.add({ text, values, resolve, reject });
      // what is given in the same tick goes along
      if (!this.inFlight) queueMicrotask(() => this.flush());
    });
  }

  private add(statement: Statement): void {
    if (this.hasEnded) throw new Error('the transaction has ended');
    if (this.silence) throw this.silence;
    this.waiting.push(statement);
  }

  private flush(): void {
    if (this.inFlight || this.waiting.length === 0) return;
    const begin = { text: 'begin', resolve: ignore, reject: ignore };
    const statements = this.hasBegun ? this.waiting : [begin, ...this.waiting];
    this.waiting = [];
    this.hasBegun = true;
    this.inFlight = true;
    this.client.query(new StatementBatch(statements, this.names, (error) => this.landed(error)));
  }

  private landed(error?: Error): void {
    this.inFlight = false;
    if (error && isSilence(error)) this.silence = error;
    else this.flush();
  }
}
