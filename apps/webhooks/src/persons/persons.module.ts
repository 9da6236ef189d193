import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { erasePersonCalls, readPersonCalls } from '@subjectline/contracts';
import { personProviders, PersonRecords } from '@subjectline/storage';
import { EventSection } from './event.section';

/** What webhooks holds of one person. */
@Module({
  controllers: [
    answering(PersonRecords, { read: readPersonCalls.webhooks, erase: erasePersonCalls.webhooks }),
  ],
  providers: personProviders([EventSection]),
})
export class PersonsModule {}
