import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from '@subjectline/contracts';
import { requireInTime, type Logger } from '@subjectline/bus';
import { Pool, types, type PoolClient, type QueryResultRow } from 'pg';

// counts and positions: far below 2^53, so that a number is safe
types.setTypeParser(types.builtins.INT8, Number);

export interface DatabaseOptions {
  readonly url: string;
  /** The service's own schema; every statement runs inside it. */
  readonly schema: string;
  readonly logger: Logger;
  readonly connections?: number;
}

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

/** PostgreSQL, one schema per service. Every outage is thrown as `AppError('unavailable')`. */
export class Database implements Queryable {
  readonly pool: Pool;
  private readonly joining = new AsyncLocalStorage<Joined>();
  private savepoints = 0;

  constructor({ url, schema, logger, connections = 10 }: DatabaseOptions) {
    this.pool = new Pool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      application_name: `subjectline ${schema}`,
      // the schema is named by us, never by a caller
      options: `-c search_path=${schema} -c statement_timeout=15000`,
    });
    // a connection that breaks is replaced by the pool; without listeners, for those that are idle and for those that
    // are in hand between two statements, it would end the process
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => {
      client.on('error', (error) => logger.warn({ err: error }, 'a database connection broke'));
    });
  }

  async query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]> {
    const joined = this.joined();
    try {
      if (joined) return await joined.transaction.query<Row>(text, values);
      return (await this.pool.query<Row>(text, values && [...values])).rows;
    } catch (error) {
      throw translate(error);
    }
  }

  /** Runs `work` in one transaction: all of it happens, or none of it. */
  async transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const joined = this.joined();
    if (joined) return this.nested(joined, work);
    const client = await this.pool.connect().catch((error: unknown) => {
      throw translate(error);
    });
    const hooks: Hooks = { beforeCommit: [], afterCommit: [], afterRollback: [] };
    let broken: Error | undefined;
    try {
      requireInTime();
      await client.query('begin');
      const result = await work(transactionOn(client, hooks));
      for (const last of hooks.beforeCommit) await last();
      requireInTime();
      await client.query('commit');
      for (const listener of hooks.afterCommit) listener();
      return result;
    } catch (error) {
      await client.query('rollback').catch((failure: Error) => (broken = failure));
      for (const listener of hooks.afterRollback) listener();
      throw translate(error);
    } finally {
      client.release(broken);
    }
  }

  /**
   * Runs `work` as a part of a transaction: its statements, and the transactions that it believes to begin, are done
   * there, and are committed or rolled back with it.
   */
  async within<T>(transaction: Transaction, work: () => Promise<T>): Promise<T> {
    const joined: Joined = { transaction: oneByOne(transaction), isOpen: true };
    try {
      return await this.joining.run(joined, work);
    } finally {
      joined.isOpen = false;
    }
  }

  /** What was begun there and goes on afterwards, such as the relay of the outbox, is on its own again. */
  private joined(): Joined | undefined {
    const joined = this.joining.getStore();
    return joined?.isOpen ? joined : undefined;
  }

  private async nested<T>(
    { transaction: outer }: Joined,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    const name = `nested_${(this.savepoints += 1)}`;
    const hooks: Hooks = { beforeCommit: [], afterCommit: [], afterRollback: [] };
    await outer.query(`savepoint ${name}`);
    try {
      const result = await work(withHooks(hooks, outer));
      for (const last of hooks.beforeCommit) await last();
      await outer.query(`release savepoint ${name}`);
      for (const listener of hooks.afterCommit) outer.afterCommit(listener);
      for (const listener of hooks.afterRollback) outer.afterRollback(listener);
      return result;
    } catch (error) {
      for (const listener of hooks.afterRollback) {
        // this part is undone, whatever becomes of the rest
        outer.afterCommit(listener);
        outer.afterRollback(listener);
      }
      await outer.query(`rollback to savepoint ${name}`);
      throw translate(error);
    }
  }

  async close(): Promise<void> {
    await this.pool.end();
  }
}

/** A transaction with parts of its own. */
interface Joined {
  readonly transaction: Transaction;
  isOpen: boolean;
}

interface Hooks {
  readonly beforeCommit: (() => Promise<void>)[];
  readonly afterCommit: (() => void)[];
  readonly afterRollback: (() => void)[];
}

function transactionOn(client: PoolClient, hooks: Hooks): Transaction {
  return withHooks(hooks, {
    async query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]) {
      return (await client.query<Row>(text, values && [...values])).rows;
    },
  });
}

function withHooks({ beforeCommit, afterCommit, afterRollback }: Hooks, on: Queryable): Transaction {
  return {
    beforeCommit: (work) => void beforeCommit.push(work),
    afterCommit: (listener) => void afterCommit.push(listener),
    afterRollback: (listener) => void afterRollback.push(listener),
    query: (text, values) => on.query(text, values),
  };
}

/** Serializes the statements of one connection, also of concurrent callers. */
function oneByOne(transaction: Transaction): Transaction {
  let last: Promise<unknown> = Promise.resolve();
  return {
    ...transaction,
    query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]> {
      const done = last.then(() => transaction.query<Row>(text, values));
      last = done.catch(() => undefined);
      return done;
    },
  };
}

/**
 * What passes by itself or by an operator's hand, and is no fault of the statement: PostgreSQL's classes 08 (connection),
 * 53 (disk, memory or connections used up), 57P0x (shut down, crashed, starting) and 58 (the disk fails), a server that
 * became read-only, a statement that took too long; and what node says of sockets.
 */
const outageCodes =
  /^(08...|25006|53...|57014|57P0.|58...|ECONN(REFUSED|RESET|ABORTED)|E(HOST|NET)(UNREACH|DOWN)|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/;
/** A server that lets us in no more. At the start this is a wrong setting; later nothing is lost while it is put right. */
const refusedCodes = /^(28...|3D000)$/;
const outageWords =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/;

export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return outageCodes.test(codeOf(error)) || outageWords.test(error.message);
}

function codeOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : '';
}

function translate(error: unknown): unknown {
  if (error instanceof AppError || !(error instanceof Error)) return error;
  if (!isOutage(error) && !refusedCodes.test(codeOf(error))) return error;
  return new AppError('unavailable', { what: 'database' }, [], { cause: error });
}
