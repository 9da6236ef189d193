import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { ReceiveReports } from '@subjectline/contracts';
import { AccountsModule } from '../accounts/accounts.module';
import { MessageModule } from '../message/message.module';
import { MetricsModule } from '../metrics/metrics.module';
import { SettingsModule } from '../settings/settings.module';
import { SuppressionsModule } from '../suppressions/suppressions.module';
import { ReportConfigs } from './report-configs';
import { ReportWriter } from './report-writer';
import { ReportService } from './report.service';
import { ReportStore } from './report.store';

/** What vendors report of messages after they took them. */
@Module({
  imports: [AccountsModule, MessageModule, MetricsModule, SettingsModule, SuppressionsModule],
  controllers: [answering(ReportService, { receive: ReceiveReports })],
  providers: [ReportConfigs, ReportStore, ReportWriter, ReportService],
})
export class ReportsModule {}
