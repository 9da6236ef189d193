import { AppError } from '@subjectline/contracts';
import type { RequestRow } from '../request/request-row';
import { isOpen } from '../request/request-status';
import type { RequestClock } from './request-clock';

export interface Extensible {
  readonly extended_due: string;
  /** Until when the person has to be told. */
  readonly notice_due: string;
  readonly time_zone: string;
}

/** Why a message about a request would reach no one, or a stranger; null if it reaches its person. */
export function unreachableBecause(
  { proof_required, identity_verified_at }: Pick<RequestRow, 'proof_required' | 'identity_verified_at'>,
  hasAddress: boolean,
): string | null {
  const instead = 'tell the person otherwise, and send told_otherwise';
  if (proof_required && !identity_verified_at) return `no address is verified yet; ${instead}`;
  return hasAddress ? null : `there is no address; ${instead}`;
}

/** Refuses what the law does not allow: only before the date, once, and only while there is time to tell the person. */
export function requireExtensible(
  row: Pick<RequestRow, 'id' | 'status' | 'archived_at'>,
  clock: RequestClock,
  now: Date,
): Extensible {
  const { due, extended_due, extension_notice_due, extension, time_zone, law } = clock;
  const refusal = (why: string) => new AppError('extension_refused', { id: row.id, why });
  if (!isOpen(row)) throw refusal('the request is closed');
  if (law === null) throw refusal('no law of the request is known');
  if (!extended_due || !extension_notice_due) throw refusal(`${law} gives no extension`);
  if (extension?.state === 'sent') throw refusal('it was extended already');
  if (extension?.state === 'pending') throw refusal('the notice of its extension is under way');
  const notice_due = extension_notice_due < due ? extension_notice_due : due;
  if (now.toISOString() > notice_due) throw refusal(`the person had to be told until ${notice_due}`);
  return { extended_due, notice_due, time_zone };
}
