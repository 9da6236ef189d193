import { Controller } from '@nestjs/common';
import { Does } from '@subjectline/bus';
import { RunErasure, type RunErasureTask } from '@subjectline/contracts';
import { ErasureRunner } from './erasure-runner.service';

@Controller()
export class ErasureHandler {
  constructor(private readonly runner: ErasureRunner) {}

  @Does(RunErasure)
  run(task: RunErasureTask): Promise<void> {
    return this.runner.run(task);
  }
}
