import { Injectable } from '@nestjs/common';
import {
  AppError,
  personContext,
  RunErasure,
  type ErasePersonRequest,
  type PersonErasure,
  type ReadPersonErasureRequest,
} from '@subjectline/contracts';
import { digestsToStore, KeyRing, Outbox, SoughtPerson, type Transaction } from '@subjectline/storage';
import { ErasureScopes } from './erasure-scope.service';
import { ErasureStore, type ErasureRow } from './erasure.store';
import { toErasure } from './erasure-view';
import { HoldStore } from './hold.store';

/** Starts erasures and tells how far they are. */
@Injectable()
export class ErasureService {
  constructor(
    private readonly store: ErasureStore,
    private readonly holds: HoldStore,
    private readonly scopes: ErasureScopes,
    private readonly outbox: Outbox,
    private readonly keys: KeyRing,
  ) {}

  async start({ requested_by, ...sought }: ErasePersonRequest): Promise<PersonErasure> {
    const person = SoughtPerson.open(this.keys, sought);
    const { organization } = person;
    const row = await this.holds.transaction(async (transaction) => {
      await this.holds.lock(transaction, organization);
      await this.refuseHeld(transaction, person);
      const erasure =
        (await this.resume(transaction, person)) ?? (await this.begin(transaction, person, requested_by));
      await this.outbox.add(transaction, RunErasure, { organization, id: erasure.id });
      return erasure;
    });
    return this.read(row);
  }

  async read({ organization, id }: ReadPersonErasureRequest): Promise<PersonErasure> {
    const row = await this.store.read({ organization, id });
    if (!row) throw new AppError('person_erasure_unknown', { id });
    return toErasure(row, await this.store.stepsOf(row));
  }

  private async refuseHeld(transaction: Transaction, { organization, digests }: SoughtPerson): Promise<void> {
    const [hold] = await this.holds.findActive(organization, digests, transaction);
    if (hold) throw new AppError('person_on_hold', { reason: hold.reason, id: hold.id });
  }

  private async resume(transaction: Transaction, person: SoughtPerson): Promise<ErasureRow | null> {
    const { organization, values, digests } = person;
    const stored = digestsToStore(this.keys, organization, values);
    const known = await this.store.findUnfinished(transaction, organization, stored, digests);
    if (known) await this.store.resume(transaction, known);
    return known;
  }

  private begin(transaction: Transaction, person: SoughtPerson, requested_by: string): Promise<ErasureRow> {
    const { organization, values, reference } = person;
    const id = this.store.newId();
    const { email, phone_number, user_id } = reference;
    const sealed_person = this.keys.sealJson({ email, phone_number, user_id }, personContext(organization));
    const sealed_scope = this.scopes.seal({ organization, id }, { sealed_person, subjects: null });
    const person_digests = digestsToStore(this.keys, organization, values);
    return this.store.insert(transaction, { organization, id, person_digests, sealed_scope, requested_by });
  }
}
