import type { DoneOnce, Idempotency } from '@subjectline/bus';
import { AppError, idempotencyMs, type Clock } from '@subjectline/contracts';
import type { Database, Transaction } from '../database/database';
import { Places } from '../database/places';
import type { KeyRing } from '../sealing/sealing';

interface KnownCall {
  readonly body_digest: string;
  readonly sealed_reply: string;
}

/** How many expired rows each new row deletes: more than it adds, so that the table stays small. */
const deletedAtOnce = 10;
/** By then the first call has ended or timed out. */
const busySeconds = 1;

/**
 * Calls under an idempotency key. The work of the first call and its answer are one transaction, whenever the process dies,
 * and a repeated call gets the same answer. Errors are not stored, nor are lists in which every item failed.
 */
export class Once implements DoneOnce {
  /** Each holds a connection until it ends, also while it asks another service: half of the pool stays free. */
  private readonly places: Places;

  constructor(
    private readonly database: Database,
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {
    this.places = new Places(Math.ceil(database.pool.options.max / 2));
  }

  run(name: string, idempotency: Idempotency, work: () => Promise<unknown>): Promise<unknown> {
    return this.places.run(() => this.runAlone(`${name} ${idempotency.key}`, idempotency.body, work));
  }

  private runAlone(id: string, body: string, work: () => Promise<unknown>): Promise<unknown> {
    return this.database.transaction(async (transaction) => {
      await this.requireAlone(transaction, id);
      const known = await this.read(transaction, id);
      if (known && known.body_digest !== body) throw new AppError('idempotency_key_reused');
      if (known) return this.keys.openJson(known.sealed_reply, contextOf(id));
      const reply = (await this.database.within(transaction, work)) as object;
      if (isDone(reply)) await this.remember(transaction, id, body, this.keys.sealJson(reply, contextOf(id)));
      return reply;
    });
  }

  private async requireAlone(transaction: Transaction, id: string): Promise<void> {
    const [lock] = await transaction.query<{ taken: boolean }>(
      'select pg_try_advisory_xact_lock(hashtextextended($1, 3)) as taken',
      [id],
    );
    if (!lock?.taken) throw new AppError('idempotency_key_busy', { retry_after_seconds: busySeconds });
  }

  private async read(transaction: Transaction, id: string): Promise<KnownCall | undefined> {
    const [known] = await transaction.query<KnownCall>(
      'select body_digest, sealed_reply from idempotency_keys where id = $1 and expires_at > $2',
      [id, this.clock.now()],
    );
    return known;
  }

  private async remember(
    transaction: Transaction,
    id: string,
    bodyDigest: string,
    sealedReply: string,
  ): Promise<void> {
    await transaction.query(
      `with forgotten as (
         delete from idempotency_keys where ctid = any(array(
           select ctid from idempotency_keys where expires_at <= $4 and id <> $1 order by expires_at
           limit ${deletedAtOnce} for update skip locked)))
       insert into idempotency_keys (id, body_digest, sealed_reply, expires_at) values ($1, $2, $3, $5)
       on conflict (id) do update set body_digest = excluded.body_digest,
         sealed_reply = excluded.sealed_reply, expires_at = excluded.expires_at`,
      [id, bodyDigest, sealedReply, this.clock.now(), new Date(this.clock.nowMs() + idempotencyMs)],
    );
  }
}

/** False when every item of a list failed: a repeated call may succeed, and does nothing twice. */
function isDone(reply: object): boolean {
  const { succeeded, failed } = reply as { succeeded?: unknown; failed?: unknown };
  const isList = Array.isArray(succeeded) && Array.isArray(failed);
  return !isList || succeeded.length > 0 || failed.length === 0;
}

function contextOf(id: string): string {
  return `idempotent-reply:${id}`;
}
