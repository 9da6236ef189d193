import { setTimeout as pause } from 'node:timers/promises';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ServiceHealth } from '@subjectline/bus';
import { Clock, type Health } from '@subjectline/contracts';
import { CircuitStore } from '../circuits/circuit.store';

/** How often messages are counted at most: health is asked for often, and millions may wait. */
const betweenCountsMs = 3_000;
/** Less than the two seconds that the caller waits for the whole answer. */
const patienceMs = 500;

/** Adds a warning to health for accounts that do not work. The service stays ready, and their messages are held. */
@Injectable()
export class AccountWarnings implements OnModuleInit {
  private counting: Promise<number> | null = null;
  private countedAtMs = -Infinity;

  constructor(
    private readonly circuits: CircuitStore,
    private readonly health: ServiceHealth,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.health.extend((health) => this.withWarnings(health));
  }

  private async withWarnings(health: Health): Promise<Health> {
    if (!health.database) return health;
    // a warning that cannot be given makes nothing unhealthy
    const troubles = await this.circuits.troubles().catch(() => []);
    if (troubles.length === 0) return health;
    const listed = troubles.map(
      ({ reason, accounts }) => `${counted(accounts, 'provider config')} ${reason}`,
    );
    const waiting = await Promise.race([this.countWaiting(), pause(patienceMs, null, { ref: false })]);
    const held = waiting === null ? 'messages' : counted(waiting, 'message');
    const warning = `${listed.join(', ')}; ${held} held; see GET /api/v1/messaging/health`;
    return { ...health, warnings: [...(health.warnings ?? []), warning] };
  }

  /** Null if they cannot be counted. */
  private countWaiting(): Promise<number | null> {
    const isFresh = this.clock.nowMs() - this.countedAtMs < betweenCountsMs;
    if (!this.counting || !isFresh) {
      this.countedAtMs = this.clock.nowMs();
      this.counting = this.circuits.countWaiting();
    }
    return this.counting.catch(() => {
      this.countedAtMs = -Infinity;
      return null;
    });
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
