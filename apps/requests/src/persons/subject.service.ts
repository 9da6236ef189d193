import { Injectable } from '@nestjs/common';
import { maxSubjects, type FindPersonSubjectsRequest, type PersonSubjects } from '@subjectline/contracts';
import { Database, KeyRing, PersonIndex, SoughtPerson } from '@subjectline/storage';
import { PersonVault } from '../person/person-vault';
import { identityDigestsOf } from './person-identity';

/** What messages and challenges of a person are about here: their requests, and the person of their preferences. */
@Injectable()
export class SubjectService {
  constructor(
    private readonly database: Database,
    private readonly index: PersonIndex,
    private readonly vault: PersonVault,
    private readonly keys: KeyRing,
  ) {}

  async find(request: FindPersonSubjectsRequest): Promise<PersonSubjects> {
    await this.index.fill();
    const person = SoughtPerson.open(this.keys, request);
    const rows = await this.database.query<{ id: string }>(
      `select id from requests where organization = $1
         and (identity_digests && $2::text[] or person_digests && $3::text[])
       union select id from consent_requests where organization = $1 and identity_digest = any($2)
       union select id from consent_persons where organization = $1 and identity_digest = any($2)
       limit $4`,
      [person.organization, identityDigestsOf(this.vault, person), person.digests, maxSubjects + 1],
    );
    const subjects = rows.slice(0, maxSubjects).map(({ id }) => id);
    return { subjects, is_complete: rows.length <= maxSubjects };
  }
}
