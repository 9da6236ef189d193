import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { erasePersonCalls, readPersonCalls } from '@subjectline/contracts';
import { personProviders, PersonRecords } from '@subjectline/storage';
import { LimitsModule } from '../limits/limits.module';
import { ChallengeSection } from './challenge.section';
import { LimitSection } from './limit.section';

/** What identity holds of one person. */
@Module({
  imports: [LimitsModule],
  controllers: [
    answering(PersonRecords, { read: readPersonCalls.identity, erase: erasePersonCalls.identity }),
  ],
  providers: personProviders([ChallengeSection, LimitSection]),
})
export class PersonsModule {}
