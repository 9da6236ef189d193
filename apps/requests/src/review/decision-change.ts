import type { Decision } from '@subjectline/contracts';
import type { Change } from '../person/notifications';

/** The person is not notified of a cancellation: they asked for it, or it was done on their behalf. */
export function changeOf(decision: Decision, reason: string | null): Change | null {
  if (decision === 'cancel') return null;
  return decision === 'approve' ? { what: 'approved' } : { what: 'denied', reason };
}
