import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { findPersonSubjectsCalls, erasePersonCalls, readPersonCalls } from '@subjectline/contracts';
import { personProviders, PersonRecords, sealedColumns, type IndexedTable } from '@subjectline/storage';
import type { EventContent, LinkContent, Person } from '../person/consent-vault';
import { PersonModule } from '../person/person.module';
import { ValidationModule } from '../validation/validation.module';
import { ApprovalSection } from './approval.section';
import { ApproverSection } from './approver.section';
import { DelegationSection } from './delegation.section';
import { EventSection } from './event.section';
import { LinkSection } from './link.section';
import { PersonQuery } from './person-query.store';
import { ProofSection } from './proof.section';
import { SignInSection } from './sign-in.section';
import { SubjectService } from './subject.service';
import { SubjectStore } from './subject.store';
import { UserSection } from './user.section';

/** What persons are found by besides their own id: an address beside it, the delegate of an event, the user of a link. */
const namesIn: Readonly<Record<string, IndexedTable['valuesIn']>> = {
  users: (opened) => {
    const { public_id, organization_user_id, email } = opened as Person;
    return [public_id, organization_user_id, email];
  },
  events: (opened) => [(opened as EventContent).delegate?.id],
  links: (opened) => {
    const { organization_user_id, event } = opened as LinkContent;
    return [organization_user_id, event.user?.email];
  },
};

const indexed = sealedColumns.consents.flatMap((column): IndexedTable[] => {
  const valuesIn = namesIn[column.table];
  return valuesIn ? [{ column, valuesIn }] : [];
});

/** What consents holds of one person. */
@Module({
  imports: [PersonModule, ValidationModule],
  controllers: [
    answering(PersonRecords, { read: readPersonCalls.consents, erase: erasePersonCalls.consents }),
    answering(SubjectService, { find: findPersonSubjectsCalls.consents }),
  ],
  providers: [
    PersonQuery,
    SubjectStore,
    SubjectService,
    ...personProviders(
      [
        UserSection,
        EventSection,
        DelegationSection,
        ApprovalSection,
        ApproverSection,
        ProofSection,
        LinkSection,
        SignInSection,
      ],
      indexed,
    ),
  ],
})
export class PersonsModule {}
