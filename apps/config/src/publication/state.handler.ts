import { Controller, Inject } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import { PublishStateAgain, type PublishAgain } from '@subjectline/contracts';

/** Nest's token for what publishes everything that config has published. */
export const publishAllToken = Symbol('publish all');

@Controller()
export class StateHandler {
  constructor(@Inject(publishAllToken) private readonly publishAll: () => Promise<void>) {}

  @Answers(PublishStateAgain)
  async publish(request: PublishAgain): Promise<PublishAgain> {
    await this.publishAll();
    return request;
  }
}
