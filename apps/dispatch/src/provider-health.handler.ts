import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  ReadProviderHealth,
  type ProviderHealthList,
  type ReadProviderHealthRequest,
} from '@subjectline/contracts';
import { CircuitStore } from './circuit.store';

@Controller()
export class ProviderHealthHandler {
  constructor(private readonly store: CircuitStore) {}

  @Answers(ReadProviderHealth)
  async read({ organization }: ReadProviderHealthRequest): Promise<ProviderHealthList> {
    const [circuits, counts] = await Promise.all([
      this.store.of(organization),
      this.store.counts(organization),
    ]);
    const items = circuits.map(({ provider_key: key, reason, opened_at, probe_at }) => ({
      key,
      reason,
      since: opened_at.toISOString(),
      next_try_at: probe_at.toISOString(),
      waiting: counts.find(({ provider_key }) => provider_key === key)?.waiting ?? 0,
    }));
    return { items };
  }
}
