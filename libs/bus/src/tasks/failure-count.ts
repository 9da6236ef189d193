import type { JsMsg } from 'nats';

/** The max number of failing messages that are counted; past it the one that failed longest ago starts from zero. */
const maxRemembered = 10_000;

/**
 * How often the handler of each message has failed. The broker counts deliveries, most of which are waits in a long
 * outage: counted as failures, they would make a dead letter of the first real one. Kept in memory: a message that another
 * process takes over is tried a few times more, and none is given up too early.
 */
export class FailureCount {
  private readonly failures = new Map<string, number>();

  /** @returns how often it has failed by now */
  add(message: JsMsg): number {
    const key = keyOf(message);
    const count = (this.failures.get(key) ?? 0) + 1;
    this.failures.delete(key);
    this.failures.set(key, count);
    const [oldest] = this.failures.keys();
    if (this.failures.size > maxRemembered && oldest !== undefined) this.failures.delete(oldest);
    return count;
  }

  forget(message: JsMsg): void {
    this.failures.delete(keyOf(message));
  }
}

/** A stream that was recreated counts from one again. */
function keyOf({ seq, info }: JsMsg): string {
  return `${seq} ${info.timestampNanos}`;
}
