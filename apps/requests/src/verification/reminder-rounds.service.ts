import { Inject, Injectable } from '@nestjs/common';
import { loggerToken, Rounds, type Logger } from '@subjectline/bus';
import { Clock } from '@subjectline/contracts';
import { ReminderService } from './reminder.service';

/** Every minute: sends the reminders that are due. */
@Injectable()
export class ReminderRoundsService extends Rounds {
  protected readonly pauseMs = 60_000;

  constructor(
    private readonly reminders: ReminderService,
    clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {
    super(clock);
  }

  protected round(): Promise<void> {
    return this.reminders.run(() => this.isStopped);
  }

  protected noteFailure(error: unknown): void {
    this.logger.warn({ err: error }, 'sending reminders failed; retrying');
  }
}
