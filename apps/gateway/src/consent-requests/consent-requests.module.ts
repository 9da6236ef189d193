import { Module } from '@nestjs/common';
import { ConsentReceiptController } from './consent-receipt.controller';
import { ConsentRequestController } from './consent-request.controller';

@Module({
  controllers: [ConsentRequestController, ConsentReceiptController],
})
export class ConsentRequestsModule {}
