import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Metrics } from '@subjectline/bus';
import { defaultLaws } from './default-laws';
import { WarningStore } from './warning.store';

/** How many requests are overdue. Laws of organizations share one label: their ids are their own. */
@Injectable()
export class DeadlineMetrics implements OnModuleInit {
  constructor(
    private readonly metrics: Metrics,
    private readonly store: WarningStore,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge(
      'subjectline_requests_overdue',
      'Open privacy requests past their due date, by law',
      ['law'],
      async () => [...(await this.byLabel())].map(([law, value]) => ({ labels: { law }, value })),
    );
  }

  private async byLabel(): Promise<Map<string, number>> {
    const found = new Map<string, number>();
    for (const { law, requests } of await this.store.countOverdue()) {
      const label = labelOf(law);
      found.set(label, (found.get(label) ?? 0) + requests);
    }
    return found;
  }
}

function labelOf(law: string | null): string {
  if (law === null) return 'none';
  return Object.hasOwn(defaultLaws, law) ? law : 'own';
}
