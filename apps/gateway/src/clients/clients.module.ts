import { Module } from '@nestjs/common';
import { OauthController } from './oauth.controller';
import { ClientController } from './client.controller';
import { ClientScopeController } from './client-scope.controller';
import { SessionController } from './session.controller';
import { SignInService } from '../security/sign-in.service';

@Module({
  controllers: [OauthController, ClientController, ClientScopeController, SessionController],
  providers: [SignInService],
})
export class ClientsModule {}
