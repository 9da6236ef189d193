import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';

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
    const watch = { isOver: false, longestMs: 0 };
    const watching = this.watch(watch);
    const result = await work().finally(() => (watch.isOver = true));
    await watching;
    return [result, watch.longestMs];
  }

  close(): void {
    if (this.file !== null) closeSync(this.file);
  }

  private async watch(state: { isOver: boolean; longestMs: number }): Promise<void> {
    let before = this.nowMs();
    while (!state.isOver) {
      await nextTurn();
      const now = this.nowMs();
      state.longestMs = Math.max(state.longestMs, now - before);
      before = now;
    }
  }

  private nowMs(): number {
    if (this.file === null) return performance.now();
    const length = readSync(this.file, this.buffer, 0, this.buffer.length, 0);
    return Number.parseInt(this.buffer.toString('latin1', 0, length), 10) / 1e6;
  }
}
