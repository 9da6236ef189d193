import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import { Database, type Transaction } from '@subjectline/storage';
import { leaseMs } from '../message/moments';
import type { StoredTry } from '../message/stored-message.store';
import { taskOf, type StoredTask } from '../message/stored-task';
import { TryRunner } from './try-runner';

/** How long a lease must have expired: a process that was paused, or lost its database, gets time to finish. */
const graceSeconds = 5;
/** Leases in one sweep. */
const batchSize = 200;

interface LeaseRow {
  readonly id: number;
  readonly organizations: string[];
  readonly ids: string[];
}

/** A try whose process is gone. */
interface AbandonedTry extends StoredTry, StoredTask {
  /** Its process has renewed its lease in the meantime. */
  readonly is_held: boolean;
}

/** Finds tries whose leases have expired: their outcome is unknown, even if their task is never delivered again. */
@Injectable()
export class AbandonedTries {
  constructor(
    private readonly database: Database,
    private readonly tries: TryRunner,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  async sweep(): Promise<void> {
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
      await this.leaseAgain(transaction, left);
      await transaction.query('delete from leases where id = any($1)', [due.map(({ id }) => id)]);
    });
  }

  /** One that cannot be settled is left to another sweep and does not stop the others. */
  private async isSettled(one: AbandonedTry): Promise<boolean> {
    if (one.is_held) return false;
    try {
      await this.tries.endAbandoned(taskOf(one), one);
      this.logger.warn({ messageId: one.id }, 'abandoned try settled');
      return true;
    } catch (error) {
      this.logger.error({ err: error, messageId: one.id }, 'settling an abandoned try failed');
      return false;
    }
  }

  private async leaseAgain(transaction: Transaction, left: readonly AbandonedTry[]): Promise<void> {
    if (left.length === 0) return;
    await transaction.query(
      `insert into leases (lease_until, organizations, ids)
       values (now() + make_interval(secs => $3), $1::text[], $2::text[])`,
      [left.map(({ organization }) => organization), left.map(({ id }) => id), leaseMs / 1000],
    );
  }
}

function unended(transaction: Transaction, due: readonly LeaseRow[]): Promise<AbandonedTry[]> {
  return transaction.query<AbandonedTry>(
    `select organization, id, kind, channel, about, locale, sealed_content, expires_at, is_test, state, attempts,
       service_type, provider_key, uncounted_attempts, unknown_attempts, started_at, text_digest,
       coalesce(lease_until >= now() - make_interval(secs => $3), false) as is_held
     from messages
     join unnest($1::text[], $2::text[]) as listed (organization, id) using (organization, id)
     where state = 'sending'`,
    [due.flatMap(({ organizations }) => organizations), due.flatMap(({ ids }) => ids), graceSeconds],
  );
}
