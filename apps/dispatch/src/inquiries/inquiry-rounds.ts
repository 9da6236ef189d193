import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, Rounds, type Logger } from '@subjectline/bus';
import { Clock } from '@subjectline/contracts';
import { DoubtfulMessages } from './doubtful-messages';

/** Every five seconds: asks vendors for some messages of which it is unknown whether they were sent. */
@Injectable()
export class InquiryRounds extends Rounds {
  protected readonly pauseMs = 5_000;

  constructor(
    private readonly inquiries: DoubtfulMessages,
    clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {
    super(clock);
  }

  protected round(): Promise<void> {
    return this.inquiries.run(() => this.isStopped);
  }

  protected noteFailure(error: unknown): void {
    this.logger.warn({ err: error }, 'looking for unknown messages failed; retrying');
  }
}
