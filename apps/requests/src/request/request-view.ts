import { shownReference, type PrivacyRequest } from '@subjectline/contracts';
import { toRequestAssurance } from '../assurance/request-assurance';
import { daysBetween } from '../laws/periods';
import { policyOf } from './policies';
import type { RequestRow } from './request-row';

/** The request as callers of Fides' API see it. */
export function toPrivacyRequest(row: RequestRow, now: Date): PrivacyRequest {
  return {
    id: row.id,
    status: row.status,
    reference: row.reference && shownReference(row.reference),
    policy: policyOf(row.policy_key),
    created_at: row.created_at.toISOString(),
    requested_at: row.requested_at.toISOString(),
    identity_verified_at: row.identity_verified_at?.toISOString() ?? null,
    reviewed_at: row.reviewed_at?.toISOString() ?? null,
    reviewed_by: row.reviewed_by,
    submitted_by: row.submitted_by,
    finished_processing_at: row.finished_processing_at?.toISOString() ?? null,
    started_processing_at: row.started_processing_at?.toISOString() ?? null,
    updated_at: row.updated_at.toISOString(),
    due_date: row.deadline_at.toISOString(),
    days_left: daysLeftOf(row, now),
    not_identified_at: row.not_identified_at?.toISOString() ?? null,
    assurance: toRequestAssurance(row),
    ...(row.corrections && { superseded_codes: Object.keys(row.corrections) }),
    external_id: row.external_id,
    source: row.source,
    location: row.location,
    property_id: row.property_id,
  };
}

/** They stay while the clock stands still. Requests of older versions have no time zone. */
export function daysLeftOf(
  { deadline_at, paused_at, clock }: Pick<RequestRow, 'deadline_at' | 'paused_at' | 'clock'>,
  now: Date,
): number {
  return daysBetween(paused_at ?? now, deadline_at, clock ?? { time_zone: 'UTC' });
}
