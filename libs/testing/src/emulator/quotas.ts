import type { QuotaPeriod, VendorName } from './vendor-api';

/** How many messages a vendor takes within a period; `queue`: how many wait for a sender of one message a second. */
export interface Quota {
  readonly limit: number;
  readonly per: QuotaPeriod;
}

export interface QuotaState extends Quota {
  readonly used: number;
  /** when it takes the next message, in milliseconds; null: now */
  readonly freesAt: number | null;
}

const periodMs: Readonly<Record<QuotaPeriod, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  month: 30 * 86_400_000,
  queue: 1000,
};

/** What each vendor still takes. The periods roll: a message counts until its period has passed. */
export class Quotas {
  private readonly counters = new Map<VendorName, readonly Counter[]>();

  /** In place of those before, with nothing used. */
  set(vendor: VendorName, quotas: readonly Quota[]): void {
    this.counters.set(
      vendor,
      quotas.map((quota) => new Counter(quota)),
    );
  }

  clear(): void {
    this.counters.clear();
  }

  of(vendor: VendorName, now: number): QuotaState[] {
    return (this.counters.get(vendor) ?? []).map((counter) => counter.see(now));
  }

  /** Of those that are used up, the one that lasts longest. */
  exceeded(vendor: VendorName, now: number): (QuotaState & { readonly freesAt: number }) | null {
    const full = this.of(vendor, now).flatMap((one) =>
      one.freesAt === null ? [] : [{ ...one, freesAt: one.freesAt }],
    );
    return full.toSorted((one, other) => other.freesAt - one.freesAt)[0] ?? null;
  }

  take(vendor: VendorName, now: number): void {
    for (const counter of this.counters.get(vendor) ?? []) counter.take(now);
  }
}

class Counter {
  /** when each message that counts ceases to, the first one first */
  private ends: number[] = [];

  constructor(private readonly quota: Quota) {}

  see(now: number): QuotaState {
    this.ends = this.ends.filter((end) => end > now);
    return { ...this.quota, used: this.ends.length, freesAt: this.freesAt };
  }

  take(now: number): void {
    const { per } = this.quota;
    this.see(now);
    // a vendor may take a message beyond its quota, to send it when the quota has room
    const sentAt = per === 'queue' ? (this.ends.at(-1) ?? now) : (this.freesAt ?? now);
    this.ends.push(sentAt + periodMs[per]);
  }

  private get freesAt(): number | null {
    return this.ends[this.ends.length - this.quota.limit] ?? null;
  }
}
