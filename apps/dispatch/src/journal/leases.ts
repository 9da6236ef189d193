import { Injectable } from '@nestjs/common';
import type { SendMessageTask } from '@subjectline/contracts';
import type { Begun } from './attempt';
import { LeaseStore, type TryUnderWay } from './lease.store';

interface OpenLease {
  left: number;
  /** Whether the outcomes of all its ended tries are stored. */
  isWritten: boolean;
}

/** The leases of the tries that this process has under way. */
@Injectable()
export class Leases {
  private readonly underWay = new Set<TryUnderWay>();
  /** How many tries of each lease are under way here. */
  private readonly open = new Map<number, OpenLease>();
  private ended: number[] = [];

  constructor(private readonly store: LeaseStore) {}

  /** Renews the lease of a try until it is released: its outcome is stored, or is left to the sweep. */
  hold({ organization, id }: SendMessageTask, { number, leaseId }: Begun): (isWritten: boolean) => void {
    const held = { organization, id, number };
    this.underWay.add(held);
    const lease = this.open.get(leaseId) ?? { left: 0, isWritten: true };
    lease.left += 1;
    this.open.set(leaseId, lease);
    return (isWritten) => {
      this.underWay.delete(held);
      lease.left -= 1;
      lease.isWritten &&= isWritten;
      if (lease.left === 0) this.release(leaseId, lease);
    };
  }

  async renew(): Promise<void> {
    if (this.underWay.size === 0) return;
    await this.store.renew([...this.underWay]);
  }

  /** Deletes leases whose tries all ended here: they need no sweep. */
  deleteEnded(): Promise<void> {
    return this.store.delete(this.ended.splice(0));
  }

  /** A lease with a try whose outcome is not stored is left to the sweep. */
  private release(leaseId: number, { isWritten }: OpenLease): void {
    this.open.delete(leaseId);
    if (isWritten) this.ended.push(leaseId);
  }
}
