import { Injectable } from '@nestjs/common';
import type { ErasedRecords } from '@subjectline/contracts';
import { sliceOf, type Page, type PersonSection, type Slice, type SoughtPerson } from '@subjectline/storage';
import { ApproverService } from '../validation/approver.service';

/** Whether the person approves events that name no approver. */
@Injectable()
export class ApproverSection implements PersonSection {
  readonly name = 'approvers';

  constructor(private readonly approvers: ApproverService) {}

  async find(person: SoughtPerson, slice: Slice): Promise<Page<object>> {
    const { approvers } = await this.approvers.read({ organization: person.organization });
    const own = approvers.filter((address) => person.isCalled(address)).map((email) => ({ email }));
    return sliceOf(own, slice);
  }
  async erase(person: SoughtPerson): Promise<ErasedRecords> {
    const { organization } = person;
    const { approvers } = await this.approvers.read({ organization });
    const others = approvers.filter((address) => !person.isCalled(address));
    const erased = approvers.length - others.length;
    if (erased > 0) await this.approvers.save({ organization, approvers: others });
    return { erased, kept: 0, is_done: true };
  }
}
