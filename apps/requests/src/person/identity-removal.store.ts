import { Injectable } from '@nestjs/common';
import { Clock } from '@subjectline/contracts';
import type { Transaction } from '@subjectline/storage';
import { PersonVault } from './person-vault';

/** Takes away who made a request and what they wrote. Digests, policy, status, times and log stay. */
@Injectable()
export class IdentityRemoval {
  constructor(
    private readonly vault: PersonVault,
    private readonly clock: Clock,
  ) {}

  async remove(transaction: Transaction, organization: string, ids: readonly string[]): Promise<void> {
    const sealed = ids.map((id) => this.vault.sealIdentity(organization, id, {}));
    await transaction.query(
      'select from requests where organization = $1 and id = any($2) order by id for update',
      [organization, ids],
    );
    await transaction.query(
      `update requests set sealed_identity = sealed, sealed_details = null, external_id = null, erased_at = $4,
         updated_at = $4, version = version + 1
       from unnest($2::text[], $3::text[]) as given (given_id, sealed) where organization = $1 and id = given_id`,
      [organization, ids, sealed, this.clock.now()],
    );
    await transaction.query('delete from request_notes where organization = $1 and request_id = any($2)', [
      organization,
      ids,
    ]);
  }
}
