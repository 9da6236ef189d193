import { AppError } from '@subjectline/contracts';
import type { RequestRow } from './request-row';
import { awaitsProof } from './request-status';

/** Refuses a request that does not wait for its person's proof. */
export function requireUnverified(row: RequestRow | null, id: string): asserts row is RequestRow {
  if (!row) throw new AppError('request_unknown', { id });
  // who would be verified is not known any more
  if (awaitsProof(row) && row.erased_at) throw new AppError('code_expired', { id });
  if (awaitsProof(row)) return;
  // any caller who knows the id can ask, so it does not reveal that another request is under way
  const status = row.status === 'duplicate' ? 'pending' : row.status;
  throw new AppError('request_not_awaiting_code', { id, status });
}
