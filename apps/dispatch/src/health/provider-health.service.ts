import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  Settings,
  defaultSmsLimit,
  type ProviderHealthList,
  type ReadProviderHealthRequest,
} from '@subjectline/contracts';
import { CircuitStore } from '../circuits/circuit.store';
import { WaitingStore } from '../held/waiting.store';
import { SmsLimit } from '../sms/sms-limit';

@Injectable()
export class ProviderHealthService {
  constructor(
    private readonly circuits: CircuitStore,
    private readonly waiting: WaitingStore,
    private readonly smsLimit: SmsLimit,
    private readonly bus: Bus,
  ) {}

  async read({ organization }: ReadProviderHealthRequest): Promise<ProviderHealthList> {
    const [circuits, counts, settings] = await Promise.all([
      this.circuits.of(organization),
      this.waiting.counts(organization),
      this.bus.read(Settings, organization),
    ]);
    // an organization that sends nothing yet has the default limit
    const limit = settings?.sms_daily_limit ?? defaultSmsLimit;
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
