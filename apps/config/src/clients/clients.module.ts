import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import {
  AuthenticateClient,
  ChangeClient,
  CreateClient,
  DeleteClient,
  ListClients,
  ReadClient,
  RotateClientSecret,
} from '@subjectline/contracts';
import { ClientPublisher } from './client.publisher';
import { ClientService } from './client.service';
import { ClientStore } from './client.store';

@Module({
  controllers: [
    answering(ClientService, {
      authenticate: AuthenticateClient,
      create: CreateClient,
      list: ListClients,
      read: ReadClient,
      change: ChangeClient,
      rotateSecret: RotateClientSecret,
      delete: DeleteClient,
    }),
  ],
  providers: [ClientStore, ClientPublisher, ClientService],
  exports: [ClientPublisher, ClientService],
})
export class ClientsModule {}
