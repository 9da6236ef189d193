import { Injectable } from '@nestjs/common';
import { Database, type SoughtPerson } from '@subjectline/storage';
import { PersonVault } from '../person/person-vault';
import { identityDigestsOf } from './person-identity';

@Injectable()
export class SubjectStore {
  constructor(
    private readonly database: Database,
    private readonly vault: PersonVault,
  ) {}

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
