import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  ListWebhookDeliveries,
  ReadWebhookDelivery,
  ReplayWebhookDelivery,
  ReplayWebhooks,
  TestWebhookEndpoint,
} from '@subjectline/contracts';
import { DeliveryModule } from '../delivery/delivery.module';
import { EndpointModule } from '../endpoint/endpoint.module';
import { DeliveryService } from './delivery.service';
import { ReplayService } from './replay.service';

/** Deliveries are listed and repeated, and tests are sent. */
@Module({
  imports: [EndpointModule, DeliveryModule],
  controllers: [
    answering(DeliveryService, { list: ListWebhookDeliveries, read: ReadWebhookDelivery }),
    answering(ReplayService, {
      replay: ReplayWebhookDelivery,
      replayMissed: ReplayWebhooks,
      test: TestWebhookEndpoint,
    }),
  ],
  providers: [DeliveryService, ReplayService],
})
export class DeliveriesModule {}
