import { Injectable } from '@nestjs/common';
import { Clock, sessionIdleMs, type Browser } from '@subjectline/contracts';
import { Database, Table, type Queryable, type Transaction } from '@subjectline/storage';

export type OwnerKind = 'client' | 'root' | 'operator';

/** Whose sessions. */
export interface OwnerName {
  readonly owner_kind: OwnerKind;
  readonly owner_id: string;
}

export interface SessionRow extends OwnerName {
  readonly id: string;
  readonly organization: string;
  readonly owner_epoch: string;
  readonly token_digest: string;
  readonly browser: Browser;
  readonly created_at: Date;
  readonly used_at: Date;
  readonly expires_at: Date;
}

const sessions = new Table<SessionRow>('sessions');

/** How old the noted use may be: noting each would write with every call. */
const noteAfterMs = 60_000;

@Injectable()
export class SessionStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  insert(row: SessionRow, on: Queryable): Promise<void> {
    return sessions.insert(on, row);
  }

  /** Whether it has ended or not. */
  find(token_digest: string): Promise<SessionRow | null> {
    return sessions.find(this.database, { token_digest });
  }

  /** One that has ended is not found. */
  async findRunning(token_digest: string): Promise<SessionRow | null> {
    const row = await this.find(token_digest);
    return row && this.isRunning(row) ? row : null;
  }

  async noteUse({ id, used_at }: SessionRow): Promise<void> {
    const now = this.clock.now();
    if (now.getTime() - used_at.getTime() < noteAfterMs) return;
    await sessions.update(this.database, { id }, { used_at: now });
  }

  /** Last used first. */
  async listRunning({ owner_kind, owner_id }: OwnerName): Promise<SessionRow[]> {
    const rows = await sessions.list(this.database, { owner_kind, owner_id }, 'used_at desc, id');
    return rows.filter((row) => this.isRunning(row));
  }

  /** @returns its id, unless it has ended */
  async end(token_digest: string, transaction: Transaction): Promise<string[]> {
    const ended = await sessions.deleteReturning(transaction, { token_digest });
    return ended.map(({ id }) => id);
  }

  /** @returns their ids */
  async endAll({ owner_kind, owner_id }: OwnerName, transaction: Transaction): Promise<string[]> {
    const ended = await sessions.deleteReturning(transaction, { owner_kind, owner_id });
    return ended.map(({ id }) => id);
  }

  private isRunning({ used_at, expires_at }: SessionRow): boolean {
    const now = this.clock.nowMs();
    return now < expires_at.getTime() && now < used_at.getTime() + sessionIdleMs;
  }
}
