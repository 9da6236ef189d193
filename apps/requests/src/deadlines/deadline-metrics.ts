import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Metrics } from '@subjectline/bus';
import { AcknowledgementStore } from './acknowledgement.store';
import { defaultLaws } from '../laws/default-laws';
import { WarningStore } from './warnings/warning.store';

/** How many requests are overdue, and how many receipts. Laws of organizations share one label: their ids are their own. */
@Injectable()
export class DeadlineMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly store: WarningStore,
    private readonly acknowledgements: AcknowledgementStore,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge(
      'subjectline_requests_overdue',
      'Open privacy requests past their due date, by law',
      ['law'],
      async () => byLabel(await this.store.countOverdue()),
    );
    this.metrics.gauge(
      'subjectline_requests_unacknowledged',
      'Open privacy requests whose receipt was not confirmed in time, by law',
      ['law'],
      async () => byLabel(await this.acknowledgements.countMissed()),
    );
  }
}

function byLabel(
  counts: readonly { law: string | null; requests: number }[],
): { labels: { law: string }; value: number }[] {
  const found = new Map<string, number>();
  for (const { law, requests } of counts) {
    const label = labelOf(law);
    found.set(label, (found.get(label) ?? 0) + requests);
  }
  return [...found].map(([law, value]) => ({ labels: { law }, value }));
}

function labelOf(law: string | null): string {
  if (law === null) return 'none';
  return Object.hasOwn(defaultLaws, law) ? law : 'own';
}
