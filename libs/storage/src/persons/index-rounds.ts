import { Rounds, type Logger } from '@subjectline/bus';
import type { Clock } from '@subjectline/contracts';
import type { PersonIndex } from './person-index';

/** Fills the index of persons while the service runs, so that a look finds little left to do. */
export class IndexRounds extends Rounds {
  protected readonly pauseMs = 3_600_000;

  constructor(
    private readonly index: PersonIndex,
    clock: Clock,
    private readonly logger: Logger,
  ) {
    super(clock);
  }

  protected round(): Promise<unknown> {
    return this.index.fill(() => this.isStopped);
  }

  protected noteFailure(error: unknown): void {
    this.logger.warn({ err: error }, 'indexing persons failed; retrying');
  }
}
