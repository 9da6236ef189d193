import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { ReadRequestReceipt } from '@subjectline/contracts';
import { PersonModule } from '../person/person.module';
import { RequestModule } from '../request/request.module';
import { SigningModule } from '../signing/signing.module';
import { RequestReceiptService } from './request-receipt.service';
import { VerificationReceiptService } from './verification-receipt.service';
import { VerificationReceiptStore } from './verification-receipt.store';

/** Receipts of verifications: signed, and kept when the person is erased. */
@Module({
  imports: [RequestModule, PersonModule, SigningModule],
  controllers: [answering(RequestReceiptService, { read: ReadRequestReceipt })],
  providers: [VerificationReceiptStore, VerificationReceiptService, RequestReceiptService],
  exports: [VerificationReceiptService],
})
export class ReceiptsModule {}
