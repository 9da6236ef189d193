import { Injectable } from '@nestjs/common';
import { HoldService } from '../erasures/hold.service';
import { IdentityRemoval } from '../person/identity-removal.store';
import { namesInRequest } from '../person/names-in-request';
import { PersonVault } from '../person/person-vault';
import {
  OldIdentityStore,
  type OldConsentRequestKind,
  type OldIdentity,
  type OldRequestKind,
  type Cursor,
} from './old-identity.store';

/** Few enough to release the locks soon. */
const batchSize = 100;

type Find = (after: Cursor) => Promise<OldIdentity[]>;
type Remove = (organization: string, ids: readonly string[]) => Promise<number>;
type IsStopped = () => boolean;

/** Removes the identities of requests that are closed or were never verified, unless a legal hold is in place. */
@Injectable()
export class OldIdentities {
  constructor(
    private readonly store: OldIdentityStore,
    private readonly identities: IdentityRemoval,
    private readonly holds: HoldService,
    private readonly vault: PersonVault,
  ) {}

  stripRequests(kind: OldRequestKind, before: Date, isStopped: IsStopped): Promise<number> {
    return this.each(
      (after) => this.store.findRequests(kind, before, after, batchSize),
      (organization, ids) =>
        this.store.transaction(async (transaction) => {
          const old = await this.store.lockRequests(transaction, kind, before, organization, ids);
          await this.identities.remove(transaction, organization, old);
          return old.length;
        }),
      isStopped,
    );
  }

  deleteConsentRequests(kind: OldConsentRequestKind, before: Date, isStopped: IsStopped): Promise<number> {
    return this.each(
      (after) => this.store.findConsentRequests(kind, before, after, batchSize),
      (organization, ids) => this.store.deleteConsentRequests(kind, before, organization, ids),
      isStopped,
    );
  }

  private async each(find: Find, remove: Remove, isStopped: IsStopped): Promise<number> {
    let removed = 0;
    for (let after: Cursor = ['', '']; !isStopped();) {
      const rows = await find(after);
      for (const [organization, ids] of await this.withoutHeld(rows))
        removed += await remove(organization, ids);
      const last = rows.at(-1);
      if (!last || rows.length < batchSize) break;
      after = [last.organization, last.id];
    }
    return removed;
  }

  /** @returns ids by organization */
  private async withoutHeld(rows: readonly OldIdentity[]): Promise<Map<string, string[]>> {
    const free = new Map<string, string[]>();
    for (const row of rows) {
      const { organization, id } = row;
      if (await this.holds.isHeld(organization, namesInRequest(this.vault, row))) continue;
      free.set(organization, [...(free.get(organization) ?? []), id]);
    }
    return free;
  }
}
