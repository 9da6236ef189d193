import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import { BatchColumns, type Queryable } from '@subjectline/storage';
import type { Begun, Intent } from './attempt';
import { leaseMs } from '../message/moments';
import { nameOf, taskColumns, taskRowOf, type TaskRow } from '../message/task-row';

interface IntentRow extends TaskRow {
  readonly channel: string;
  readonly service_type: string;
  readonly provider_key: string;
  readonly wording_version: number;
  readonly wording_locale: string;
  readonly missing: readonly string[];
  readonly try_id: string | null;
  readonly recipient_digest: string | null;
  readonly text_digest: string | null;
  readonly country: string | null;
}

interface BegunRow {
  readonly organization: string;
  readonly id: string;
  readonly is_new: boolean;
  readonly attempts: number;
  readonly uncounted_attempts: number;
  readonly unknown_attempts: number;
  readonly lease_id: number;
}

/** A try whose intent may have been written. */
export interface WrittenTry {
  readonly organization: string;
  readonly id: string;
  readonly try_id: string;
}

const rows = new BatchColumns<IntentRow>(
  {
    ...taskColumns,
    channel: 'text',
    service_type: 'text',
    provider_key: 'text',
    wording_version: 'integer',
    wording_locale: 'text',
    missing: 'text[]',
    try_id: 'text',
    recipient_digest: 'text',
    text_digest: 'text',
    country: 'text',
  },
  2,
);

const writtenTries = new BatchColumns<WrittenTry>({ organization: 'text', id: 'text', try_id: 'text' });

/** Writes intents. The tries of one batch share a lease. */
@Injectable()
export class IntentStore {
  constructor(private readonly clock: Clock) {}

  /** @returns the tries that have begun; null for a message that is not queued */
  async write(on: Queryable, intents: readonly Intent[]): Promise<(Begun | null)[]> {
    const written = await on.query<BegunRow>(
      `with begun as (
       insert into messages (${rows.names}, state, attempts, lease_until, started_at, created_at)
       select ${rows.selected}, 'sending', 1, now() + make_interval(secs => $1), $2, $2 from ${rows.given}
       order by organization, id
       on conflict (organization, id) do update set
         state = 'sending', attempts = messages.attempts + 1, service_type = excluded.service_type,
         provider_key = excluded.provider_key, channel = excluded.channel, wording_version = excluded.wording_version,
         wording_locale = excluded.wording_locale, missing = excluded.missing, lease_until = excluded.lease_until,
         started_at = excluded.started_at, try_id = excluded.try_id,
         recipient_digest = excluded.recipient_digest, other_digest = null, text_digest = excluded.text_digest,
         country = excluded.country,
         next_attempt_at = null
       where messages.state = 'queued'
       returning organization, id, (xmax = 0) as is_new, attempts, uncounted_attempts, unknown_attempts, lease_until
       ), lease as (
         insert into leases (lease_until, organizations, ids)
         select max(lease_until), array_agg(organization), array_agg(id) from begun having count(*) > 0
         returning id as lease_id
       )
       select organization, id, is_new, attempts, uncounted_attempts, unknown_attempts, lease_id from begun cross join lease`,
      [leaseMs / 1000, this.clock.now(), ...rows.valuesOf(intents.map(rowOf))],
    );
    const begun = new Map(written.map((row) => [nameOf(row), toBegun(row)]));
    return intents.map(({ task }) => begun.get(nameOf(task)) ?? null);
  }

  /** Queues the messages of these tries again. @returns the ids of those that had been written */
  async withdraw(on: Queryable, tries: readonly WrittenTry[]): Promise<ReadonlySet<string>> {
    const withdrawn = await on.query<Pick<WrittenTry, 'try_id'>>(
      `with locked as (
         select messages.organization, messages.id, messages.try_id
         from ${writtenTries.given} join messages on (messages.organization, messages.id) = (given.organization, given.id)
         where messages.state = 'sending' and messages.try_id = given.try_id
         order by messages.organization, messages.id for no key update of messages
       )
       update messages set state = 'queued', attempts = attempts - 1, lease_until = null, try_id = null from locked
       where messages.organization = locked.organization and messages.id = locked.id
       returning locked.try_id`,
      writtenTries.valuesOf(tries),
    );
    return new Set(withdrawn.map(({ try_id }) => try_id));
  }
}

function rowOf({
  task,
  channel,
  serviceType,
  providerKey,
  wording,
  missing,
  tryId,
  recipientDigest,
  textDigest,
  country,
}: Intent): IntentRow {
  return {
    ...taskRowOf(task),
    channel,
    service_type: serviceType,
    provider_key: providerKey,
    wording_version: wording.version,
    wording_locale: wording.locale,
    missing,
    try_id: tryId ?? null,
    recipient_digest: recipientDigest ?? null,
    text_digest: textDigest ?? null,
    country: country ?? null,
  };
}

function toBegun({ is_new, attempts, lease_id, uncounted_attempts, unknown_attempts }: BegunRow): Begun {
  return {
    isNew: is_new,
    number: attempts,
    leaseId: lease_id,
    uncounted: uncounted_attempts,
    unknowns: unknown_attempts,
  };
}
