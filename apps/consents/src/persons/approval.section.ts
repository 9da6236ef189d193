import { Injectable } from '@nestjs/common';
import type { Page, PersonSection, Slice, SoughtPerson } from '@subjectline/storage';
import { ConsentVault } from '../person/consent-vault';
import type { ApprovalRow } from '../validation/approval.store';
import { PersonQuery } from './person-query';

const approvals = 'approvals where organization = $1 and approver_digest = any($2)';

/** Events that the person may approve. What they say is of another person, and left out. */
@Injectable()
export class ApprovalSection implements PersonSection {
  readonly name = 'approvals';

  constructor(
    private readonly query: PersonQuery,
    private readonly vault: ConsentVault,
  ) {}

  async find({ organization, values }: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const digests = values.flatMap((value) => this.vault.approverDigests(organization, value));
    const query = { columns: '*', from: approvals, order: 'id', values: [organization, digests] };
    const { rows, total } = await this.query.page<ApprovalRow>(query, slice);
    return { rows: rows.map((row) => this.opened(row)), total };
  }

  private opened(row: ApprovalRow): object {
    const { id, event_id, sealed_approver } = row;
    return { id, event_id, approver: this.vault.open('approver', row, sealed_approver).email };
  }
}
