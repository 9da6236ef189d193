import type { ChildProcess } from 'node:child_process';

/** Waits for the end of a process that was asked to end; one that does not end in time is killed. */
export async function endOf<T>(
  child: ChildProcess,
  ended: Promise<T>,
  deadlineMs: number,
): Promise<T | 'killed'> {
  let isKilled = false;
  const last = setTimeout(() => (isKilled = child.kill('SIGKILL')), deadlineMs);
  const result = await ended;
  clearTimeout(last);
  return isKilled ? 'killed' : result;
}
