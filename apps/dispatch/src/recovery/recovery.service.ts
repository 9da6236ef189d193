import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { loggerToken, type Logger } from '@subjectline/bus';
import { Clock } from '@subjectline/contracts';
import { Circuits } from '../circuits/circuits';
import { ProbeService } from './probe.service';
import { Releases } from './releases';

const pauseMs = 1_000;
/** While messages are released. */
const shortPauseMs = 250;

/** Every second: reads the circuits of other replicas, probes accounts that do not work, and releases messages. */
@Injectable()
export class RecoveryService implements OnApplicationBootstrap, OnApplicationShutdown {
  private cancel: () => void = () => undefined;
  private working: Promise<void> = Promise.resolve();
  private isStopped = false;

  constructor(
    private readonly circuits: Circuits,
    private readonly probes: ProbeService,
    private readonly releases: Releases,
    private readonly clock: Clock,
    @Inject(loggerToken) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.next();
  }

  async onApplicationShutdown(): Promise<void> {
    this.isStopped = true;
    this.cancel();
    await this.working;
    await this.probes.finish();
  }

  private next(): void {
    this.working = this.round();
  }

  private async round(): Promise<void> {
    let freed = 0;
    try {
      await this.circuits.refresh();
      await this.probes.run();
      freed = await this.releases.run();
    } catch (error) {
      this.logger.warn({ err: error }, 'provider circuit check failed');
    }
    if (!this.isStopped)
      this.cancel = this.clock.after(freed > 0 ? shortPauseMs : pauseMs, () => this.next());
  }
}
