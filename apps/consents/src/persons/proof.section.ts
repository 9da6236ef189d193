import { Injectable } from '@nestjs/common';
import type { ErasedRecords } from '@subjectline/contracts';
import type { Page, PersonSection, Slice, SoughtPerson } from '@subjectline/storage';
import { ownUsers, PersonQuery } from './person-query.store';

const proofs = `proofs where organization = $1 and id in (
  select unnest(proof_ids) from events where organization = $1 and user_id in (${ownUsers}))`;

/** The documents of the person's events. Their content, which may be large, is at `/v1/consents/proofs/{id}`. */
@Injectable()
export class ProofSection implements PersonSection {
  readonly name = 'proofs';

  constructor(private readonly query: PersonQuery) {}

  find(person: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const values = this.query.valuesOf(person);
    const columns = 'id, type, bytes, created_at';
    return this.query.page({ columns, from: proofs, order: 'created_at, id', values }, slice);
  }

  /** Those that no event of another user names. */
  erase(person: SoughtPerson): Promise<ErasedRecords> {
    const from = `${proofs} and not exists (
      select from events as other where other.organization = $1 and other.proof_ids <> '{}'
        and other.proof_ids @> array[proofs.id] and other.user_id not in (${ownUsers}))`;
    return this.query.erase('proofs', from, this.query.valuesOf(person));
  }
}
