import {
  carriesSecret,
  MessageUndelivered,
  sendTaskOf,
  type Channel,
  type Clock,
  type MessageState,
  type SendMessageTask,
} from '@subjectline/contracts';
import { Batch, type Database, type Outbox, type Queryable, type Transaction } from '@subjectline/storage';
import { storeWaits } from '../held/holding';
import type { AttemptResult, Verdict } from './outcome';

/** A try that is about to be made. */
export interface Intent {
  readonly task: SendMessageTask;
  readonly serviceType: string;
  readonly providerKey: string;
  readonly channel: Channel;
  readonly wording: { readonly version: number; readonly locale: string };
  /** What the wording names and nobody gave. */
  readonly missing: readonly string[];
}

/** A message that is over before a provider was asked. */
export interface Unsent {
  readonly task: SendMessageTask;
  readonly verdict: Verdict;
  readonly missing: readonly string[];
}

/** A try that has ended. */
export interface Attempt {
  readonly task: SendMessageTask;
  readonly number: number;
  readonly serviceType: string;
  readonly providerKey: string;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly result: AttemptResult;
  readonly verdict: Verdict;
  /** It failed because the account does not work: that is no fault of the message. */
  readonly isUncounted: boolean;
  /** The accounts that the next try waits for, where there is one. */
  readonly waitsFor: readonly string[];
}

/** A try that ended before its message could leave. */
export interface Unbegun {
  readonly intent: Intent;
  /** What it comes to, once it has its number. */
  readonly attemptOf: (begun: Begun) => Attempt;
}

/** A try that has begun. */
export interface Begun {
  /** Counted from 1. */
  readonly number: number;
  readonly leaseId: number;
  /** Earlier tries that failed because the account did not work. */
  readonly uncounted: number;
  /** Earlier tries that the vendor may have taken. */
  readonly unknowns: number;
}

/** The last try of a message, as the message's row tells. */
export interface StoredTry {
  readonly state: MessageState;
  readonly attempts: number;
  readonly service_type: string;
  readonly provider_key: string | null;
  readonly channel: Channel | null;
  readonly uncounted_attempts: number;
  readonly unknown_attempts: number;
  /** When it began. */
  readonly started_at: Date | null;
}

export interface StoredMessage extends StoredTry {
  /** How long the try under way counts as alive without another sign of life. */
  readonly lease_ms: number;
}

interface BegunRow {
  readonly organization: string;
  readonly id: string;
  readonly attempts: number;
  readonly uncounted_attempts: number;
  readonly unknown_attempts: number;
  readonly lease_id: number;
}

/**
 * What is written of a message before and after a provider is called. Intents and outcomes are gathered into batches:
 * under load a hundred messages share one commit.
 */
export class Journal {
  private readonly intents = new Batch((intents: readonly Intent[]) =>
    this.writeIntents(this.database, intents),
  );
  private readonly attempts = new Batch((attempts: readonly Attempt[]) => this.writeAttempts(attempts));
  private readonly unbegun = new Batch((unbegun: readonly Unbegun[]) => this.writeUnbegun(unbegun));

  private isUp = true;

  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    /** A try that has not ended after this long is known to be over: the send has its own, shorter deadline. */
    private readonly leaseMs: number,
  ) {}

  /**
   * Throws while the database is known to be away: no vendor is called in order to find out that the call cannot be
   * written down.
   */
  async requireUp(): Promise<void> {
    if (this.isUp) return;
    await this.database.query('select 1');
    this.isUp = true;
  }

  /** Opens a try, or null when the message is not there to be tried (see `read`). */
  async begin(intent: Intent): Promise<Begun | null> {
    try {
      return await this.intents.add(intent);
    } catch (error) {
      this.isUp = false;
      throw error;
    }
  }

  /** Closes a try, and in the same transaction puts into the outbox what follows from it. */
  async end(attempt: Attempt): Promise<void> {
    await this.attempts.add(attempt);
  }

  /**
   * Records a try from which nothing left, in one transaction: a process that dies leaves nothing unknown of it.
   * @returns whether the message was there to be tried
   */
  endUnbegun(unbegun: Unbegun): Promise<boolean> {
    return this.unbegun.add(unbegun);
  }

  /** Records a message that no provider was asked to take. One that is known already stays as it is. */
  async recordUnsent({ task, verdict, missing }: Unsent): Promise<void> {
    await this.database.transaction(async (transaction) => {
      const rows = await transaction.query(
        `insert into messages (organization, id, kind, state, reason, channel, about, attempts, sealed_content, locale,
           expires_at, created_at, settled_at, is_test, missing)
         values ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9, $10, $11, $11, $13, $14)
         on conflict (organization, id) do update set
           state = excluded.state, reason = excluded.reason, settled_at = excluded.settled_at, next_attempt_at = null,
           missing = excluded.missing,
           sealed_content = case when $12 then null else messages.sealed_content end
         where messages.state = 'queued' returning id`,
        [
          task.organization,
          task.id,
          task.kind,
          verdict.state,
          verdict.reason,
          task.channel ?? null,
          task.about ?? null,
          isForgotten(task, verdict) ? null : task.sealed_content,
          task.locale,
          task.expires_at ?? null,
          this.clock.now(),
          isForgotten(task, verdict),
          task.is_test ?? false,
          missing,
        ],
      );
      if (rows.length === 0) return;
      await this.publishUndelivered(transaction, task, 0, verdict);
      await transaction.query('delete from waiting where organization = $1 and message_id = $2', [
        task.organization,
        task.id,
      ]);
    });
  }

  async read({ organization, id }: SendMessageTask): Promise<StoredMessage | null> {
    const [row] = await this.database.query<StoredMessage>(
      `select state, attempts, service_type, provider_key, channel, uncounted_attempts, unknown_attempts, started_at,
         coalesce(extract(epoch from lease_until - now()) * 1000, 0)::float8 as lease_ms
       from messages where organization = $1 and id = $2`,
      [organization, id],
    );
    return row ?? null;
  }

  private async writeIntents(on: Queryable, intents: readonly Intent[]): Promise<(Begun | null)[]> {
    const rows = await on.query<BegunRow>(
      `with begun as (
       insert into messages (organization, id, kind, channel, about, service_type, sealed_content, locale, expires_at,
         wording_version, wording_locale, is_test, provider_key, missing, state, attempts, lease_until, started_at,
         created_at)
       select organization, id, kind, channel, about, service_type, sealed_content, locale, expires_at, wording_version,
         wording_locale, is_test, provider_key, missing::text[], 'sending', 1, now() + make_interval(secs => $15), $16, $16
       from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
         $9::timestamptz[], $10::integer[], $11::text[], $12::boolean[], $13::text[], $14::text[])
         as given (organization, id, kind, channel, about, service_type, sealed_content, locale, expires_at,
           wording_version, wording_locale, is_test, provider_key, missing)
       on conflict (organization, id) do update set
         state = 'sending', attempts = messages.attempts + 1, service_type = excluded.service_type,
         provider_key = excluded.provider_key, channel = excluded.channel, wording_version = excluded.wording_version,
         wording_locale = excluded.wording_locale, missing = excluded.missing, lease_until = excluded.lease_until,
         started_at = excluded.started_at, next_attempt_at = null
       where messages.state = 'queued'
       returning organization, id, attempts, uncounted_attempts, unknown_attempts, lease_until
       ), lease as (
         insert into leases (lease_until, organizations, ids)
         select max(lease_until), array_agg(organization), array_agg(id) from begun having count(*) > 0
         returning id as lease_id
       )
       select organization, id, attempts, uncounted_attempts, unknown_attempts, lease_id from begun cross join lease`,
      [
        intents.map(({ task }) => task.organization),
        intents.map(({ task }) => task.id),
        intents.map(({ task }) => task.kind),
        intents.map(({ channel }) => channel),
        intents.map(({ task }) => task.about ?? null),
        intents.map(({ serviceType }) => serviceType),
        intents.map(({ task }) => task.sealed_content),
        intents.map(({ task }) => task.locale),
        intents.map(({ task }) => task.expires_at ?? null),
        intents.map(({ wording }) => wording.version),
        intents.map(({ wording }) => wording.locale),
        intents.map(({ task }) => task.is_test ?? false),
        intents.map(({ providerKey }) => providerKey),
        intents.map(({ missing }) => arrayLiteral(missing)),
        this.leaseMs / 1000,
        this.clock.now(),
      ],
    );
    const begun = new Map(rows.map((row) => [`${row.organization} ${row.id}`, toBegun(row)]));
    return intents.map(({ task }) => begun.get(`${task.organization} ${task.id}`) ?? null);
  }

  private async writeAttempts(attempts: readonly Attempt[]): Promise<undefined[]> {
    if (attempts.every(isSent)) await this.storeAttempts(this.database, attempts);
    else await this.database.transaction((transaction) => this.storeAndFollow(transaction, attempts));
    return attempts.map(() => undefined);
  }

  private writeUnbegun(unbegun: readonly Unbegun[]): Promise<boolean[]> {
    return this.database.transaction(async (transaction) => {
      const begun = await this.writeIntents(
        transaction,
        unbegun.map(({ intent }) => intent),
      );
      const attempts = unbegun.flatMap(({ attemptOf }, index) => {
        const one = begun[index];
        return one ? [attemptOf(one)] : [];
      });
      await this.storeAndFollow(transaction, attempts);
      const leases = begun.flatMap((one) => (one ? [one.leaseId] : []));
      await transaction.query('delete from leases where id = any($1)', [leases]);
      return begun.map((one) => one !== null);
    });
  }

  private async storeAndFollow(transaction: Transaction, attempts: readonly Attempt[]): Promise<void> {
    const stored = await this.storeAttempts(transaction, attempts);
    for (const attempt of attempts) {
      if (!isSent(attempt) && stored.has(attempt.task.id)) await this.follow(transaction, attempt);
    }
  }

  /** @returns the ids of the messages whose try this still was */
  private async storeAttempts(
    on: Pick<Database, 'query'>,
    attempts: readonly Attempt[],
  ): Promise<ReadonlySet<string>> {
    const rows = await on.query<{ message_id: string }>(
      `with given as (
         select * from unnest($1::text[], $2::text[], $3::integer[], $4::text[], $5::text[], $6::text[],
           $7::timestamptz[], $8::timestamptz[], $9::text[], $10::text[], $11::timestamptz[], $12::text[],
           $13::boolean[], $14::text[], $15::boolean[], $16::text[])
         as given (organization, id, number, service_type, outcome, code, started_at, finished_at, state, reason,
           next_attempt_at, provider_message_id, forget, provider_key, is_uncounted, provider_reason)
       ), changed as (
         update messages set state = given.state, reason = given.reason, next_attempt_at = given.next_attempt_at,
           provider_message_id = coalesce(given.provider_message_id, messages.provider_message_id),
           settled_at = case when given.state = 'queued' then null else given.finished_at end,
           sealed_content = case when given.forget then null else messages.sealed_content end,
           uncounted_attempts = messages.uncounted_attempts + given.is_uncounted::integer,
           unknown_attempts = messages.unknown_attempts + (given.outcome = 'unknown')::integer,
           lease_until = null
         from given
         where messages.organization = given.organization and messages.id = given.id
           and messages.state = 'sending' and messages.attempts = given.number
         returning messages.organization, messages.id
       ), no_longer_waiting as (
         delete from waiting using changed
         where waiting.organization = changed.organization and waiting.message_id = changed.id
       )
       insert into attempts (organization, message_id, number, service_type, provider_key, outcome, code, started_at,
         finished_at, reason)
       select organization, id, number, service_type, provider_key, outcome, code, started_at, finished_at,
         provider_reason
       from given join changed using (organization, id)
       returning message_id`,
      [
        attempts.map(({ task }) => task.organization),
        attempts.map(({ task }) => task.id),
        attempts.map(({ number }) => number),
        attempts.map(({ serviceType }) => serviceType),
        attempts.map(({ result }) => result.outcome),
        attempts.map(({ result }) => (result.outcome === 'sent' ? null : result.code)),
        attempts.map(({ startedAt }) => startedAt),
        attempts.map(({ finishedAt }) => finishedAt),
        attempts.map(({ verdict }) => verdict.state),
        attempts.map(({ verdict }) => verdict.reason),
        attempts.map(({ verdict }) => verdict.nextAttemptAt),
        attempts.map(({ result }) => (result.outcome === 'sent' ? result.providerMessageId : null)),
        attempts.map(({ task, verdict }) => isForgotten(task, verdict)),
        attempts.map(({ providerKey }) => providerKey),
        attempts.map(({ isUncounted }) => isUncounted),
        attempts.map(({ result }) => (result.outcome === 'sent' ? null : (result.reason ?? null))),
      ],
    );
    return new Set(rows.map(({ message_id }) => message_id));
  }

  /** What others learn of a verdict: the queue gets the next try, the listeners that a message will not arrive. */
  private async follow(transaction: Transaction, attempt: Attempt): Promise<void> {
    const { task, number, verdict, waitsFor } = attempt;
    const { nextAttemptAt, heldUntil, handover } = verdict;
    const availableAt = nextAttemptAt ?? heldUntil;
    if (!availableAt) return this.publishUndelivered(transaction, task, number, verdict);
    // an id of its own: the broker would drop the first one's within two minutes
    const outboxId = `${task.id}-try-${number + 1}`;
    const next: SendMessageTask = handover ? { ...task, handover } : task;
    await this.outbox.add(transaction, sendTaskOf(task.kind), next, { id: outboxId, availableAt });
    const isHeld = heldUntil !== undefined;
    await storeWaits(transaction, [{ task, keys: waitsFor, outboxId, attempts: number, isHeld }]);
  }

  private async publishUndelivered(
    transaction: Transaction,
    task: SendMessageTask,
    number: number,
    { state, reason }: Verdict,
  ): Promise<void> {
    const { organization, id: message_id, kind, about = null } = task;
    const event = { organization, message_id, kind, about, state, reason };
    await this.outbox.add(transaction, MessageUndelivered, event, {
      id: `undelivered-${message_id}-${number}`,
    });
  }
}

/** Nothing follows from one that is: no other try, and nobody to be told. */
function isSent({ verdict }: Attempt): boolean {
  return verdict.state === 'sent';
}

/** A list within a list: those of `unnest` would be one. Names hold letters, digits and underscores. */
function arrayLiteral(names: readonly string[]): string {
  return `{${names.map((name) => `"${name}"`).join(',')}}`;
}

function toBegun({ attempts, lease_id, uncounted_attempts, unknown_attempts }: BegunRow): Begun {
  return {
    number: attempts,
    leaseId: lease_id,
    uncounted: uncounted_attempts,
    unknowns: unknown_attempts,
  };
}

/** A credential is forgotten as soon as it is over. What has none stays, sealed: an operator may send it again. */
function isForgotten({ kind }: SendMessageTask, { state }: Verdict): boolean {
  return state !== 'queued' && carriesSecret(kind);
}
