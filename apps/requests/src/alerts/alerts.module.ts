import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { ReadRequestAlert, SaveRequestAlert } from '@subjectline/contracts';
import { AlertService } from './alert.service';
import { AlertStore } from './alert.store';
import { DeadlineAlertService } from './deadline-alert.service';
import { FailureStore } from './failure.store';
import { StaffAlertService } from './staff-alert.service';

/** Alerts to staff when messages about requests fail. */
@Module({
  controllers: [answering(AlertService, { read: ReadRequestAlert, save: SaveRequestAlert })],
  providers: [AlertService, AlertStore, FailureStore, StaffAlertService, DeadlineAlertService],
  exports: [StaffAlertService, DeadlineAlertService, AlertService],
})
export class AlertsModule {}
