import { Injectable } from '@nestjs/common';
import { Database, type SoughtPerson } from '@subjectline/storage';
import { ConsentVault } from '../person/consent-vault';
import type { UserRow } from '../person/user.store';
import { ownUsers, PersonQuery } from './person-query.store';

@Injectable()
export class SubjectStore {
  constructor(
    private readonly database: Database,
    private readonly query: PersonQuery,
    private readonly vault: ConsentVault,
  ) {}

  /** What the person's users are called, and written to. */
  async findNames(person: SoughtPerson): Promise<string[]> {
    const rows = await this.database.query<UserRow>(
      `select * from users where id in (${ownUsers}) and organization = $1`,
      this.query.valuesOf(person),
    );
    const names = rows.flatMap((row) => {
      const { organization_user_id, email } = this.vault.open('person', row, row.sealed_person);
      return [organization_user_id, email];
    });
    return names.filter((name): name is string => Boolean(name));
  }

  /** The ids of a person's users, with their events under both ids, of their links, and of what waits for them to approve. */
  async find(person: SoughtPerson, limit: number): Promise<string[]> {
    const { organization, values } = person;
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
      [...this.query.valuesOf(person), approvers, limit],
    );
    return rows.map(({ id }) => id);
  }
}
