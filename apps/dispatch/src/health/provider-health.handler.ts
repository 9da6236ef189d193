import { Controller } from '@nestjs/common';
import { Answers, Bus } from '@subjectline/bus';
import {
  ReadProviderHealth,
  Settings,
  usualSmsLimit,
  type ProviderHealthList,
  type ReadProviderHealthRequest,
} from '@subjectline/contracts';
import { CircuitStore } from '../circuits/circuit.store';
import { SmsLimit } from '../sms/sms-limit';

@Controller()
export class ProviderHealthHandler {
  constructor(
    private readonly store: CircuitStore,
    private readonly smsLimit: SmsLimit,
    private readonly bus: Bus,
  ) {}

  @Answers(ReadProviderHealth)
  async read({ organization }: ReadProviderHealthRequest): Promise<ProviderHealthList> {
    const [circuits, counts, settings] = await Promise.all([
      this.store.of(organization),
      this.store.counts(organization),
      this.bus.read(Settings, organization),
    ]);
    // an organization that sends nothing yet has the limit of all
    const limit = settings?.sms_daily_limit ?? usualSmsLimit;
    const items = circuits.map(({ provider_key: key, reason, opened_at, probe_at }) => ({
      key,
      reason,
      since: opened_at.toISOString(),
      next_try_at: probe_at.toISOString(),
      waiting: counts.find(({ provider_key }) => provider_key === key)?.waiting ?? 0,
    }));
    return { items, sms: await this.smsLimit.usage(organization, limit) };
  }
}
