import type { QueryResultRow } from 'pg';
import { Serial } from './serial';
import type { OpenTransaction, Transaction } from './transaction';

/**
 * The transaction of a larger piece of work. It begins with the first statement that may write: what the work reads, and
 * whom it asks before, holds no connection.
 */
export class LateTransaction {
  private opened: Promise<OpenTransaction> | undefined;
  /** Concurrent parts of the work share the connection. */
  private readonly statements = new Serial();
  /** False once the work has ended: what it began and goes on afterwards is on its own again. */
  isRunning = true;

  constructor(private readonly begin: () => Promise<OpenTransaction>) {}

  /** Whether a statement belongs to it; others run on any connection, and see the same. */
  takes(text: string): boolean {
    return this.opened !== undefined || !/^\s*select\b/i.test(text);
  }

  async transaction(): Promise<Transaction> {
    this.opened ??= this.begin();
    const { transaction } = await this.opened;
    return {
      ...transaction,
      query: <Row extends QueryResultRow>(text: string, values?: readonly unknown[]) =>
        this.statements.run(() => transaction.query<Row>(text, values)),
    };
  }

  async commit(): Promise<void> {
    await (await this.opened)?.commit();
  }

  async rollback(): Promise<void> {
    const open = await this.opened?.catch(() => undefined);
    // a statement that is queued behind the one that failed must not run on the connection of another
    await this.statements.settled();
    await open?.rollback();
  }
}
