import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { ListSigningKeys } from '@subjectline/contracts';
import { SigningKeyStore } from './signing-key.store';
import { SigningKeysService } from './signing-keys.service';

/** Signed statements: certificates of erasures and receipts of verifications. */
@Module({
  controllers: [answering(SigningKeysService, { list: ListSigningKeys })],
  providers: [SigningKeyStore, SigningKeysService],
  exports: [SigningKeysService],
})
export class SigningModule {}
