import { Int, OneOf, Text, Timestamp } from '@subjectline/schema';
import { ForeignId } from './consent-values';
import { callOf } from '../contract/define';
import { OrganizationId } from '../values/rules';

const call = callOf('consents', { askedBy: ['gateway'] });

/** Accepted types of proofs. The content must match the type. */
export const proofTypes = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/gif',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/msword',
] as const;
export type ProofType = (typeof proofTypes)[number];

/** Decoded. */
export const largestProofBytes = 512 * 1_024;

export class ConsentProof {
  @Text({ example: 'prf_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11' }) id!: string;
  @OneOf(proofTypes) type!: ProofType;
  @Int({ example: 20_480 }) bytes!: number;
  @Timestamp created_at!: string;
}

export class ConsentProofContent extends ConsentProof {
  /** In base64. */
  @Text() content!: string;
}

export class CreateConsentProofRequest {
  @OrganizationId organization!: string;

  /** A data URI in base64. */
  @Text({ max: 720_000 }) data!: string;
}

/** Refused with `invalid` if the content does not match the type, or is too large. */
export const CreateConsentProof = call('create-proof', CreateConsentProofRequest, ConsentProof, {
  creates: true,
});

export class ReadConsentProofRequest {
  @OrganizationId organization!: string;
  @ForeignId id!: string;
}

/** Refused with `proof_unknown`. */
export const ReadConsentProof = call('read-proof', ReadConsentProofRequest, ConsentProofContent);
