import { setTimeout as pause } from 'node:timers/promises';

/**
 * Asks again and again until the answer is there (not null, undefined or false); for what no message announces.
 * Fails after `deadlineMs` with the last error or `what`.
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | null | undefined | false> | T | null | undefined | false,
  deadlineMs = 15_000,
): Promise<T> {
  const end = Date.now() + deadlineMs;
  let failure: unknown;
  while (Date.now() < end) {
    try {
      const answer = await ask();
      if (answer !== null && answer !== undefined && answer !== false) return answer;
    } catch (error) {
      failure = error;
    }
    await pause(20);
  }
  throw new Error(`not within ${deadlineMs} ms: ${what}`, { cause: failure });
}
