import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  ChangeWebhookEndpoint,
  CreateWebhookEndpoint,
  DeleteWebhookEndpoint,
  ListWebhookEndpoints,
  ReadWebhookEndpoint,
  RotateWebhookSecret,
} from '@subjectline/contracts';
import { DeliveryModule } from '../delivery/delivery.module';
import { EndpointModule } from '../endpoint/endpoint.module';
import { ClientModule } from '../sending/client.module';
import { EndpointService } from './endpoint.service';

/** Endpoints are created, changed and deleted, and get new secrets. */
@Module({
  imports: [EndpointModule, DeliveryModule, ClientModule],
  controllers: [
    answering(EndpointService, {
      create: CreateWebhookEndpoint,
      list: ListWebhookEndpoints,
      read: ReadWebhookEndpoint,
      change: ChangeWebhookEndpoint,
      delete: DeleteWebhookEndpoint,
      rotate: RotateWebhookSecret,
    }),
  ],
  providers: [EndpointService],
})
export class EndpointsModule {}
