import { Module } from '@nestjs/common';
import { DeliveryModule } from '../delivery/delivery.module';
import { EventService } from './event.service';
import { EventsHandler } from './events.handler';

/** Events of other services become webhooks. */
@Module({ imports: [DeliveryModule], controllers: [EventsHandler], providers: [EventService] })
export class EventsModule {}
