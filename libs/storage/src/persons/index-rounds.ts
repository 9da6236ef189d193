import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from '@subjectline/bus';
import type { Clock } from '@subjectline/contracts';
import type { PersonIndex } from './person-index';

const pauseMs = 3_600_000;

/** Fills the index of persons while the service runs, so that a look finds little left to do. */
export class IndexRounds implements OnApplicationBootstrap, OnApplicationShutdown {
  private cancel: () => void = () => undefined;
  private working: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly index: PersonIndex,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.cancel();
    await this.working;
  }

  private start(): void {
    this.working = this.round();
  }

  private async round(): Promise<void> {
    try {
      await this.index.fill(() => this.stopped);
    } catch (error) {
      this.logger.warn({ err: error }, 'indexing persons failed; retrying');
    }
    if (!this.stopped) this.cancel = this.clock.after(pauseMs, () => this.start());
  }
}
