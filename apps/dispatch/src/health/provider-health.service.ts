import { Injectable } from '@nestjs/common';
import { Bus } from '@subjectline/bus';
import {
  Settings,
  defaultOrganization,
  defaultSmsLimit,
  type ProviderHealthList,
  type ReadProviderHealthRequest,
  type VendorAddress,
} from '@subjectline/contracts';
import { Accounts } from '../accounts/accounts';
import { CircuitStore } from '../circuits/circuit.store';
import { WaitingStore } from '../held/waiting.store';
import { SmsLimit } from '../sms/sms-limit';

@Injectable()
export class ProviderHealthService {
  constructor(
    private readonly circuits: CircuitStore,
    private readonly waiting: WaitingStore,
    private readonly smsLimit: SmsLimit,
    private readonly accounts: Accounts,
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
    const addresses = organization === defaultOrganization ? this.vendorAddresses() : [];
    return {
      items,
      sms: await this.smsLimit.usage(organization, limit),
      ...(addresses.length > 0 && { vendor_addresses: addresses }),
    };
  }

  /** Without their paths: what is there for people is at the root. */
  private vendorAddresses(): VendorAddress[] {
    return this.accounts
      .replacedVendors()
      .map(({ serviceType, url }) => ({ service_type: serviceType, url: new URL(url).origin }));
  }
}
