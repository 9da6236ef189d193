import { Injectable } from '@nestjs/common';
import type { SendMessageTask } from '@subjectline/contracts';
import { BatchColumns, Database } from '@subjectline/storage';
import type { Begun } from './attempt';
import { leaseMs } from './moments';

interface TryUnderWay {
  readonly organization: string;
  readonly id: string;
  readonly number: number;
}

interface OpenLease {
  left: number;
  /** Whether the outcomes of all its ended tries are stored. */
  isWritten: boolean;
}

const tries = new BatchColumns<TryUnderWay>({ organization: 'text', id: 'text', number: 'integer' }, 1);

/** The leases of the tries that this process has under way. */
@Injectable()
export class Leases {
  private readonly underWay = new Set<TryUnderWay>();
  /** How many tries of each lease are under way here. */
  private readonly open = new Map<number, OpenLease>();
  private ended: number[] = [];

  constructor(private readonly database: Database) {}

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
    await this.database.query(
      `with locked as (
         select messages.organization, messages.id
         from ${tries.given} join messages on (messages.organization, messages.id) = (given.organization, given.id)
         where messages.state = 'sending' and messages.attempts = given.number
         order by messages.organization, messages.id for no key update of messages
       )
       update messages set lease_until = now() + make_interval(secs => $1) from locked
       where messages.organization = locked.organization and messages.id = locked.id`,
      [leaseMs / 1000, ...tries.valuesOf([...this.underWay])],
    );
  }

  /** Deletes leases whose tries all ended here: they need no sweep. */
  async deleteEnded(): Promise<void> {
    const ended = this.ended.splice(0);
    if (ended.length === 0) return;
    await this.database.query('delete from leases where id = any($1)', [ended]);
  }

  /** A lease with a try whose outcome is not stored is left to the sweep. */
  private release(leaseId: number, { isWritten }: OpenLease): void {
    this.open.delete(leaseId);
    if (isWritten) this.ended.push(leaseId);
  }
}
