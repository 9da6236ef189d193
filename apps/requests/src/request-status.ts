import type { RequestStatus } from '@subjectline/contracts';

/** Which status may follow which. A status that is missing on the left is final. */
const next: Partial<Record<RequestStatus, readonly RequestStatus[]>> = {
  identity_unverified: ['pending', 'canceled'],
  pending: ['approved', 'denied', 'canceled'],
  approved: ['in_processing', 'complete', 'error', 'canceled'],
  in_processing: ['complete', 'error'],
  error: ['in_processing', 'complete'],
};

export function mayFollow(from: RequestStatus, to: RequestStatus): boolean {
  return next[from]?.includes(to) ?? false;
}

/** The statuses from which `to` can be reached in one step. */
export function statusesBefore(to: RequestStatus): RequestStatus[] {
  return (Object.keys(next) as RequestStatus[]).filter((from) => mayFollow(from, to));
}
