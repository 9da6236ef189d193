import { Injectable } from '@nestjs/common';
import { BatchColumns, Database, type Queryable, type Transaction } from '@subjectline/storage';
import { leaseMs } from '../message/moments';
import type { StoredTry } from '../message/stored-message.store';
import type { StoredTask } from '../message/stored-task';

/** How long a lease must have expired: a process that was paused, or lost its database, gets time to finish. */
const graceSeconds = 5;
/** Leases in one sweep. */
const batchSize = 200;

export interface TryUnderWay {
  readonly organization: string;
  readonly id: string;
  readonly number: number;
}

export interface ExpiredLease {
  readonly id: number;
  readonly organizations: string[];
  readonly ids: string[];
}

/** A try that has not ended, though its lease has expired. */
export interface UnendedTry extends StoredTry, StoredTask {
  /** Its process has renewed its lease in the meantime. */
  readonly is_held: boolean;
}

const tries = new BatchColumns<TryUnderWay>({ organization: 'text', id: 'text', number: 'integer' }, 1);

/** The leases of tries, each of one batch of intents. */
@Injectable()
export class LeaseStore {
  constructor(private readonly database: Database) {}

  async renew(underWay: readonly TryUnderWay[]): Promise<void> {
    await this.database.query(
      `with locked as (
         select messages.organization, messages.id
         from ${tries.given} join messages on (messages.organization, messages.id) = (given.organization, given.id)
         where messages.state = 'sending' and messages.attempts = given.number
         order by messages.organization, messages.id for no key update of messages
       )
       update messages set lease_until = now() + make_interval(secs => $1) from locked
       where messages.organization = locked.organization and messages.id = locked.id`,
      [leaseMs / 1000, ...tries.valuesOf(underWay)],
    );
  }

  /** Leases that expired, the oldest first; locked, and without those that another replica has locked. */
  expired(transaction: Transaction): Promise<ExpiredLease[]> {
    return transaction.query<ExpiredLease>(
      `select id, organizations, ids from leases where lease_until < now() - make_interval(secs => $1)
       order by lease_until limit ${batchSize} for update skip locked`,
      [graceSeconds],
    );
  }

  unended(transaction: Transaction, leases: readonly ExpiredLease[]): Promise<UnendedTry[]> {
    return transaction.query<UnendedTry>(
      `select organization, id, kind, channel, about, locale, sealed_content, expires_at, is_test, state, attempts,
         service_type, provider_key, uncounted_attempts, unknown_attempts, started_at, text_digest,
         coalesce(lease_until >= now() - make_interval(secs => $3), false) as is_held
       from messages
       join unnest($1::text[], $2::text[]) as listed (organization, id) using (organization, id)
       where state = 'sending'`,
      [leases.flatMap(({ organizations }) => organizations), leases.flatMap(({ ids }) => ids), graceSeconds],
    );
  }

  /** One new lease for all of them. */
  async leaseAgain(
    transaction: Transaction,
    left: readonly Pick<UnendedTry, 'organization' | 'id'>[],
  ): Promise<void> {
    if (left.length === 0) return;
    await transaction.query(
      `insert into leases (lease_until, organizations, ids)
       values (now() + make_interval(secs => $3), $1::text[], $2::text[])`,
      [left.map(({ organization }) => organization), left.map(({ id }) => id), leaseMs / 1000],
    );
  }

  delete(ids: readonly number[]): Promise<void> {
    return deleteLeases(this.database, ids);
  }
}

export async function deleteLeases(on: Queryable, ids: readonly number[]): Promise<void> {
  if (ids.length > 0) await on.query('delete from leases where id = any($1)', [ids]);
}
