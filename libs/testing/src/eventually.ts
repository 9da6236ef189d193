import { setTimeout as pause } from 'node:timers/promises';

const shortestMs = 20;
const maxMs = 500;

/** What takes long to come is asked for less often, which leaves the processor to those who make it. */
function pauseAfter(waitedMs: number, askingMs: number): number {
  const growing = Math.min(Math.max(waitedMs / 25, shortestMs), maxMs / 2);
  return Math.max(growing, Math.min(2 * askingMs, maxMs));
}

/**
 * Asks again and again until the answer is there (not null, undefined or false); for what no message announces.
 * Fails after `deadlineMs` with the last error or `what`.
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  deadlineMs = 120_000,
): Promise<T> {
  const begin = Date.now();
  const end = begin + deadlineMs;
  let failure: unknown;
  while (Date.now() < end) {
    const asked = Date.now();
    try {
      const answer = await ask();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
    } catch (error) {
      failure = error;
    }
    const now = Date.now();
    await pause(pauseAfter(now - begin, now - asked));
  }
  throw new Error(`not within ${deadlineMs} ms: ${what}`, { cause: failure });
}
