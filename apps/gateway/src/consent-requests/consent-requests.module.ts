import { Module } from '@nestjs/common';
import { ConsentRequestController } from './consent-request.controller';

@Module({
  controllers: [ConsentRequestController],
})
export class ConsentRequestsModule {}
