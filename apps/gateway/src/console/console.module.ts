import { Module } from '@nestjs/common';
import { SignInService } from '../security/sign-in.service';
import { ConsoleSessionController } from './console-session.controller';
import { ConsoleController } from './console.controller';

@Module({
  controllers: [ConsoleSessionController, ConsoleController],
  providers: [SignInService],
})
export class ConsoleModule {}
