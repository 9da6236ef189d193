import { Injectable } from '@nestjs/common';
import {
  Clock,
  maxReplayed,
  newId,
  type AttemptOutcome,
  type DeliveryReason,
  type DeliveryState,
  type ListWebhookDeliveriesRequest,
  type SentEventType,
} from '@subjectline/contracts';
import { Database, Table, type Page, type Transaction } from '@subjectline/storage';
import type { DeliveryRow } from './delivery';

export interface AttemptRow {
  organization: string;
  delivery_id: string;
  number: number;
  started_at: Date;
  duration_ms: number;
  outcome: AttemptOutcome;
  status: number | null;
}

export type Attempt = Pick<AttemptRow, 'started_at' | 'duration_ms' | 'outcome' | 'status'>;

export interface Endpoint {
  readonly organization: string;
  readonly id: string;
}

/** How an attempt leaves its delivery; `next_attempt_at` where it is tried again. */
export interface Settlement {
  readonly state: DeliveryState;
  readonly reason: DeliveryReason | null;
  readonly next_attempt_at: Date | null;
}

const deliveries = new Table<DeliveryRow, 'attempts'>('deliveries');
const attempts = new Table<AttemptRow>('attempts');

/** Every issued id; callers may send anything, and PostgreSQL takes no NUL in a text. */
const idPattern = /^whd_[0-9a-f-]{36}$/;

@Injectable()
export class DeliveryStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  insert(
    transaction: Transaction,
    { organization, id: endpoint_id }: Endpoint,
    { id: event_id, type: event_type }: { readonly id: string; readonly type: SentEventType },
  ): Promise<DeliveryRow> {
    const now = this.clock.now();
    return deliveries.insertReturning(transaction, {
      organization,
      id: newId('whd'),
      endpoint_id,
      event_id,
      event_type,
      state: 'pending',
      created_at: now,
      next_attempt_at: now,
    });
  }

  async read(organization: string, id: string): Promise<DeliveryRow | null> {
    return idPattern.test(id) ? deliveries.find(this.database, { organization, id }) : null;
  }

  attemptsOf({ organization, id }: DeliveryRow): Promise<AttemptRow[]> {
    return attempts.list(this.database, { organization, delivery_id: id }, 'number');
  }

  /** Newest first. */
  list({ page, size, ...filter }: ListWebhookDeliveriesRequest): Promise<Page<DeliveryRow>> {
    const { organization, endpoint_id, state, event_type } = filter;
    const where = {
      organization,
      endpoint_id,
      ...(state !== undefined && { state }),
      ...(event_type !== undefined && { event_type }),
    };
    const slice = { skip: (page - 1) * size, limit: size };
    return deliveries.page(this.database, where, 'position desc', slice);
  }

  /** Writes the end of an attempt. @returns false if it is no longer the current one */
  async endAttempt(
    transaction: Transaction,
    { organization, id, leaseId }: { organization: string; id: string; leaseId: string },
    { started_at, duration_ms, outcome, status }: Attempt,
    { state, reason, next_attempt_at }: Settlement,
  ): Promise<boolean> {
    const rows = await transaction.query(
      `with ended as (
         update deliveries set attempts = attempts + 1, state = $4, reason = $5, next_attempt_at = $6, lease_id = null,
           settled_at = case when $4 = 'pending' then null else $7::timestamptz end
         where organization = $1 and id = $2 and state = 'pending' and lease_id = $3
         returning organization, id, attempts)
       insert into attempts (organization, delivery_id, number, started_at, duration_ms, outcome, status)
       select organization, id, attempts, $8::timestamptz, $9, $10, $11 from ended returning number`,
      [
        organization,
        id,
        leaseId,
        state,
        reason,
        next_attempt_at,
        this.clock.now(),
        started_at,
        duration_ms,
        outcome,
        status,
      ],
    );
    return rows.length > 0;
  }

  /** Ends what is pending for an endpoint that is locked. */
  endPending(transaction: Transaction, { organization, id }: Endpoint, reason: DeliveryReason): void {
    transaction.later(
      `update deliveries set state = 'failed', reason = $3, next_attempt_at = null, lease_id = null, settled_at = $4
       where organization = $1 and endpoint_id = $2 and state = 'pending'`,
      [organization, id, reason, this.clock.now()],
    );
  }

  /**
   * Adds a delivery for each event of a period that the endpoint subscribes to and has neither received nor pending.
   * @returns how many there were
   */
  async addMissed(
    transaction: Transaction,
    { organization, id, event_types }: Endpoint & { readonly event_types: readonly string[] },
    { since, until }: { since: Date; until: Date },
  ): Promise<number> {
    const [counted] = await transaction.query<{ count: number }>(
      `with added as (
         insert into deliveries (organization, id, endpoint_id, event_id, event_type, state, created_at, next_attempt_at)
         select organization, 'whd_' || gen_random_uuid(), $2, id, type, 'pending', $6, $6 from events
         where organization = $1 and created_at >= $4 and created_at <= $5 and type <> 'webhook.test'
           and ($3::text[] = '{}' or type = any($3))
           and not exists (
             select from deliveries where deliveries.organization = $1 and event_id = events.id
               and endpoint_id = $2 and state <> 'failed')
         order by created_at limit ${maxReplayed} returning 1)
       select count(*) as count from added`,
      [organization, id, event_types, since, until, this.clock.now()],
    );
    return counted?.count ?? 0;
  }
}
