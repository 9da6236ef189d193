import { AppError, Clock } from '@subjectline/contracts';

interface Window {
  readonly endsAtMs: number;
  failures: number;
  readonly underWay: Set<Promise<unknown>>;
}

const windowMs = 60_000;
const mostWindows = 10_000;

/**
 * How often one IP address may show wrong credentials within a minute. Right ones are not counted, but no more are
 * looked at at once than may still be wrong: a hundred guesses at the same time are ten guesses.
 */
export class SignInLimit {
  private readonly windows = new Map<string, Window>();

  /** @param failuresPerMinute 0 lifts the limit */
  constructor(
    private readonly failuresPerMinute: number,
    private readonly clock: Clock,
  ) {}

  async attempt<T>(address: string, signIn: () => Promise<T>): Promise<T> {
    if (this.failuresPerMinute === 0) return signIn();
    for (;;) {
      const window = this.windowOf(address);
      if (window.failures >= this.failuresPerMinute) throw this.refusal(window);
      if (window.failures + window.underWay.size < this.failuresPerMinute) return this.count(window, signIn);
      await Promise.race(window.underWay);
    }
  }

  private async count<T>(window: Window, signIn: () => Promise<T>): Promise<T> {
    const attempt = signIn();
    const settled = attempt.then(
      () => undefined,
      (error: unknown) => {
        if (error instanceof AppError && error.code === 'wrong_credentials') window.failures += 1;
      },
    );
    window.underWay.add(settled);
    await settled;
    window.underWay.delete(settled);
    return attempt;
  }

  private refusal({ endsAtMs }: Window): AppError {
    const retry_after_seconds = Math.max(1, Math.ceil((endsAtMs - this.clock.nowMs()) / 1_000));
    return new AppError('too_many_requests', { retry_after_seconds });
  }

  private windowOf(address: string): Window {
    const known = this.windows.get(address);
    if (known && known.endsAtMs > this.clock.nowMs()) return known;
    this.windows.delete(address);
    if (this.windows.size >= mostWindows) this.forgetOldest();
    const window = {
      endsAtMs: this.clock.nowMs() + windowMs,
      failures: 0,
      underWay: new Set<Promise<unknown>>(),
    };
    this.windows.set(address, window);
    return window;
  }

  /** The map is in the order in which the windows were opened. */
  private forgetOldest(): void {
    const [oldest] = this.windows.keys();
    if (oldest !== undefined) this.windows.delete(oldest);
  }
}
