import type { PoolClient } from 'pg';
import type { Database } from '../database/database';
import { translate } from '../database/outage';
import { Serial } from '../database/serial';

type Session = Promise<PoolClient>;

/**
 * Locks by name, between the calls of this process and of its replicas. One connection holds them, whatever their number,
 * and only while there are any; they end with it, so that a process that dies leaves nothing locked.
 */
export class SessionLocks {
  /** To PostgreSQL one connection is one holder, who gets a lock again. */
  private readonly names = new Set<string>();
  private session: Session | undefined;
  private readonly statements = new Serial();

  constructor(private readonly database: Database) {}

  /** @returns whether the lock is taken; then it has to be freed */
  async take(name: string): Promise<boolean> {
    if (this.names.has(name)) return false;
    this.names.add(name);
    try {
      const isTaken = await this.ask('pg_try_advisory_lock', name);
      if (!isTaken) await this.forget(name);
      return isTaken;
    } catch (error) {
      await this.forget(name);
      throw translate(error);
    }
  }

  async free(name: string): Promise<void> {
    // when the connection is broken, its locks are free
    await this.ask('pg_advisory_unlock', name).catch(() => undefined);
    await this.forget(name);
  }

  private async ask(lockFunction: string, name: string): Promise<boolean> {
    this.session ??= this.database.connect();
    const { session } = this;
    try {
      const sql = `select ${lockFunction}(hashtextextended($1, 3)) as done`;
      const client = await session;
      const { rows } = await this.statements.run(() => client.query<{ done: boolean }>(sql, [name]));
      return rows[0]?.done ?? false;
    } catch (error) {
      await this.end(session, error as Error);
      throw error;
    }
  }

  private async forget(name: string): Promise<void> {
    this.names.delete(name);
    if (this.names.size === 0 && this.session) await this.end(this.session);
  }

  /** @param error why the connection cannot be used again */
  private async end(session: Session, error?: Error): Promise<void> {
    if (this.session !== session) return;
    this.session = undefined;
    const client = await session.catch(() => undefined);
    client?.release(error);
  }
}
