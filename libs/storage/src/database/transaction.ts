import { requireInTime } from '@subjectline/bus';
import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { StatementNames } from './statement-names';
import { TransactionStatements } from './transaction-statements';

/** Runs statements. */
export interface Queryable {
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** An open transaction. Statements that are given in one tick of the event loop share a round trip. */
export interface Transaction extends Queryable {
  /**
   * Sends a statement with the next one, at the latest with the commit: it costs no round trip of its own. For one whose
   * result is not waited for. If it fails, what it was sent with fails with its error, and the transaction is rolled back.
   * @param hear gets its rows, before the commit
   */
  later(text: string, values?: readonly unknown[], hear?: (rows: QueryResultRow[]) => void): void;
  /** Runs this at the end of the transaction, before the commit. */
  beforeCommit(work: () => Promise<void> | void): void;
  /** Runs this after the commit, and not at all without one. */
  afterCommit(listener: () => void): void;
  /**
   * Runs this once the transaction has ended without a commit that is known to have happened. A part of a larger
   * transaction ends with the larger one: until then its locks are held, and it may still be rolled back.
   */
  afterRollback(listener: () => void): void;
}

export class Hooks {
  readonly beforeCommit: (() => Promise<void> | void)[] = [];
  readonly afterCommit: (() => void)[] = [];
  readonly afterRollback: (() => void)[] = [];

  /** A transaction with these hooks, whose statements run there. */
  on(statements: Pick<Transaction, 'query' | 'later'>): Transaction {
    return {
      beforeCommit: (work) => void this.beforeCommit.push(work),
      afterCommit: (listener) => void this.afterCommit.push(listener),
      afterRollback: (listener) => void this.afterRollback.push(listener),
      later: (text, values, hear) => statements.later(text, values, hear),
      query: (text, values) => statements.query(text, values),
    };
  }

  async runBeforeCommit(): Promise<void> {
    for (const last of this.beforeCommit) await last();
  }
}

/** A transaction on a connection of its own, which goes back to the pool when it ends. */
export class OpenTransaction {
  private readonly hooks = new Hooks();
  private readonly statements: TransactionStatements;
  readonly transaction: Transaction;

  private constructor(
    private readonly client: PoolClient,
    names: StatementNames,
  ) {
    this.statements = new TransactionStatements(client, names);
    this.transaction = this.hooks.on(this.statements);
  }

  static async begin(pool: Pool, names: StatementNames): Promise<OpenTransaction> {
    const open = new OpenTransaction(await pool.connect(), names);
    try {
      requireInTime();
      return open;
    } catch (error) {
      await open.rollback();
      throw error;
    }
  }

  /** When it throws, the transaction is still to be rolled back. */
  async commit(): Promise<void> {
    await this.hooks.runBeforeCommit();
    requireInTime();
    await this.statements.commit();
    for (const listener of this.hooks.afterCommit) listener();
    this.client.release();
  }

  async rollback(): Promise<void> {
    let broken: Error | undefined;
    await this.statements.rollback().catch((failure: Error) => (broken = failure));
    for (const listener of this.hooks.afterRollback) listener();
    this.client.release(broken);
  }
}
