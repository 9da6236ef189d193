import { Module } from '@nestjs/common';
import { answering } from '@subjectline/bus';
import { CreateConsentProof, ReadConsentProof } from '@subjectline/contracts';
import { PersonModule } from '../person/person.module';
import { ProofService } from './proof.service';
import { ProofStore } from './proof.store';

@Module({
  imports: [PersonModule],
  controllers: [answering(ProofService, { create: CreateConsentProof, read: ReadConsentProof })],
  providers: [ProofStore, ProofService],
  exports: [ProofService],
})
export class ProofsModule {}
