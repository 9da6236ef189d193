import { readTogether, secondsSince, type Metrics, type Sample } from '@subjectline/bus';
import type { Clock, StoringServiceName } from '@subjectline/contracts';
import type { Database } from './database';

/** The metrics of a service's tables: its connections, and what waits in its outbox. */
export class StorageMeter {
  private readonly gauges: (() => void)[];

  constructor(
    private readonly service: StoringServiceName,
    private readonly database: Database,
    metrics: Metrics,
    private readonly clock: Clock,
  ) {
    const due = readTogether(() => this.readDue());
    this.gauges = [
      metrics.gauge(
        'subjectline_database_connections',
        'Connections to PostgreSQL in use and idle, and the statements that wait for one',
        ['service', 'state'],
        () => this.connections(),
      ),
      metrics.gauge(
        'subjectline_outbox_messages',
        'Messages that are due to be published and are not yet',
        ['service'],
        async () => [this.sample((await due()).messages)],
      ),
      metrics.gauge(
        'subjectline_outbox_oldest_seconds',
        'Seconds that the oldest of them is overdue',
        ['service'],
        async () => [this.sample(secondsSince((await due()).oldest?.getTime(), this.clock.nowMs()))],
      ),
    ];
  }

  close(): void {
    for (const close of this.gauges) close();
  }

  private connections(): Sample<'service' | 'state'>[] {
    const { totalCount, idleCount: idle, waitingCount: waiting } = this.database.pool;
    const counts = { in_use: totalCount - idle, idle, waiting };
    return Object.entries(counts).map(([state, value]) => ({
      labels: { service: this.service, state },
      value,
    }));
  }

  private async readDue(): Promise<{ messages: number; oldest: Date | null }> {
    const [row] = await this.database.query<{ messages: number; oldest: Date | null }>(
      `select count(*) as messages, min(available_at) as oldest from outbox
       where published_in is null and available_at <= $1`,
      [this.clock.now()],
    );
    return row ?? { messages: 0, oldest: null };
  }

  private sample(value: number): Sample<'service'> {
    return { labels: { service: this.service }, value };
  }
}
