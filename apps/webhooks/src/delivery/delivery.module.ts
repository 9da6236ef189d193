import { Module } from '@nestjs/common';
import { DeliverySignal } from './delivery-signal';
import { DeliveryStore } from './delivery.store';
import { EventStore } from './event.store';

/** Events and their deliveries. */
@Module({
  providers: [EventStore, DeliveryStore, DeliverySignal],
  exports: [EventStore, DeliveryStore, DeliverySignal],
})
export class DeliveryModule {}
