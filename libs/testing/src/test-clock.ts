import { Clock } from '@subjectline/contracts';

interface Timer {
  readonly dueMs: number;
  readonly callback: () => void;
}

/** A clock that a spec sets. It stands still until it is moved, and its timers run when it passes their time. */
export class TestClock extends Clock {
  private readonly timers = new Set<Timer>();

  constructor(private currentMs = Date.now()) {
    super();
  }

  override now(): Date {
    return new Date(this.currentMs);
  }

  override after(delayMs: number, callback: () => void): () => void {
    const timer = { dueMs: this.currentMs + delayMs, callback };
    this.timers.add(timer);
    // other processes and the broker live in real time: they are not kept waiting for a clock that stands still
    const cancelReal = super.after(delayMs, () => this.fire(timer));
    return () => {
      cancelReal();
      this.timers.delete(timer);
    };
  }

  advance(milliseconds: number): void {
    this.currentMs += milliseconds;
    for (const timer of [...this.timers]) {
      if (timer.dueMs <= this.currentMs) this.fire(timer);
    }
  }

  private fire(timer: Timer): void {
    if (this.timers.delete(timer)) timer.callback();
  }
}
