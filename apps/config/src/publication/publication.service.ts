import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { PublishAgain } from '@subjectline/contracts';
import { StoreWatch } from '@subjectline/storage';
import { ClientPublisher } from '../clients/client.publisher';
import { SettingsPublisher } from '../state/settings.publisher';
import { KeyPublisher } from './key.publisher';

/** Publishes every state of this service: at start, after the loss of a store, and on request. */
@Injectable()
export class PublicationService implements OnModuleInit {
  constructor(
    private readonly keys: KeyPublisher,
    private readonly settings: SettingsPublisher,
    private readonly clients: ClientPublisher,
    private readonly stores: StoreWatch,
  ) {}

  async onModuleInit(): Promise<void> {
    this.stores.onIncident(() => this.publishAll());
    await this.publishAll();
  }

  async publishAgain(request: PublishAgain): Promise<PublishAgain> {
    await this.publishAll();
    return request;
  }

  private async publishAll(): Promise<void> {
    await this.keys.publishAll();
    await this.settings.publishAll();
    await this.clients.publishAll();
  }
}
