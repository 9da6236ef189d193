import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ServiceHealth } from '@subjectline/bus';
import type { Health } from '@subjectline/contracts';
import { CircuitStore } from '../circuits/circuit.store';

/** Adds a warning to health for accounts that do not work. The service stays ready, and their messages are held. */
@Injectable()
export class AccountWarnings implements OnModuleInit {
  constructor(
    private readonly circuits: CircuitStore,
    private readonly health: ServiceHealth,
  ) {}

  onModuleInit(): void {
    this.health.extend((health) => this.withWarnings(health));
  }

  private async withWarnings(health: Health): Promise<Health> {
    if (!health.database) return health;
    // a warning that cannot be given makes nothing unhealthy
    const { reasons, waiting } = await this.circuits.trouble().catch(() => ({ reasons: [], waiting: 0 }));
    if (reasons.length === 0) return health;
    const listed = reasons.map(({ reason, accounts }) => `${counted(accounts, 'provider config')} ${reason}`);
    const warning = `${listed.join(', ')}; ${counted(waiting, 'message')} held; see GET /api/v1/messaging/health`;
    return { ...health, warnings: [warning] };
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
