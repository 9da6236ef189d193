import { Injectable } from '@nestjs/common';
import type { ErasedRecords } from '@subjectline/contracts';
import {
  eraseBatch,
  erasedBatch,
  type Page,
  type PersonSection,
  type Slice,
  type SoughtPerson,
} from '@subjectline/storage';
import type { EventRow } from '../consent/event.store';
import { ConsentVault, type EventContent } from '../person/consent-vault';
import type { ApprovalRow } from '../validation/approval.store';
import { PersonQuery, shown } from './person-query.store';

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
    return shown(await this.query.page<ApprovalRow>(query, slice), (row) => this.opened(row));
  }

  /** Withdrawn, as if the event had another approver; the event is of another person and stays. */
  async erase(person: SoughtPerson): Promise<ErasedRecords> {
    const { organization, values } = person;
    const digests = values.flatMap((value) => this.vault.approverDigests(organization, value));
    const named = `events where organization = $1 and id in (select event_id from ${approvals})`;
    const query = { columns: '*', from: named, order: 'position', values: [organization, digests] };
    const { rows } = await this.query.page<EventRow>(query, { skip: 0, limit: eraseBatch });
    await this.query.rewriteEvents(rows, (content) => withoutApprover(content, person));
    const ids = rows.map(({ id }) => id);
    const erased = `${approvals} and event_id = any($3)`;
    await this.query.erase('approvals', erased, [organization, digests, ids]);
    return erasedBatch(rows.length);
  }

  private opened(row: ApprovalRow): object {
    const { id, event_id, sealed_approver } = row;
    return { id, event_id, approver: this.vault.open('approver', row, sealed_approver).email };
  }
}

function withoutApprover({ validation, ...content }: EventContent, person: SoughtPerson): EventContent {
  const approvers = validation?.approvers.filter((address) => !person.isCalled(address)) ?? [];
  return { ...content, validation: validation && { ...validation, approvers } };
}
