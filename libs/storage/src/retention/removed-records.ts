import { Inject, Injectable } from '@nestjs/common';
import { Metrics } from '@subjectline/bus';
import type { RetentionKindName } from '@subjectline/contracts';

/** Counts what is deleted because its period is over. */
@Injectable()
export class RemovedRecords {
  private readonly removed;

  constructor(@Inject(Metrics) metrics: Metrics) {
    this.removed = metrics.counter(
      'subjectline_retention_removed_total',
      'Records deleted or stripped because their retention period is over',
      ['kind'],
    );
  }

  /** Also zero: the series is there from the first time on. */
  count(kind: RetentionKindName, records: number): void {
    this.removed.inc({ kind }, records);
  }
}
