import { Injectable } from '@nestjs/common';
import { Database, type SoughtPerson } from '@subjectline/storage';
import type { NamingRow } from '../person/names-in-request';
import { PersonVault } from '../person/person-vault';
import { identityDigestsOf } from './person-identity';

@Injectable()
export class SubjectStore {
  constructor(
    private readonly database: Database,
    private readonly vault: PersonVault,
  ) {}

  /** The person's requests, to tell by what else they name the person. */
  findNaming(person: SoughtPerson): Promise<NamingRow[]> {
    return this.database.query<NamingRow>(
      `select organization, id, sealed_identity, sealed_details, external_id from requests where organization = $1
         and (identity_digests && $2::text[] or person_digests && $3::text[])
       union all select organization, id, sealed_identity, sealed_details, null from consent_requests
         where organization = $1 and identity_digest = any($2)`,
      [person.organization, identityDigestsOf(this.vault, person), person.digests],
    );
  }

  /** The ids of a person's requests, and of the person of their preferences. */
  async find(person: SoughtPerson, limit: number): Promise<string[]> {
    const rows = await this.database.query<{ id: string }>(
      `select id from requests where organization = $1
         and (identity_digests && $2::text[] or person_digests && $3::text[])
       union select id from consent_requests where organization = $1 and identity_digest = any($2)
       union select id from consent_persons where organization = $1 and identity_digest = any($2)
       limit $4`,
      [person.organization, identityDigestsOf(this.vault, person), person.digests, limit],
    );
    return rows.map(({ id }) => id);
  }
}
