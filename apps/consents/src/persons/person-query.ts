import { Injectable } from '@nestjs/common';
import {
  Database,
  readPage,
  type Page,
  type PageQuery,
  type Slice,
  type SoughtPerson,
} from '@subjectline/storage';
import { ConsentVault } from '../person/consent-vault';

/** SQL for the ids of a person's users. `$1` to `$3` are what `valuesOf` returns. */
export const ownUsers = `select id from users where organization = $1
  and (person_digests && $2::text[] or person_digest = any($3))`;

/** Finds what belongs to a person. */
@Injectable()
export class PersonQuery {
  constructor(
    private readonly database: Database,
    private readonly vault: ConsentVault,
  ) {}

  valuesOf({ organization, digests, values }: SoughtPerson): [string, readonly string[], readonly string[]] {
    return [organization, digests, values.flatMap((value) => this.vault.personDigests(organization, value))];
  }

  page<Row extends object>(query: PageQuery, slice: Slice): Promise<Page<Row>> {
    return readPage<Row>(this.database, query, slice);
  }
}
