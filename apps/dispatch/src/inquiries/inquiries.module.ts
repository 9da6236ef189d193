import { Module } from '@nestjs/common';
import { AccountsModule } from '../accounts/accounts.module';
import { JournalModule } from '../journal/journal.module';
import { MessageModule } from '../message/message.module';
import { MetricsModule } from '../metrics/metrics.module';
import { SettingsModule } from '../settings/settings.module';
import { Inquiries } from './inquiries';
import { InquiryRounds } from './inquiry-rounds';
import { DoubtfulMessages } from './doubtful-messages';
import { InquiryStore } from './inquiry.store';

/** Asks vendors for messages of which it is unknown whether they were sent. */
@Module({
  imports: [AccountsModule, JournalModule, MessageModule, MetricsModule, SettingsModule],
  providers: [Inquiries, InquiryStore, DoubtfulMessages, InquiryRounds],
  exports: [Inquiries],
})
export class InquiriesModule {}
