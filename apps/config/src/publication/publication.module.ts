import { Module } from '@nestjs/common';
import { answering, Bus, WatchedKeys } from '@subjectline/bus';
import { KeyCanaries, PublishStateAgain } from '@subjectline/contracts';
import { ClientsModule } from '../clients/clients.module';
import { StateModule } from '../state/state.module';
import { KeyPublisher } from './key.publisher';
import { PublicationService } from './publication.service';

@Module({
  imports: [ClientsModule, StateModule],
  controllers: [answering(PublicationService, { publishAgain: PublishStateAgain })],
  providers: [
    { provide: WatchedKeys, inject: [Bus], useFactory: (bus: Bus) => bus.watchKeys(KeyCanaries) },
    KeyPublisher,
    PublicationService,
  ],
})
export class PublicationModule {}
