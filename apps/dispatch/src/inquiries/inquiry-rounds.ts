import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import { Clock } from '@subjectline/contracts';
import { DoubtfulMessages } from './doubtful-messages';

const pauseMs = 5_000;

/** Every five seconds: asks vendors for some messages of which it is unknown whether they were sent. */
@Injectable()
export class InquiryRounds implements OnApplicationBootstrap, OnApplicationShutdown {
  private cancel: () => void = () => undefined;
  private working: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly inquiries: DoubtfulMessages,
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
      await this.inquiries.run(() => this.isStopped);
    } catch (error) {
      this.logger.warn({ err: error }, 'looking for unknown messages failed; retrying');
    }
    if (!this.isStopped) this.cancel = this.clock.after(pauseMs, () => this.start());
  }
}
