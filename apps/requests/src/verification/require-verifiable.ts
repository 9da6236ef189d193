import { AppError, dayMs } from '@subjectline/contracts';
import { assuranceOf, takesMessage } from '../assurance/request-assurance';
import type { RequestsEnv } from '../env';
import type { RequestRow } from '../request/request-row';
import { requireUnverified } from '../request/require-unverified';

/** Refuses a request that no code or link is sent for. One that stays unverified for days expires for good. */
export function requireVerifiable(
  row: RequestRow | null,
  id: string,
  now: Date,
  { SUBJECTLINE_VERIFICATION_DAYS: days }: Pick<RequestsEnv, 'SUBJECTLINE_VERIFICATION_DAYS'>,
): asserts row is RequestRow {
  requireUnverified(row, id);
  if (!takesMessage(row)) throw new AppError('nothing_to_prove', { id });
  const { raised } = assuranceOf(row);
  const asked = raised ? Date.parse(raised.raised_at) : row.created_at.getTime();
  // closed for want of a proof, or open again, it can be proved for as long once more
  const fromMs = Math.max(asked, row.kept_from?.getTime() ?? 0);
  if (now.getTime() >= fromMs + days * dayMs) throw new AppError('code_expired', { id });
}
