import { Controller, type Type } from '@nestjs/common';
import { healthCalls, type Health, type StoringServiceName } from '@subjectline/contracts';
import { Answers } from './handlers';

/** Every service answers the same question about itself: whether it can write to its tables and to the broker. */
export function healthHandlerOf(name: StoringServiceName, storage: { health(): Promise<Health> }): Type {
  @Controller()
  class HealthHandler {
    @Answers(healthCalls[name])
    answer(): Promise<Health> {
      return storage.health();
    }
  }
  return HealthHandler;
}
