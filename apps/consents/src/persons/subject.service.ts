import { Injectable } from '@nestjs/common';
import { maxSubjects, type FindPersonSubjectsRequest, type PersonSubjects } from '@subjectline/contracts';
import { Database, KeyRing, PersonIndex, SoughtPerson } from '@subjectline/storage';
import { ConsentVault } from '../person/consent-vault';
import { ownUsers, PersonQuery } from './person-query';

/** What messages, challenges and webhooks of a person are about here. */
@Injectable()
export class SubjectService {
  constructor(
    private readonly database: Database,
    private readonly index: PersonIndex,
    private readonly query: PersonQuery,
    private readonly vault: ConsentVault,
    private readonly keys: KeyRing,
  ) {}

  async find(request: FindPersonSubjectsRequest): Promise<PersonSubjects> {
    await this.index.fill();
    const person = SoughtPerson.open(this.keys, request);
    const { organization, values } = person;
    const signIns = values.flatMap((value) => this.vault.signInIds(organization, value));
    const approvers = values.flatMap((value) => this.vault.approverDigests(organization, value));
    const rows = await this.database.query<{ id: string }>(
      `with own as (${ownUsers}), chosen as (
         select id, public_id from events where organization = $1 and user_id in (select id from own))
       select id from own
       union select id from chosen
       union select public_id from chosen
       union select id from links where organization = $1 and person_digests && $2::text[]
       union select id from approvals where organization = $1 and approver_digest = any($4)
       limit $5`,
      [...this.query.valuesOf(person), approvers, maxSubjects + 1],
    );
    const subjects = [...signIns, ...rows.slice(0, maxSubjects - signIns.length).map(({ id }) => id)];
    return { subjects, is_complete: rows.length <= maxSubjects - signIns.length };
  }
}
