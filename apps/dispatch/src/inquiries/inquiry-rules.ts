import { carriesSecret, messageKind, type UnknownNotices } from '@subjectline/contracts';
import type { SearchAnswer } from '@subjectline/providers';
import { nextDelayMs } from '@subjectline/bus';
import type { DoubtfulMessage } from './inquiry.store';

/** What is done about a message of which it is unknown whether it was sent. */
export type InquiryVerdict =
  | { readonly is: 'found'; readonly providerMessageId: string }
  /** it is sent again: its vendor has not taken it, or the organization wants it so */
  | { readonly is: 'absent' | 'resent' }
  /** null: never again */
  | { readonly askAt: Date | null; readonly inquiries: number };

export interface InquiryCircumstances {
  readonly now: Date;
  /** Undefined: its vendor cannot be asked. */
  readonly absentAfterMs: number | undefined;
  readonly unknownNotices: UnknownNotices;
}

/** How long after its last try a vendor is asked. The last one is later than what any of them calls late. */
const stepsMs = [30_000, 5 * 60_000, 35 * 60_000];

/** A message is sent no more than twice if it may have arrived. */
const maxCopies = 2;

/** @param answer null: there is none */
export function verdictOf(
  message: DoubtfulMessage,
  answer: SearchAnswer | null,
  { now, absentAfterMs, unknownNotices }: InquiryCircumstances,
): InquiryVerdict {
  const { settled_at, inquiries, unknown_attempts } = message;
  if (answer?.state === 'found') return { is: 'found', providerMessageId: answer.providerMessageId };
  const ageMs = now.getTime() - settled_at.getTime();
  const isAbsent = answer?.state === 'absent' && absentAfterMs !== undefined && ageMs >= absentAfterMs;
  if (isAbsent && mayRepeat(message)) return { is: 'absent' };
  const nextMs = stepsMs[inquiries];
  if (nextMs !== undefined)
    return { askAt: new Date(settled_at.getTime() + nextMs), inquiries: inquiries + 1 };
  const isWanted = unknownNotices === 'resend' && unknown_attempts < maxCopies;
  return isWanted && mayRepeat(message) ? { is: 'resent' } : { askAt: null, inquiries };
}

/** A notice whose content is kept, and that has tries left. */
function mayRepeat({ kind, sealed_content, attempts }: DoubtfulMessage): boolean {
  const { lane } = messageKind(kind);
  const isNotice = lane === 'notices' && !carriesSecret(kind) && sealed_content !== null;
  return isNotice && nextDelayMs(lane, attempts) !== null;
}
