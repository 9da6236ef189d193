import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  findPersonSubjectsCalls,
  ListPersonLooks,
  erasePersonCalls,
  readPersonCalls,
  RecordPersonLook,
} from '@subjectline/contracts';
import { personProviders, PersonRecords, sealedColumns, type IndexedTable } from '@subjectline/storage';
import { AlertsModule } from '../alerts/alerts.module';
import { PersonModule } from '../person/person.module';
import { namesIn, type RequestDetails } from '../request/request-details';
import { ReceiptsModule } from '../receipts/receipts.module';
import { RequestModule } from '../request/request.module';
import { AlertRecipientSection } from './alert-recipient.section';
import { ConsentRequestSection } from './consent-request.section';
import { LookService } from './look.service';
import { LookStore } from './look.store';
import { PreferenceSection } from './preference.section';
import { RequestSection } from './request.section';
import { SubjectService } from './subject.service';
import { SubjectStore } from './subject.store';

/** A request of Didomi's API names its person in its form, too; the identity has one of these addresses. */
const detailsOfRequests: IndexedTable[] = sealedColumns.requests
  .filter(({ table, column }) => table === 'requests' && column === 'sealed_details')
  .map((column) => ({ column, valuesIn: (opened) => namesIn((opened as RequestDetails).dsar) }));

/** What requests holds of one person, and who has looked at a person's data. */
@Module({
  imports: [RequestModule, PersonModule, AlertsModule, ReceiptsModule],
  controllers: [
    answering(PersonRecords, { read: readPersonCalls.requests, erase: erasePersonCalls.requests }),
    answering(SubjectService, { find: findPersonSubjectsCalls.requests }),
    answering(LookService, { record: RecordPersonLook, list: ListPersonLooks }),
  ],
  providers: [
    LookStore,
    LookService,
    SubjectStore,
    SubjectService,
    ...personProviders(
      [RequestSection, ConsentRequestSection, PreferenceSection, AlertRecipientSection],
      detailsOfRequests,
    ),
  ],
  exports: [SubjectService],
})
export class PersonsModule {}
