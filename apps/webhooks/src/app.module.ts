import { Module } from '@nestjs/common';
import { DeliveriesModule } from './deliveries/deliveries.module';
import { EndpointsModule } from './endpoints/endpoints.module';
import { EventsModule } from './events/events.module';
import { HealthModule } from './health/health.module';
import { PersonsModule } from './persons/persons.module';
import { RetentionModule } from './retention/retention.module';
import { SendingModule } from './sending/sending.module';

@Module({
  imports: [
    EndpointsModule,
    EventsModule,
    SendingModule,
    DeliveriesModule,
    HealthModule,
    RetentionModule,
    PersonsModule,
  ],
})
export class AppModule {}
