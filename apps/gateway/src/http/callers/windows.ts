import { AppError, type Clock } from '@subjectline/contracts';

const maxWindows = 10_000;

export type Window<Counts> = Counts & { readonly endsAtMs: number };

/** Counts by name, in memory, for a fixed time from the first count. The oldest are dropped above 10,000 names. */
export class Windows<Counts extends object> {
  private readonly windows = new Map<string, Window<Counts>>();

  constructor(
    private readonly lengthMs: number,
    private readonly clock: Clock,
    private readonly empty: () => Counts,
  ) {}

  of(name: string): Window<Counts> {
    const known = this.windows.get(name);
    if (known && known.endsAtMs > this.clock.nowMs()) return known;
    this.windows.delete(name);
    // the map is in the order in which the windows were opened
    const [oldest] = this.windows.keys();
    if (this.windows.size >= maxWindows && oldest !== undefined) this.windows.delete(oldest);
    const window = { ...this.empty(), endsAtMs: this.clock.nowMs() + this.lengthMs };
    this.windows.set(name, window);
    return window;
  }

  /** For `Retry-After`: whole seconds until the window ends, at least one. */
  secondsLeft({ endsAtMs }: Window<Counts>): number {
    return Math.max(1, Math.ceil((endsAtMs - this.clock.nowMs()) / 1_000));
  }

  refusal(window: Window<Counts>): AppError {
    return new AppError('too_many_requests', { retry_after_seconds: this.secondsLeft(window) });
  }
}
