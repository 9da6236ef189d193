import { Module } from '@nestjs/common';
import { DeliveryReportController } from './delivery-report.controller';
import { ReportSetupController } from './report-setup.controller';

@Module({ controllers: [DeliveryReportController, ReportSetupController] })
export class DeliveryReportsModule {}
