import { Module } from '@nestjs/common';
import { DeliveryModule } from '../delivery/delivery.module';
import { EndpointModule } from '../endpoint/endpoint.module';
import { AttemptRunner } from './attempt-runner';
import { ClaimStore } from './claim.store';
import { ClientModule } from './client.module';
import { DeliveryWorker } from './delivery-worker';

/** Attempts at deliveries. */
@Module({
  imports: [EndpointModule, DeliveryModule, ClientModule],
  providers: [ClaimStore, AttemptRunner, DeliveryWorker],
})
export class SendingModule {}
