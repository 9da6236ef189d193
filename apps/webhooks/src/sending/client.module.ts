import { Module } from '@nestjs/common';
import { AddressGuard } from './address-guard';
import { HostResolver } from './host-resolver';
import { WebhookClient } from './webhook-client';

/** Requests to endpoints, and which addresses they may go to. */
@Module({ providers: [AddressGuard, HostResolver, WebhookClient], exports: [AddressGuard, WebhookClient] })
export class ClientModule {}
