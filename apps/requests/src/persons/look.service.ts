import { Injectable } from '@nestjs/common';
import type {
  ListPersonLooksRequest,
  PersonLook,
  PersonLooks,
  RecordPersonLookRequest,
} from '@subjectline/contracts';
import { digestsToStore, KeyRing, SoughtPerson } from '@subjectline/storage';
import { LookStore, type LookRow } from './look.store';

/** Records who reads the data of persons. */
@Injectable()
export class LookService {
  constructor(
    private readonly store: LookStore,
    private readonly keys: KeyRing,
  ) {}

  async record({ looked_by, format, ...sought }: RecordPersonLookRequest): Promise<PersonLook> {
    const { organization, values } = SoughtPerson.open(this.keys, sought);
    const person_digests = digestsToStore(this.keys, organization, values);
    return toLook(await this.store.add({ organization, looked_by, format, person_digests }));
  }

  async list({ organization, page, size }: ListPersonLooksRequest): Promise<PersonLooks> {
    const { rows, total } = await this.store.list(organization, { skip: (page - 1) * size, limit: size });
    return { items: rows.map(toLook), total };
  }
}

function toLook({ id, looked_at, looked_by, format, person_digests }: LookRow): PersonLook {
  return { id, looked_at: looked_at.toISOString(), looked_by, format, person_digests };
}
