import type { DsarStatus } from '@subjectline/contracts';
import type { StatusFacts } from './request-row';

/** The facts of a status that staff set by Didomi's API. */
export function statusFactsOf(status: DsarStatus, by: string, now: Date): StatusFacts {
  switch (status) {
    case 'unverified':
      return {};
    case 'verified':
      // staff vouch for the person; no address was verified
      return { identity_verified_at: now };
    case 'work_in_progress':
      return {
        reviewed_at: now,
        reviewed_by: by,
        started_processing_at: now,
        finished_processing_at: null,
      };
    case 'refused':
      return { reviewed_at: now, reviewed_by: by };
    case 'fulfilled':
      return { finished_processing_at: now };
    case 'archived':
      return { archived_at: now };
  }
}
