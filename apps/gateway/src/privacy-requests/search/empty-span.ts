import { AppError } from '@subjectline/contracts';

/** Nothing lies between two moments that stand the wrong way round: the caller has made a mistake. */
export function refuseEmptySpan(stage: string, after: string | undefined, before: string | undefined): void {
  if (after === undefined || before === undefined || after <= before) return;
  throw new AppError('filters_contradict', { stage, after, before });
}
