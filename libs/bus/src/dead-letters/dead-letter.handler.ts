import { Controller, Inject, type Type } from '@nestjs/common';
import {
  sendDeadLetterAgainCalls,
  type DeadLetter,
  type DeadLetterReference,
  type StoringServiceName,
} from '@subjectline/contracts';
import { Bus } from '../messages/bus';
import { Answers } from '../messages/handlers';
import { reviveOwn } from './own-dead-letters';

/** Sends dead letters of the service's own tasks and events again. */
export function deadLetterHandlerOf(name: StoringServiceName): Type {
  @Controller()
  class DeadLetterHandler {
    constructor(@Inject(Bus) private readonly bus: Bus) {}

    @Answers(sendDeadLetterAgainCalls[name])
    sendAgain(reference: DeadLetterReference): Promise<DeadLetter> {
      return reviveOwn(this.bus, name, reference);
    }
  }
  return DeadLetterHandler;
}
