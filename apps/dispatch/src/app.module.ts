import { Module } from '@nestjs/common';
import { CountsModule } from './counts/counts.module';
import { HealthModule } from './health/health.module';
import { InboxModule } from './inbox/inbox.module';
import { PersonsModule } from './persons/persons.module';
import { ProviderTestsModule } from './provider-tests/provider-tests.module';
import { RecordsModule } from './records/records.module';
import { RecoveryModule } from './recovery/recovery.module';
import { ReportsModule } from './reports/reports.module';
import { RetentionModule } from './retention/retention.module';
import { SendingModule } from './sending/sending.module';
import { SubmissionModule } from './submission/submission.module';

@Module({
  imports: [
    SendingModule,
    SubmissionModule,
    RecoveryModule,
    RecordsModule,
    CountsModule,
    ReportsModule,
    HealthModule,
    InboxModule,
    ProviderTestsModule,
    RetentionModule,
    PersonsModule,
  ],
})
export class AppModule {}
