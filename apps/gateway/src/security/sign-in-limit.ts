import { AppError, type Clock, type ErrorCode } from '@subjectline/contracts';
import { CallerWindows } from '../http/callers/caller-windows';
import type { Window } from '../http/callers/windows';

interface SignIns {
  failures: number;
  readonly underWay: Set<Promise<unknown>>;
}

const windowMs = 60_000;
const failures: ReadonlySet<ErrorCode> = new Set([
  'wrong_credentials',
  'sign_in_failed',
  'oidc_sign_in_expired',
  'oidc_not_admitted',
]);

/**
 * How often one IP address may show wrong credentials within a minute. Right ones are not counted, but no more are
 * looked at at once than may still be wrong: a hundred guesses at the same time are ten guesses.
 */
export class SignInLimit {
  private readonly windows: CallerWindows<SignIns>;

  /** @param failuresPerMinute 0 lifts the limit */
  constructor(
    private readonly failuresPerMinute: number,
    clock: Clock,
  ) {
    this.windows = new CallerWindows(windowMs, clock, () => ({ failures: 0, underWay: new Set() }));
  }

  async attempt<T>(address: string, signIn: () => Promise<T>): Promise<T> {
    if (this.failuresPerMinute === 0) return signIn();
    for (;;) {
      const entered: Window<SignIns>[] = [];
      let full: Window<SignIns> | undefined;
      for (const { window, factor } of this.windows.of(address)) {
        const limit = this.failuresPerMinute * factor;
        if (window.failures >= limit) throw this.windows.refusal(window);
        if (window.failures + window.underWay.size >= limit) full ??= window;
        entered.push(window);
      }
      if (!full) return this.count(entered, signIn);
      await Promise.race(full.underWay);
    }
  }

  private async count<T>(windows: readonly Window<SignIns>[], signIn: () => Promise<T>): Promise<T> {
    const attempt = signIn();
    const settled = attempt.then(
      () => undefined,
      (error: unknown) => {
        if (!(error instanceof AppError) || !failures.has(error.code)) return;
        for (const window of windows) window.failures += 1;
      },
    );
    for (const { underWay } of windows) underWay.add(settled);
    await settled;
    for (const { underWay } of windows) underWay.delete(settled);
    return attempt;
  }
}
