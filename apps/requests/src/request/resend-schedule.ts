/** The wait after each code before the next; the last applies to all that follow. */
const gapsSeconds = [30, 60, 120, 300] as const;
const lastGapSeconds = 300;

/** @param codes how many there were, the first one included */
export function gapAfterMs(codes: number): number {
  return (gapsSeconds[codes - 1] ?? lastGapSeconds) * 1_000;
}
