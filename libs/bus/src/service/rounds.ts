import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '@subjectline/contracts';

/** Work that comes again and again while a service runs. A round that fails is logged, and the next one is in its time. */
export abstract class Rounds implements OnApplicationBootstrap, OnApplicationShutdown {
  /** From the end of one round to the next. */
  protected abstract pauseMs: number;
  private cancel: () => void = () => undefined;
  private working: Promise<void> = Promise.resolve();
  private stopped = false;

  protected constructor(protected readonly clock: Clock) {}

  /** Asked between the parts of a round that takes long. */
  protected get isStopped(): boolean {
    return this.stopped;
  }

  protected abstract round(): Promise<unknown>;

  protected abstract noteFailure(error: unknown): void;

  onApplicationBootstrap(): void {
    this.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.cancel();
    await this.working;
  }

  private start(): void {
    this.working = this.runRound();
  }

  private async runRound(): Promise<void> {
    try {
      await this.round();
    } catch (error) {
      this.noteFailure(error);
    }
    if (!this.stopped) this.cancel = this.clock.after(this.pauseMs, () => this.start());
  }
}
