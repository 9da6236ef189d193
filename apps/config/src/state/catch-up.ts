import { setTimeout as pause } from 'node:timers/promises';
import { withRequestId, type Logger } from '@subjectline/bus';

const pauseMs = 500;

/** Publishes states again until the broker has taken them. */
export class CatchUp {
  private behind = new Set<string>();
  private working: Promise<void> | null = null;
  private closed = false;

  constructor(
    private readonly publish: (name: string) => Promise<void>,
    private readonly logger: Logger,
  ) {}

  add(name: string): void {
    this.behind.add(name);
    // a context of its own: the deadline of the call that failed must not end every later attempt
    this.working ??= withRequestId(undefined, () => this.work());
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.working;
  }

  private async work(): Promise<void> {
    while (this.behind.size > 0 && !this.closed) {
      await pause(pauseMs);
      const names = this.behind;
      this.behind = new Set();
      for (const name of names) {
        await this.publish(name).catch((error: unknown) => {
          this.behind.add(name);
          this.logger.warn({ err: error, state: name }, 'publishing a state failed; retrying');
        });
      }
    }
    this.working = null;
  }
}
