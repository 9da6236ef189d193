import type { RequestStatus } from '@subjectline/contracts';

/** Which status may follow which. A status that is missing on the left is final. */
const next: Partial<Record<RequestStatus, readonly RequestStatus[]>> = {
  identity_unverified: ['pending', 'canceled'],
  pending: ['approved', 'denied', 'canceled'],
  approved: ['in_processing', 'complete', 'error', 'canceled'],
  in_processing: ['complete', 'error'],
  error: ['in_processing', 'complete', 'canceled'],
};

export function mayFollow(from: RequestStatus, to: RequestStatus): boolean {
  return next[from]?.includes(to) ?? false;
}

/** Where somebody has approved once: what is resubmitted from here needs no second approval. */
const approvedOnce: readonly RequestStatus[] = ['approved', 'in_processing', 'error'];

export function wasApproved(status: RequestStatus): boolean {
  return approvedOnce.includes(status);
}
