import { IsIn, IsInt, IsISO8601, IsString, MaxLength } from 'class-validator';
import { IsForeignId } from './consent-values';
import { defineCall } from './define';
import { IsOrganization } from './rules';

/** What may be kept as a proof; the bytes have to be what they say. */
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
  @IsString()
  id!: string;

  @IsIn([...proofTypes])
  type!: ProofType;

  @IsInt()
  bytes!: number;

  @IsISO8601()
  created_at!: string;
}

export class ConsentProofContent extends ConsentProof {
  /** In base64. */
  @IsString()
  content!: string;
}

export class CreateConsentProofRequest {
  @IsOrganization()
  organization!: string;

  /** A data URI in base64. */
  @IsString()
  @MaxLength(720_000)
  data!: string;
}

/** Refused with `invalid` when it is of another type than it says, or too large. */
export const CreateConsentProof = defineCall({
  owner: 'consents',
  name: 'create-proof',
  request: CreateConsentProofRequest,
  reply: ConsentProof,
  askedBy: ['gateway'],
  creates: true,
});

export class ReadConsentProofRequest {
  @IsOrganization()
  organization!: string;

  @IsForeignId()
  id!: string;
}

/** Refused with `proof_unknown`. */
export const ReadConsentProof = defineCall({
  owner: 'consents',
  name: 'read-proof',
  request: ReadConsentProofRequest,
  reply: ConsentProofContent,
  askedBy: ['gateway'],
});
