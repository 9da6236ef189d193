import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { EraseAtVendor, erasePersonCalls, readPersonCalls, type SealedContent } from '@subjectline/contracts';
import { personProviders, PersonRecords, sealedColumns, type IndexedTable } from '@subjectline/storage';
import { AccountsModule } from '../accounts/accounts.module';
import { InboxModule } from '../inbox/inbox.module';
import { RecordsModule } from '../records/records.module';
import { SuppressionsModule } from '../suppressions/suppressions.module';
import { InboxSection } from './inbox.section';
import { MessageSection } from './message.section';
import { PersonMessageStore } from './person-message.store';
import { PersonMessages } from './person-messages.service';
import { SuppressionSection } from './suppression.section';
import { VendorErasures } from './vendor-erasures.service';

const messages: IndexedTable[] = sealedColumns.dispatch
  .filter(({ table }) => table === 'messages')
  .map((column) => ({
    column,
    valuesIn: (opened) => {
      const { to } = opened as SealedContent;
      return [to.email, to.phone_number];
    },
  }));

/** What dispatch holds of one person. */
@Module({
  imports: [AccountsModule, InboxModule, RecordsModule, SuppressionsModule],
  controllers: [
    answering(PersonRecords, { read: readPersonCalls.dispatch, erase: erasePersonCalls.dispatch }),
    answering(VendorErasures, { erase: EraseAtVendor }),
  ],
  providers: [
    PersonMessageStore,
    PersonMessages,
    VendorErasures,
    ...personProviders([MessageSection, InboxSection, SuppressionSection], messages),
  ],
})
export class PersonsModule {}
