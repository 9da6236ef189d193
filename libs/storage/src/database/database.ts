import { AsyncLocalStorage } from 'node:async_hooks';
import { Tracing, type Logger } from '@subjectline/bus';
import { Pool, types, type PoolClient, type QueryResult, type QueryResultRow } from 'pg';
import { LateTransaction } from './late-transaction';
import { translate } from './outage';
import { driverQuery } from './statement-batch';
import { StatementNames } from './statement-names';
import { Hooks, OpenTransaction, type Queryable, type Transaction } from './transaction';

// counts and positions: far below 2^53, so that a number is safe
types.setTypeParser(types.builtins.INT8, Number);

export interface DatabaseOptions {
  readonly url: string;
  /** The service's own schema; every statement runs inside it. */
  readonly schema: string;
  readonly logger: Logger;
  readonly connections?: number;
  /**
   * How long an answer may take before the server or the way to it is taken for lost, and the connection is closed. Longer
   * than a statement may run there.
   */
  readonly answerTimeoutMs?: number;
  readonly tracing?: Tracing;
}

/** PostgreSQL, one schema per service. Every outage is thrown as `AppError('unavailable')`. */
export class Database implements Queryable {
  readonly pool: Pool;
  private readonly joining = new AsyncLocalStorage<LateTransaction>();
  private readonly tracing: Tracing;
  private readonly span: { readonly attributes: Readonly<Record<string, string>> };
  private readonly names = new StatementNames();
  private savepoints = 0;

  constructor(options: DatabaseOptions) {
    const { url, schema, logger, connections = 10, answerTimeoutMs = 20_000 } = options;
    this.tracing = options.tracing ?? Tracing.off;
    this.span = { attributes: { 'db.system.name': 'postgresql', 'db.namespace': schema } };
    this.pool = new Pool({
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: 5_000,
      idleTimeoutMillis: 30_000,
      query_timeout: answerTimeoutMs,
      application_name: `subjectline ${schema}`,
      // the schema is named by us, never by a caller. Prepared statements are planned for their values: a plan for any
      // values suits neither a batch nor a table that grows, and costs the server more than it saves
      options: `-c search_path=${schema} -c statement_timeout=15000 -c plan_cache_mode=force_custom_plan`,
    });
    // a connection that breaks is replaced by the pool; without listeners, for those that are idle and for those that
    // are in hand between two statements, it would end the process
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => {
      client.on('error', (error) => logger.warn({ err: error }, 'a database connection broke'));
    });
  }

  async query<Row extends QueryResultRow>(text: string, values?: readonly unknown[]): Promise<Row[]> {
    const whole = this.whole();
    try {
      if (whole?.takes(text)) return await (await whole.transaction()).query<Row>(text, values);
      return await this.queryAlone<Row>(text, values).catch((error: unknown) => {
        if (!this.names.renewStale(text, error)) throw error;
        return this.queryAlone<Row>(text, values);
      });
    } catch (error) {
      throw translate(error);
    }
  }

  private async queryAlone<Row extends QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<Row[]> {
    const query = driverQuery({ name: this.names.of(text), text, values });
    const { rows } = await (this.pool.query(query) as unknown as Promise<QueryResult<Row>>);
    return rows;
  }

  /** Runs `work` in one transaction: all of it happens, or none of it. */
  transaction<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const whole = this.whole();
    if (whole) return this.nested(whole, work);
    return this.tracing.span('transaction', this.span, () => this.alone(work));
  }

  private async alone<T>(work: (transaction: Transaction) => Promise<T>): Promise<T> {
    const open = await this.begin();
    try {
      const result = await work(open.transaction);
      await open.commit();
      return result;
    } catch (error) {
      await open.rollback();
      throw translate(error);
    }
  }

  /**
   * Runs `work` so that all that it writes is one transaction: its statements, and the transactions that it believes to
   * begin, are committed or rolled back together. No connection is held before the first of them.
   * @param last the end of the transaction, which is done only after `work`
   */
  asOne<T>(
    work: () => Promise<T>,
    last: (result: T, begin: () => Promise<Transaction>) => Promise<void>,
  ): Promise<T> {
    return this.tracing.span('transaction', this.span, () => this.joined(work, last));
  }

  private async joined<T>(
    work: () => Promise<T>,
    last: (result: T, begin: () => Promise<Transaction>) => Promise<void>,
  ): Promise<T> {
    const whole = new LateTransaction(() => this.begin());
    try {
      const result = await this.joining.run(whole, work);
      whole.isRunning = false;
      await last(result, () => whole.transaction());
      await whole.commit();
      return result;
    } catch (error) {
      whole.isRunning = false;
      await whole.rollback();
      throw translate(error);
    }
  }

  /** A connection to be held, and released. */
  connect(): Promise<PoolClient> {
    return this.pool.connect().catch((error: unknown) => {
      throw translate(error);
    });
  }

  private begin(): Promise<OpenTransaction> {
    return OpenTransaction.begin(this.pool, this.names).catch((error: unknown) => {
      throw translate(error);
    });
  }

  /** What was begun there and goes on afterwards, such as the relay of the outbox, is on its own again. */
  private whole(): LateTransaction | undefined {
    const whole = this.joining.getStore();
    return whole?.isRunning ? whole : undefined;
  }

  private async nested<T>(
    whole: LateTransaction,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    const name = `nested_${(this.savepoints += 1)}`;
    const hooks = new Hooks();
    const outer = await whole.transaction();
    outer.later(`savepoint ${name}`);
    try {
      const result = await work(hooks.on(outer));
      await hooks.runBeforeCommit();
      outer.later(`release savepoint ${name}`);
      for (const listener of hooks.afterCommit) outer.afterCommit(listener);
      for (const listener of hooks.afterRollback) outer.afterRollback(listener);
      return result;
    } catch (error) {
      for (const listener of hooks.afterRollback) {
        // this part is undone, whatever happens to the rest
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
