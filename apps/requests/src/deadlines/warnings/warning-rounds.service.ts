import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, Rounds, type Logger } from '@subjectline/bus';
import { Clock } from '@subjectline/contracts';
import { AcknowledgementService } from '../acknowledgement.service';
import { WarningService } from './warning.service';

/** Every minute: tells of the requests that are due, or whose receipt was not confirmed. */
@Injectable()
export class WarningRoundsService extends Rounds {
  protected readonly pauseMs = 60_000;

  constructor(
    private readonly warnings: WarningService,
    private readonly acknowledgements: AcknowledgementService,
    clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {
    super(clock);
  }

  protected async round(): Promise<void> {
    let isMore = true;
    while (isMore && !this.isStopped) isMore = await this.warnings.run();
    isMore = true;
    while (isMore && !this.isStopped) isMore = await this.acknowledgements.warn();
  }

  protected noteFailure(error: unknown): void {
    this.logger.warn({ err: error }, 'warning of deadlines failed; retrying');
  }
}
