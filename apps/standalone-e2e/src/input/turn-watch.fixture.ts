import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** Processor time of the thread that reads it, in nanoseconds: first word of this file (Linux). */
const schedstat = '/proc/thread-self/schedstat';

/**
 * How long the event loop did one thing at a time: the longest turn of it, in processor time of this thread, so that
 * other processes of a busy machine do not count. Where that cannot be read it is the time on the clock.
 */
export class TurnWatch {
  private readonly file = existsSync(schedstat) ? openSync(schedstat, 'r') : null;
  private readonly buffer = Buffer.alloc(64);

  async during<T>(work: () => Promise<T>): Promise<[T, number]> {
    const over = new AbortController();
    const watching = this.watch(over.signal);
    const result = await work().finally(() => over.abort());
    return [result, await watching];
  }

  close(): void {
    if (this.file !== null) closeSync(this.file);
  }

  /** Looks every millisecond: looking at every turn would keep the processor busy while the answer waits. */
  private async watch(over: AbortSignal): Promise<number> {
    let longestMs = 0;
    for (let before = this.nowMs(); !over.aborted;) {
      await pause(1, undefined, { signal: over }).catch(() => undefined);
      const now = this.nowMs();
      longestMs = Math.max(longestMs, now - before);
      before = now;
    }
    return longestMs;
  }

  private nowMs(): number {
    if (this.file === null) return performance.now();
    const length = readSync(this.file, this.buffer, 0, this.buffer.length, 0);
    return Number.parseInt(this.buffer.toString('latin1', 0, length), 10) / 1e6;
  }
}
