import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import { Clock } from '@subjectline/contracts';
import { ReminderService } from './reminder.service';

const pauseMs = 60_000;

/** Every minute: sends the reminders that are due. */
@Injectable()
export class ReminderRoundsService implements OnApplicationBootstrap, OnApplicationShutdown {
  private cancel: () => void = () => undefined;
  private working: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly reminders: ReminderService,
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
      await this.reminders.run(() => this.isStopped);
    } catch (error) {
      this.logger.warn({ err: error }, 'sending reminders failed; retrying');
    }
    if (!this.isStopped) this.cancel = this.clock.after(pauseMs, () => this.start());
  }
}
