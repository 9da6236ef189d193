import type { ClaimedDelivery } from './claim.store';

type Owner = Pick<ClaimedDelivery, 'organization' | 'endpoint_id'>;

/** The attempts that this process is making, by endpoint and by organization. */
export class UnderWay {
  readonly byEndpoint = new Map<string, number>();
  readonly byOrganization = new Map<string, number>();

  begin({ endpoint_id, organization }: Owner): void {
    add(this.byEndpoint, endpoint_id, 1);
    add(this.byOrganization, organization, 1);
  }

  end({ endpoint_id, organization }: Owner): void {
    add(this.byEndpoint, endpoint_id, -1);
    add(this.byOrganization, organization, -1);
  }
}

function add(counts: Map<string, number>, key: string, change: number): void {
  const count = (counts.get(key) ?? 0) + change;
  if (count > 0) counts.set(key, count);
  else counts.delete(key);
}
