import type { Health } from '@subjectline/contracts';
import type { CircuitStore } from './circuit.store';

/** Tells with the health of this service that accounts do not work: it is ready all the same, and their messages wait. */
export async function withAccountWarnings(health: Health, store: CircuitStore): Promise<Health> {
  if (!health.database) return health;
  // a warning that cannot be given makes nothing unhealthy
  const { reasons, waiting } = await store.trouble().catch(() => ({ reasons: [], waiting: 0 }));
  if (reasons.length === 0) return health;
  const listed = reasons.map(({ reason, accounts }) => `${accounts} ${reason}`).join(', ');
  const warning = `provider configs that do not work: ${listed}; messages that wait for them: ${waiting}; see GET /api/v1/messaging/health`;
  return { ...health, warnings: [warning] };
}
