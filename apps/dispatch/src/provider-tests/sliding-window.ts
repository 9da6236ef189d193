import { AppError, type Clock } from '@subjectline/contracts';

/**
 * At most `max` uses of each name within any `withinMs`; counted per process, which is enough for a button. The gateway's
 * windows begin with the first use, which lets twice as many pass around their end.
 */
export class SlidingWindow {
  private readonly uses = new Map<string, number[]>();

  constructor(
    private readonly clock: Clock,
    private readonly max: number,
    private readonly withinMs: number,
  ) {}

  /** Throws `too_many_requests` if none is left. */
  take(name: string): void {
    const now = this.clock.nowMs();
    const recent = (this.uses.get(name) ?? []).filter((moment) => moment > now - this.withinMs);
    const [first = now] = recent;
    if (recent.length >= this.max) {
      const retry_after_seconds = Math.ceil((first + this.withinMs - now) / 1_000);
      throw new AppError('too_many_requests', { retry_after_seconds });
    }
    this.uses.set(name, [...recent, now]);
  }
}
