import { Module } from '@nestjs/common';
import { AlertsModule } from './alerts/alerts.module';
import { ConsentModule } from './consent/consent.module';
import { DeadLettersModule } from './dead-letters/dead-letters.module';
import { DeadlinesModule } from './deadlines/deadlines.module';
import { DsarModule } from './dsar/dsar.module';
import { ErasuresModule } from './erasures/erasures.module';
import { IntakeModule } from './intake/intake.module';
import { LawsModule } from './laws/laws.module';
import { LinksModule } from './links/links.module';
import { PersonsModule } from './persons/persons.module';
import { RetentionModule } from './retention/retention.module';
import { ReviewModule } from './review/review.module';
import { SearchModule } from './search/search.module';
import { VerificationModule } from './verification/verification.module';

@Module({
  imports: [
    LawsModule,
    DeadlinesModule,
    SearchModule,
    ReviewModule,
    AlertsModule,
    IntakeModule,
    ConsentModule,
    VerificationModule,
    LinksModule,
    DsarModule,
    PersonsModule,
    ErasuresModule,
    RetentionModule,
    DeadLettersModule,
  ],
})
export class AppModule {}
