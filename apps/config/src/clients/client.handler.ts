import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  AuthenticateClient,
  ChangeClient,
  CreateClient,
  DeleteClient,
  ListClients,
  ReadClient,
  RotateClientSecret,
  type ApiClient,
  type AuthenticateClientRequest,
  type ChangeClientRequest,
  type ClientName,
  type ClientPage,
  type ClientRecord,
  type ClientSecret,
  type CreateClientRequest,
  type DeleteClientRequest,
  type ListClientsRequest,
  type RotateClientSecretRequest,
} from '@subjectline/contracts';
import { ClientService } from './client.service';

@Controller()
export class ClientHandler {
  constructor(private readonly clients: ClientService) {}

  @Answers(AuthenticateClient)
  authenticate(request: AuthenticateClientRequest): Promise<ApiClient> {
    return this.clients.authenticate(request);
  }

  @Answers(CreateClient)
  create(request: CreateClientRequest): Promise<ClientSecret> {
    return this.clients.create(request);
  }

  @Answers(ListClients)
  list(request: ListClientsRequest): Promise<ClientPage> {
    return this.clients.list(request);
  }

  @Answers(ReadClient)
  read(request: ClientName): Promise<ClientRecord> {
    return this.clients.read(request);
  }

  @Answers(ChangeClient)
  change(request: ChangeClientRequest): Promise<ClientRecord> {
    return this.clients.change(request);
  }

  @Answers(RotateClientSecret)
  rotateSecret(request: RotateClientSecretRequest): Promise<ClientSecret> {
    return this.clients.rotateSecret(request);
  }

  @Answers(DeleteClient)
  delete(request: DeleteClientRequest): Promise<ClientRecord> {
    return this.clients.delete(request);
  }
}
