import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, Rounds, type Logger } from '@subjectline/bus';
import { Clock } from '@subjectline/contracts';
import { WarningService } from './warning.service';

/** Every minute: tells of the requests that are due. */
@Injectable()
export class WarningRoundsService extends Rounds {
  protected readonly pauseMs = 60_000;

  constructor(
    private readonly warnings: WarningService,
    clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {
    super(clock);
  }

  protected async round(): Promise<void> {
    let isMore = true;
    while (isMore && !this.isStopped) isMore = await this.warnings.run();
  }

  protected noteFailure(error: unknown): void {
    this.logger.warn({ err: error }, 'warning of deadlines failed; retrying');
  }
}
