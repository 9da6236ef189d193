import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  ReadRequestAlert,
  SaveRequestAlert,
  type ReadRequestAlertRequest,
  type RequestAlert,
  type SaveRequestAlertRequest,
} from '@subjectline/contracts';
import { AlertService } from './alert.service';

@Controller()
export class AlertHandler {
  constructor(private readonly alerts: AlertService) {}

  @Answers(ReadRequestAlert)
  read(request: ReadRequestAlertRequest): Promise<RequestAlert> {
    return this.alerts.read(request);
  }

  @Answers(SaveRequestAlert)
  save(request: SaveRequestAlertRequest): Promise<RequestAlert> {
    return this.alerts.save(request);
  }
}
