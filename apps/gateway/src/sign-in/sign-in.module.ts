import { Module } from '@nestjs/common';
import { AuthInitiateController } from './auth-initiate.controller';
import { AuthMessageController } from './auth-message.controller';
import { AuthOtpController } from './auth-otp.controller';
import { AuthProvidersController } from './auth-providers.controller';
import { PublicKeys } from './public-key';
import { PersonSignIns } from './person-sign-ins';

@Module({
  controllers: [AuthInitiateController, AuthMessageController, AuthOtpController, AuthProvidersController],
  providers: [PublicKeys, PersonSignIns],
})
export class SignInModule {}
