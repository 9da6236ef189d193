import { AppError, type Clock } from '@subjectline/contracts';
import { Windows, type Window } from '../http/callers/windows';

interface SignIns {
  failures: number;
  readonly underWay: Set<Promise<unknown>>;
}

const windowMs = 60_000;

/**
 * How often one IP address may show wrong credentials within a minute. Right ones are not counted, but no more are
 * looked at at once than may still be wrong: a hundred guesses at the same time are ten guesses.
 */
export class SignInLimit {
  private readonly windows: Windows<SignIns>;

  /** @param failuresPerMinute 0 lifts the limit */
  constructor(
    private readonly failuresPerMinute: number,
    clock: Clock,
  ) {
    this.windows = new Windows(windowMs, clock, () => ({ failures: 0, underWay: new Set() }));
  }

  async attempt<T>(address: string, signIn: () => Promise<T>): Promise<T> {
    if (this.failuresPerMinute === 0) return signIn();
    for (;;) {
      const window = this.windows.of(address);
      if (window.failures >= this.failuresPerMinute) throw this.windows.refusal(window);
      if (window.failures + window.underWay.size < this.failuresPerMinute) return this.count(window, signIn);
      await Promise.race(window.underWay);
    }
  }

  private async count<T>(window: Window<SignIns>, signIn: () => Promise<T>): Promise<T> {
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
}
