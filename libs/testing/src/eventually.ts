import { setTimeout as pause } from 'node:timers/promises';

/** Most answers come within this; later ones are asked for less often, which leaves the processor to those who make them. */
const soonMs = 2_000;
const longestMs = 500;

/**
 * Asks again and again until the answer is there (not null, undefined or false); for what no message announces.
 * Fails after `deadlineMs` with the last error or `what`.
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  deadlineMs = 60_000,
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
    const shortest = now < begin + soonMs ? 20 : 100;
    await pause(Math.max(shortest, Math.min(2 * (now - asked), longestMs)));
  }
  throw new Error(`not within ${deadlineMs} ms: ${what}`, { cause: failure });
}
