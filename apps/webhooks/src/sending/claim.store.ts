import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import { Database } from '@subjectline/storage';
import { randomUUID } from 'node:crypto';
import type { UnderWay } from './under-way';

/** A delivery whose attempt this process makes, with what it needs for it. */
export interface ClaimedDelivery {
  readonly organization: string;
  readonly id: string;
  readonly endpoint_id: string;
  readonly event_id: string;
  readonly attempts: number;
  readonly event_type: string;
  readonly body: string;
  /** The trace that its event is part of. */
  readonly trace_parent: string | null;
  readonly url: string;
  readonly sealed_secret: string;
  readonly sealed_previous_secret: string | null;
  readonly previous_secret_until: Date | null;
  readonly leaseId: string;
}

export interface ClaimLimits {
  readonly underWay: UnderWay;
  readonly maxPerEndpoint: number;
  readonly maxPerOrganization: number;
  readonly max: number;
  readonly leaseMs: number;
}

@Injectable()
export class ClaimStore {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes due deliveries, so many per endpoint and organization; replicas skip each other's. When the lease ends without a result, its
   * process has died: the delivery is due again. An endpoint that fails gets one attempt at a time.
   */
  async claim(limits: ClaimLimits): Promise<ClaimedDelivery[]> {
    const { underWay, maxPerEndpoint, maxPerOrganization, max, leaseMs } = limits;
    const now = this.clock.now();
    const leaseId = randomUUID();
    const rows = await this.database.query<Omit<ClaimedDelivery, 'leaseId'>>(
      `with candidates as (
         select chosen.*, row_number() over (partition by chosen.organization order by next_attempt_at) as place
         from endpoints
         left join unnest($2::text[], $3::integer[]) as busy (endpoint_id, count) on busy.endpoint_id = endpoints.id
         cross join lateral (
           select organization, id, next_attempt_at from deliveries
           where deliveries.organization = endpoints.organization and deliveries.endpoint_id = endpoints.id
             and state = 'pending' and next_attempt_at <= $1
           order by next_attempt_at
           limit greatest(0, case when endpoints.failing_since is null then $4::integer else 1 end
             - coalesce(busy.count, 0))
           for no key update skip locked) as chosen
         where enabled
       ), due as (
         select candidates.organization, id from candidates
         left join unnest($5::text[], $6::integer[]) as active (organization, count)
           on active.organization = candidates.organization
         where place <= $7::integer - coalesce(active.count, 0)
         order by next_attempt_at limit $8
       ), claimed as (
         update deliveries set lease_id = $9, next_attempt_at = $10
         from due where deliveries.organization = due.organization and deliveries.id = due.id
         returning deliveries.organization, deliveries.id, endpoint_id, event_id, event_type, attempts
       )
       select claimed.*, events.body, trace_parent, url, sealed_secret, sealed_previous_secret, previous_secret_until
       from claimed
       join events on (events.organization, events.id) = (claimed.organization, claimed.event_id)
       join endpoints on (endpoints.organization, endpoints.id) = (claimed.organization, claimed.endpoint_id)`,
      [
        now,
        [...underWay.byEndpoint.keys()],
        [...underWay.byEndpoint.values()],
        maxPerEndpoint,
        [...underWay.byOrganization.keys()],
        [...underWay.byOrganization.values()],
        maxPerOrganization,
        max,
        leaseId,
        new Date(now.getTime() + leaseMs),
      ],
    );
    return rows.map((row) => ({ ...row, leaseId }));
  }

  /** Milliseconds until the next delivery is due that is not yet; infinite when there is none. */
  async nextDueInMs(): Promise<number> {
    const now = this.clock.now();
    const [next] = await this.database.query<{ due: Date | null }>(
      `select min(next_attempt_at) as due from deliveries where state = 'pending' and next_attempt_at > $1`,
      [now],
    );
    return next?.due ? next.due.getTime() - now.getTime() : Infinity;
  }
}
