import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import { AuthenticateClient, type ApiClient, type AuthenticateClientRequest } from '@subjectline/contracts';
import { ClientService } from './client.service';

@Controller()
export class ClientHandler {
  constructor(private readonly clients: ClientService) {}

  @Answers(AuthenticateClient)
  authenticate(request: AuthenticateClientRequest): ApiClient {
    return this.clients.authenticate(request);
  }
}
