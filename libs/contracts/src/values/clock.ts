export const dayMs = 24 * 3_600_000;

/** The only source of time. Services get it as an argument, so that a spec can set it. */
export class Clock {
  now(): Date {
    return new Date();
  }

  /** Milliseconds since the epoch. */
  nowMs(): number {
    return this.now().getTime();
  }

  /**
   * Calls back once `delayMs` have passed on this clock. Returns what cancels it.
   * The timer never keeps a process alive.
   */
  after(delayMs: number, callback: () => void): () => void {
    // setTimeout holds 31 bits: a longer wait would fire at once
    const timer = setTimeout(callback, Math.min(Math.max(0, delayMs), 2 ** 31 - 1));
    timer.unref();
    return () => clearTimeout(timer);
  }
}
