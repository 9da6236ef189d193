import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ServiceHealth } from '@subjectline/bus';
import { Clock, type Health } from '@subjectline/contracts';
import { EndpointStore } from '../endpoint/endpoint.store';

/** A receiver that is being deployed fails for minutes: no reason to warn. */
const patienceMs = 3_600_000;

/** Adds a warning to health for endpoints that fail, or that we have disabled. The service stays ready. */
@Injectable()
export class EndpointWarnings implements OnModuleInit {
  constructor(
    private readonly endpoints: EndpointStore,
    private readonly health: ServiceHealth,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.health.extend((health) => this.withWarnings(health));
  }

  private async withWarnings(health: Health): Promise<Health> {
    if (!health.database) return health;
    const before = new Date(this.clock.nowMs() - patienceMs);
    // a warning that cannot be given makes nothing unhealthy
    const { disabled, failing } = await this.endpoints
      .troubles(before)
      .catch(() => ({ disabled: 0, failing: 0 }));
    const warnings = [
      ...(disabled > 0 ? [`${counted(disabled)} disabled because of failures`] : []),
      ...(failing > 0 ? [`${counted(failing)} failing for an hour or more`] : []),
    ].map((warning) => `${warning}; see GET /api/v1/webhooks/endpoints`);
    return warnings.length > 0 ? { ...health, warnings: [...(health.warnings ?? []), ...warnings] } : health;
  }
}

function counted(count: number): string {
  return count === 1 ? '1 webhook endpoint is' : `${count} webhook endpoints are`;
}
