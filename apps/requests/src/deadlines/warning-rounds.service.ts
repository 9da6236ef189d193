import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import { Clock } from '@subjectline/contracts';
import { WarningService } from './warning.service';

const pauseMs = 60_000;

/** Every minute: tells of the requests that are due. */
@Injectable()
export class WarningRoundsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private cancel: () => void = () => undefined;
  private working: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly warnings: WarningService,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.start();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    this.cancel();
    await this.working;
  }

  private start(): void {
    this.working = this.round();
  }

  private async round(): Promise<void> {
    try {
      let isMore = true;
      while (isMore && !this.isStopped) isMore = await this.warnings.run();
    } catch (error) {
      this.logger.warn({ err: error }, 'warning of deadlines failed; retrying');
    }
    if (!this.isStopped) this.cancel = this.clock.after(pauseMs, () => this.start());
  }
}
