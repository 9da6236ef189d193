import { Controller } from '@nestjs/common';
import { Answers, Does } from '@subjectline/bus';
import {
  StartChallenge,
  StartChallengeInBulk,
  VerifyChallenge,
  type StartChallengeTask,
  type VerifiedChallenge,
  type VerifyChallengeRequest,
} from '@subjectline/contracts';
import { ChallengeService } from './challenge.service';

@Controller()
export class ChallengeHandler {
  constructor(private readonly challenges: ChallengeService) {}

  @Does(StartChallenge)
  start(task: StartChallengeTask): Promise<void> {
    return this.challenges.start(task);
  }

  @Does(StartChallengeInBulk)
  startInBulk(task: StartChallengeTask): Promise<void> {
    return this.challenges.start(task);
  }

  @Answers(VerifyChallenge)
  verify(request: VerifyChallengeRequest): Promise<VerifiedChallenge> {
    return this.challenges.verify(request);
  }
}
