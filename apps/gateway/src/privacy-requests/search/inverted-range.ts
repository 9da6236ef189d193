import { AppError } from '@subjectline/contracts';

/** Refuses a range whose start is after its end. */
export function refuseInvertedRange(
  stage: string,
  after: string | undefined,
  before: string | undefined,
): void {
  if (after === undefined || before === undefined || after <= before) return;
  throw new AppError('filters_contradict', { stage, after, before });
}
