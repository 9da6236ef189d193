import type { Logger } from '@subjectline/bus';
import type { MessageKindId, SendMessageTask } from '@subjectline/contracts';
import type { Database, Transaction } from '@subjectline/storage';
import type { Begun, StoredTry } from './journal';

/** A third of a lease: two renewals may fail before a try counts as abandoned. */
export const roundMs = 5_000;
/** How long after its end a lease is looked at: a process that was paused, or lost its database, has had its chance. */
const graceSeconds = 5;
/** Leases in one round of the sweep. */
const batchSize = 200;
/** Rounds in a row that must have worked before tries are settled: after an outage their processes come first. */
const settledRounds = 2;

interface UnderWay {
  readonly task: SendMessageTask;
  readonly begun: Begun;
}

interface OpenLease {
  left: number;
  /** Whether all of those that have ended have their outcome on disk. */
  isWritten: boolean;
}

interface LeaseRow {
  readonly id: number;
  readonly organizations: string[];
  readonly ids: string[];
}

/** A try whose process is gone, as its message's row tells. */
export interface AbandonedTry extends StoredTry {
  readonly organization: string;
  readonly id: string;
  readonly kind: MessageKindId;
  readonly about: string | null;
  readonly locale: string;
  readonly sealed_content: string | null;
  readonly expires_at: Date | null;
  readonly is_test: boolean;
  /** Its process has renewed it in the meantime. */
  readonly is_held: boolean;
}

/**
 * Renews the leases of the tries that this process has under way, and finds those that nobody renews any more: their
 * outcome is unknown, whether or not their task comes again.
 */
export class Leases {
  private readonly underWay = new Set<UnderWay>();
  /** The tries of each lease that are still under way here. */
  private readonly open = new Map<number, OpenLease>();
  private over: number[] = [];
  private timer: NodeJS.Timeout | null = null;
  private working: Promise<void> = Promise.resolve();
  private roundsInARow = 0;

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
    private readonly leaseMs: number,
    private readonly settle: (abandoned: AbandonedTry) => Promise<void>,
  ) {}

  /** Renews the lease of a try until it is let go: because its outcome is written, or to be found by the sweep. */
  hold(task: SendMessageTask, begun: Begun): (isWritten: boolean) => void {
    const held = { task, begun };
    this.underWay.add(held);
    const lease = this.open.get(begun.leaseId) ?? { left: 0, isWritten: true };
    lease.left += 1;
    this.open.set(begun.leaseId, lease);
    return (isWritten) => {
      this.underWay.delete(held);
      lease.left -= 1;
      lease.isWritten &&= isWritten;
      if (lease.left === 0) this.letGo(begun.leaseId, lease);
    };
  }

  start(): void {
    // real time: a lease is about processes, and the database's clock measures it
    this.timer = setTimeout(() => {
      this.working = this.round().then(() => (this.timer ? this.start() : undefined));
    }, roundMs);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    await this.working;
    await this.forget().catch(() => undefined);
  }

  /** One with a try whose outcome is not written is left to the sweep. */
  private letGo(leaseId: number, { isWritten }: OpenLease): void {
    this.open.delete(leaseId);
    if (isWritten) this.over.push(leaseId);
  }

  private async round(): Promise<void> {
    try {
      await this.renew();
      await this.forget();
      this.roundsInARow += 1;
      if (this.roundsInARow >= settledRounds) await this.sweep();
    } catch (error) {
      this.roundsInARow = 0;
      this.logger.warn({ err: error }, 'leases could not be looked at; it is tried again');
    }
  }

  private async renew(): Promise<void> {
    const held = [...this.underWay];
    if (held.length === 0) return;
    await this.database.query(
      `update messages set lease_until = now() + make_interval(secs => $4)
       from unnest($1::text[], $2::text[], $3::integer[]) as held (organization, id, number)
       where messages.organization = held.organization and messages.id = held.id
         and messages.state = 'sending' and messages.attempts = held.number`,
      [
        held.map(({ task }) => task.organization),
        held.map(({ task }) => task.id),
        held.map(({ begun }) => begun.number),
        this.leaseMs / 1000,
      ],
    );
  }

  /** Leases whose tries all ended here need no sweep. */
  private async forget(): Promise<void> {
    const over = this.over.splice(0);
    if (over.length === 0) return;
    await this.database.query('delete from leases where id = any($1)', [over]);
  }

  private async sweep(): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const due = await transaction.query<LeaseRow>(
        `select id, organizations, ids from leases where lease_until < now() - make_interval(secs => $1)
         order by lease_until limit ${batchSize} for update skip locked`,
        [graceSeconds],
      );
      if (due.length === 0) return;
      const tries = await unended(transaction, due);
      const isSettled = await Promise.all(tries.map((one) => this.isSettled(one)));
      const left = tries.filter((_one, index) => !isSettled[index]);
      await this.noteAgain(transaction, left);
      await transaction.query('delete from leases where id = any($1)', [due.map(({ id }) => id)]);
    });
  }

  /** One that cannot be settled waits for another round and stops no other. */
  private async isSettled(one: AbandonedTry): Promise<boolean> {
    if (one.is_held) return false;
    try {
      await this.settle(one);
      this.logger.warn({ messageId: one.id }, 'an abandoned try is settled');
      return true;
    } catch (error) {
      this.logger.error({ err: error, messageId: one.id }, 'an abandoned try could not be settled');
      return false;
    }
  }

  private async noteAgain(transaction: Transaction, left: readonly AbandonedTry[]): Promise<void> {
    if (left.length === 0) return;
    await transaction.query(
      `insert into leases (lease_until, organizations, ids)
       values (now() + make_interval(secs => $3), $1::text[], $2::text[])`,
      [left.map(({ organization }) => organization), left.map(({ id }) => id), this.leaseMs / 1000],
    );
  }
}

function unended(transaction: Transaction, due: readonly LeaseRow[]): Promise<AbandonedTry[]> {
  return transaction.query<AbandonedTry>(
    `select organization, id, kind, channel, about, locale, sealed_content, expires_at, is_test, state, attempts,
       service_type, provider_key, uncounted_attempts, unknown_attempts, started_at,
       coalesce(lease_until >= now() - make_interval(secs => $3), false) as is_held
     from messages
     join unnest($1::text[], $2::text[]) as listed (organization, id) using (organization, id)
     where state = 'sending'`,
    [due.flatMap(({ organizations }) => organizations), due.flatMap(({ ids }) => ids), graceSeconds],
  );
}

/** The task of a message, out of its row. */
export function taskOf(row: AbandonedTry): SendMessageTask {
  const { organization, id, kind, channel, about, locale, sealed_content, expires_at, is_test } = row;
  return {
    organization,
    id,
    kind,
    locale,
    sealed_content: sealed_content ?? '',
    ...(channel && { channel }),
    ...(about !== null && { about }),
    ...(expires_at && { expires_at: expires_at.toISOString() }),
    ...(is_test && { is_test }),
  };
}
