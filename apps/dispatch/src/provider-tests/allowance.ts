import { AppError, type Clock } from '@subjectline/contracts';

/** So many in any stretch of time, for each name; per process, which is all that a button needs. */
export class Allowance {
  private readonly taken = new Map<string, number[]>();

  constructor(
    private readonly clock: Clock,
    private readonly most: number,
    private readonly withinMs: number,
  ) {}

  /** Throws `too_many_requests` when there is none left. */
  take(name: string): void {
    const now = this.clock.nowMs();
    const recent = (this.taken.get(name) ?? []).filter((moment) => moment > now - this.withinMs);
    const [first = now] = recent;
    if (recent.length >= this.most) {
      const retry_after_seconds = Math.ceil((first + this.withinMs - now) / 1_000);
      throw new AppError('too_many_requests', { retry_after_seconds });
    }
    this.taken.set(name, [...recent, now]);
  }
}
