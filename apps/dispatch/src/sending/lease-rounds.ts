import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import { Leases } from '../journal/leases';
import { AbandonedTries } from './abandoned-tries';

/** A third of a lease: two renewals may fail before a try counts as abandoned. */
const roundMs = 5_000;
/** Successful rounds in a row before tries are settled: after an outage their processes get time to renew their leases. */
const roundsBeforeSweep = 2;

/** Renews the leases of this process, and sweeps those of processes that are gone. */
@Injectable()
export class LeaseRounds implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | null = null;
  private working: Promise<void> = Promise.resolve();
  private roundsInARow = 0;

  constructor(
    private readonly leases: Leases,
    private readonly abandoned: AbandonedTries,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  /** False after an outage, until the processes whose leases ran out meanwhile have had time to come back. */
  get isSteady(): boolean {
    return this.roundsInARow >= roundsBeforeSweep;
  }

  onApplicationBootstrap(): void {
    this.schedule();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    await this.working;
    await this.leases.deleteEnded().catch(() => undefined);
  }

  private schedule(): void {
    // real time: a lease is about processes, and the database's clock measures it
    this.timer = setTimeout(() => {
      this.working = this.round().then(() => (this.timer ? this.schedule() : undefined));
    }, roundMs);
    this.timer.unref();
  }

  private async round(): Promise<void> {
    try {
      await this.leases.renew();
      await this.leases.deleteEnded();
      this.roundsInARow += 1;
      if (this.isSteady) await this.abandoned.sweep();
    } catch (error) {
      this.roundsInARow = 0;
      this.logger.warn({ err: error }, 'lease round failed; retrying');
    }
  }
}
