import { Controller } from '@nestjs/common';
import { Answers } from '@subjectline/bus';
import {
  CreateConsentProof,
  ReadConsentProof,
  type ConsentProof,
  type ConsentProofContent,
  type CreateConsentProofRequest,
  type ReadConsentProofRequest,
} from '@subjectline/contracts';
import { ProofService } from './proof.service';

@Controller()
export class ProofHandler {
  constructor(private readonly proofs: ProofService) {}

  @Answers(CreateConsentProof)
  create(request: CreateConsentProofRequest): Promise<ConsentProof> {
    return this.proofs.create(request);
  }

  @Answers(ReadConsentProof)
  read(request: ReadConsentProofRequest): Promise<ConsentProofContent> {
    return this.proofs.read(request);
  }
}
