import type { CallOnce, DoneOnce } from '@subjectline/bus';
import { AppError, idempotencyMs, type Clock } from '@subjectline/contracts';
import type { Database } from '../database/database';
import type { Transaction } from '../database/transaction';
import type { KeyRing } from '../sealing/sealing';
import { SessionLocks } from './session-locks';

interface KnownCall {
  readonly body_digest: string;
  readonly sealed_reply: string;
}

/** How many expired rows each new row deletes: more than it adds, so that the table stays small. */
const deletedAtOnce = 10;
/** By then the first call has ended or timed out. */
const busySeconds = 1;

/**
 * Calls under an idempotency key. What the first call writes and its answer are one transaction, whenever the process dies,
 * and a repeated call gets the same answer. Errors are not stored, nor are lists in which every item failed.
 *
 * A lock keeps a second call out while the first is under way. It is no part of the transaction, which begins late: a call
 * that asks another service first must not hold a connection meanwhile. A call that lost the lock with its connection is
 * stopped at the end, by the row of the other one.
 */
export class Once implements DoneOnce {
  private readonly locks: SessionLocks;

  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {
    this.locks = new SessionLocks(database);
  }

  async run(name: string, call: CallOnce, work: () => Promise<unknown>): Promise<unknown> {
    const id = `${name} ${call.key}`;
    if (!(await this.locks.take(id))) throw busy();
    try {
      return await this.runAlone(id, call, work);
    } finally {
      await this.locks.free(id);
    }
  }

  private async runAlone(id: string, call: CallOnce, work: () => Promise<unknown>): Promise<unknown> {
    const known = await this.read(id);
    if (known && known.body_digest !== call.body) throw new AppError('idempotency_key_reused');
    if (known) return this.keys.openJson(known.sealed_reply, contextOf(id));
    return this.database.asOne(work as () => Promise<object>, async (reply, begin) => {
      if (!isDone(reply)) return;
      await this.remember(await begin(), id, call, this.keys.sealJson(reply, contextOf(id)));
    });
  }

  private async read(id: string): Promise<KnownCall | undefined> {
    const [known] = await this.database.query<KnownCall>(
      'select body_digest, sealed_reply from idempotency_keys where id = $1 and expires_at > $2',
      [id, this.clock.now()],
    );
    return known;
  }

  private async remember(
    transaction: Transaction,
    id: string,
    { body, organization }: CallOnce,
    sealedReply: string,
  ): Promise<void> {
    const stored = await transaction.query(
      `with forgotten as (
         delete from idempotency_keys where ctid = any(array(
           select ctid from idempotency_keys where expires_at <= $4 and id <> $1 order by expires_at
           limit ${deletedAtOnce} for update skip locked)))
       insert into idempotency_keys (id, body_digest, sealed_reply, expires_at, organization)
       values ($1, $2, $3, $5, $6)
       on conflict (id) do update set body_digest = excluded.body_digest, organization = excluded.organization,
         sealed_reply = excluded.sealed_reply, expires_at = excluded.expires_at
         where idempotency_keys.expires_at <= $4
       returning 1`,
      [id, body, sealedReply, this.clock.now(), new Date(this.clock.nowMs() + idempotencyMs), organization],
    );
    if (stored.length === 0) throw busy();
  }
}

/** False when every item of a list failed: a repeated call may succeed, and does nothing twice. */
function isDone(reply: object): boolean {
  const { succeeded, failed } = reply as { succeeded?: unknown; failed?: unknown };
  const isList = Array.isArray(succeeded) && Array.isArray(failed);
  return !isList || succeeded.length > 0 || failed.length === 0;
}

function busy(): AppError {
  return new AppError('idempotency_key_busy', { retry_after_seconds: busySeconds });
}

function contextOf(id: string): string {
  return `idempotent-reply:${id}`;
}
