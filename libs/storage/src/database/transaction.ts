import { requireInTime } from '@subjectline/bus';
import type { Pool, PoolClient, QueryResultRow } from 'pg';

/** Runs statements. */
export interface Queryable {
  query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

/** An open transaction. */
export interface Transaction extends Queryable {
  /** Runs this at the end of the transaction, before the commit. */
  beforeCommit(work: () => Promise<void>): void;
  /** Runs this after the commit, and not at all without one. */
  afterCommit(listener: () => void): void;
  /**
   * Runs this once the transaction has ended without a commit that is known to have happened. A part of a larger
   * transaction ends with the larger one: until then its locks are held, and it may still be rolled back.
   */
  afterRollback(listener: () => void): void;
}

export class Hooks {
  readonly beforeCommit: (() => Promise<void>)[] = [];
  readonly afterCommit: (() => void)[] = [];
  readonly afterRollback: (() => void)[] = [];

  /** A transaction with these hooks, whose statements run there. */
  on(queryable: Queryable): Transaction {
    return {
      beforeCommit: (work) => void this.beforeCommit.push(work),
      afterCommit: (listener) => void this.afterCommit.push(listener),
      afterRollback: (listener) => void this.afterRollback.push(listener),
      query: (text, values) => queryable.query(text, values),
    };
  }

  async runBeforeCommit(): Promise<void> {
    for (const last of this.beforeCommit) await last();
  }
}

/** A transaction on a connection of its own, which goes back to the pool when it ends. */
export class OpenTransaction {
  private readonly hooks = new Hooks();
  readonly transaction: Transaction;

  private constructor(private readonly client: PoolClient) {
    this.transaction = this.hooks.on({
      async query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]) {
        return (await client.query<Row>(text, values && [...values])).rows;
      },
    });
  }

  static async begin(pool: Pool): Promise<OpenTransaction> {
    const client = await pool.connect();
    const open = new OpenTransaction(client);
    try {
      requireInTime();
      await client.query('begin');
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
    await this.client.query('commit');
    for (const listener of this.hooks.afterCommit) listener();
    this.client.release();
  }

  async rollback(): Promise<void> {
    let broken: Error | undefined;
    await this.client.query('rollback').catch((failure: Error) => (broken = failure));
    for (const listener of this.hooks.afterRollback) listener();
    this.client.release(broken);
  }
}
