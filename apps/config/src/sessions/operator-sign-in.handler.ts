import { Controller } from '@nestjs/common';
import { Does } from '@subjectline/bus';
import { StartOperatorSignIn, type StartOperatorSignInTask } from '@subjectline/contracts';
import { OperatorSignInService } from './operator-sign-in.service';

@Controller()
export class OperatorSignInHandler {
  constructor(private readonly signIns: OperatorSignInService) {}

  @Does(StartOperatorSignIn)
  start(task: StartOperatorSignInTask): Promise<void> {
    return this.signIns.start(task);
  }
}
