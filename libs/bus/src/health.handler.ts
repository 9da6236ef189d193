import { Controller, type Type } from '@nestjs/common';
import { healthCalls, type Health, type StoringServiceName } from '@subjectline/contracts';
import { Answers } from './handlers';

/** Every service answers the same question about itself: whether it can reach its tables. */
export function healthHandlerOf(name: StoringServiceName, storage: { isUp(): Promise<boolean> }): Type {
  @Controller()
  class HealthHandler {
    @Answers(healthCalls[name])
    async answer(): Promise<Health> {
      return { database: await storage.isUp() };
    }
  }
  return HealthHandler;
}
