import { Injectable } from '@nestjs/common';
import {
  AppError,
  type FindHeldPersonsRequest,
  type HeldPersons,
  type HoldPersonRequest,
  type ListPersonHoldsRequest,
  type PersonHold,
  type PersonHolds,
  type RemovePersonHoldRequest,
} from '@subjectline/contracts';
import { digestsToFind, digestsToStore, KeyRing, SoughtPerson } from '@subjectline/storage';
import { HoldStore, type HoldRow } from './hold.store';

/** Legal holds: what staff put and remove. */
@Injectable()
export class HoldService {
  constructor(
    private readonly store: HoldStore,
    private readonly keys: KeyRing,
  ) {}

  async hold({ reason, held_by, ...sought }: HoldPersonRequest): Promise<PersonHold> {
    const { organization, values, digests } = SoughtPerson.open(this.keys, sought);
    const person_digests = digestsToStore(this.keys, organization, values);
    const row = await this.store.transaction(async (transaction) => {
      await this.store.lock(transaction, organization);
      const active = await this.store.findActive(organization, digests, transaction);
      const known = active.find((one) => one.reason === reason && covers(one, person_digests));
      return known ?? this.store.insert(transaction, { organization, reason, held_by, person_digests });
    });
    return toHold(row);
  }

  async remove({ organization, id, removed_by }: RemovePersonHoldRequest): Promise<PersonHold> {
    const removed = await this.store.remove(organization, id, removed_by);
    if (!removed) throw new AppError('person_hold_unknown', { id });
    return toHold(removed);
  }

  /** Whether a hold of any of these values is in place. */
  async isHeld(organization: string, values: readonly string[]): Promise<boolean> {
    const digests = digestsToFind(this.keys, organization, values);
    return (await this.store.findActive(organization, digests)).length > 0;
  }

  async findHeld({ organization, person_digests }: FindHeldPersonsRequest): Promise<HeldPersons> {
    const holds = await this.store.findActive(organization, person_digests);
    const held = new Set(holds.flatMap((hold) => hold.person_digests));
    return { person_digests: person_digests.filter((digest) => held.has(digest)) };
  }

  async list({ organization, page, size }: ListPersonHoldsRequest): Promise<PersonHolds> {
    const { rows, total } = await this.store.list(organization, { skip: (page - 1) * size, limit: size });
    return { items: rows.map(toHold), total };
  }
}

function covers({ person_digests }: HoldRow, wanted: readonly string[]): boolean {
  return wanted.every((digest) => person_digests.includes(digest));
}

function toHold({
  id,
  reason,
  held_by,
  held_at,
  person_digests,
  removed_by,
  removed_at,
}: HoldRow): PersonHold {
  return {
    id,
    reason,
    held_by,
    held_at: held_at.toISOString(),
    person_digests,
    removed_by,
    removed_at: removed_at?.toISOString() ?? null,
  };
}
