import { Controller, Inject, type Type } from '@nestjs/common';
import { healthCalls, type Health, type StoringServiceName } from '@subjectline/contracts';
import { Answers } from '../messages/handlers';
import { ServiceHealth } from './service-health';

/** Answers whether the service can write to its tables and to the broker. */
export function healthHandlerOf(name: StoringServiceName): Type {
  @Controller()
  class HealthHandler {
    constructor(@Inject(ServiceHealth) private readonly health: ServiceHealth) {}

    @Answers(healthCalls[name])
    answer(): Promise<Health> {
      return this.health.read();
    }
  }
  return HealthHandler;
}
