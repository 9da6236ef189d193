import type { OpenTransaction, Transaction } from './transaction';

/**
 * The transaction of a larger piece of work. It begins with the first statement that may write: what the work reads, and
 * whom it asks before, holds no connection. Concurrent parts of the work share the connection.
 */
export class LateTransaction {
  private opened: Promise<OpenTransaction> | undefined;
  /** False once the work has ended: what it began and goes on afterwards is on its own again. */
  isRunning = true;

  constructor(private readonly begin: () => Promise<OpenTransaction>) {}

  /** Whether a statement belongs to it; others run on any connection, and see the same. */
  takes(text: string): boolean {
    return this.opened !== undefined || !/^\s*select\b/i.test(text);
  }

  async transaction(): Promise<Transaction> {
    this.opened ??= this.begin();
    return (await this.opened).transaction;
  }

  async commit(): Promise<void> {
    await (await this.opened)?.commit();
  }

  async rollback(): Promise<void> {
    const open = await this.opened?.catch(() => undefined);
    await open?.rollback();
  }
}
