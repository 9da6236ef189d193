import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsDefined,
  IsEmail,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { consentEventStatuses, type ConsentEventStatus } from './consent-events';
import { ConsentProof, ConsentProofContent } from './consent-proofs';
import { ConsentChoices, IsForeignId, mostApprovers } from './consent-values';
import { IsPlainEmail } from './contact-rules';
import { defineCall } from './define';
import { IsClientDigest } from './identity';
import { IsLinkToken } from './identity-links';
import { IsOrganization, IsWebAddress } from './rules';

/*
 * What stands behind a link about a consent event. Its `about`, as identity says it: `evt_…` asks the person, `apr_…` one
 * of the approvers, `clk_…` is a link that a client has made.
 */

export class ConsentLinkReference {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MaxLength(128)
  about!: string;

  @IsLinkToken()
  token!: string;
}

export class ReadApprovalRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MaxLength(128)
  about!: string;
}

export const approvalMethods = ['email', 'file', 'signature', 'link'] as const;
export type ApprovalMethod = (typeof approvalMethods)[number];

export class ShownDelegate {
  @IsString()
  id!: string;

  @IsOptional()
  @IsString()
  name!: string | null;
}

/** What a page shows of the choice that waits. */
export class Approval {
  @IsIn([...approvalMethods])
  method!: ApprovalMethod;

  /** Null while the link has yet to make it. */
  @IsOptional()
  @IsString()
  event_id!: string | null;

  @IsIn([...consentEventStatuses])
  status!: ConsentEventStatus;

  /** Shown to approvers; null for the person, who knows. */
  @IsOptional()
  @IsString()
  organization_user_id!: string | null;

  @IsString()
  regulation!: string;

  /** When the choice was made. */
  @IsISO8601()
  created_at!: string;

  @ValidateNested()
  @Type(() => ConsentChoices)
  consents!: ConsentChoices;

  @IsOptional()
  @ValidateNested()
  @Type(() => ShownDelegate)
  delegate!: ShownDelegate | null;

  /** For approvers. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ConsentProof)
  proofs!: ConsentProof[];

  /** The person chose again since: what is approved here will not override it. */
  @IsBoolean()
  superseded!: boolean;

  @IsString()
  locale!: string;

  @IsOptional()
  @IsISO8601()
  decided_at!: string | null;
}

/** Refused with `event_unknown`. */
export const ReadApproval = defineCall({
  owner: 'consents',
  name: 'read-approval',
  request: ReadApprovalRequest,
  reply: Approval,
  askedBy: ['gateway'],
});

export class ReadApprovalProofRequest extends ConsentLinkReference {
  @IsForeignId()
  proof_id!: string;
}

/** A proof of what waits, for an approver with an open link. Refused with `link_unknown`, `link_expired`, `proof_unknown`. */
export const ReadApprovalProof = defineCall({
  owner: 'consents',
  name: 'read-approval-proof',
  request: ReadApprovalProofRequest,
  reply: ConsentProofContent,
  askedBy: ['gateway'],
});

export const approvalDecisions = ['approve', 'reject'] as const;
export type ApprovalDecision = (typeof approvalDecisions)[number];

export class DecideApprovalRequest extends ConsentLinkReference {
  @IsIn([...approvalDecisions])
  decision!: ApprovalDecision;

  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  reason?: string | null;
}

export class DecidedApproval {
  @IsString()
  event_id!: string;

  @IsIn([...consentEventStatuses])
  status!: ConsentEventStatus;

  /** The person chose again since, and that choice holds. */
  @IsBoolean()
  superseded!: boolean;

  /** Where to send them on to; null where that is not, or no longer, allowed. */
  @IsOptional()
  @IsWebAddress()
  return_to!: string | null;
}

/**
 * The first decision counts, and whoever comes later is refused with `event_settled`. Also refused with `event_unknown`,
 * `link_unknown`, `link_expired` and `link_used`.
 */
export const DecideApproval = defineCall({
  owner: 'consents',
  name: 'decide-approval',
  request: DecideApprovalRequest,
  reply: DecidedApproval,
  askedBy: ['gateway'],
});

export class RenewConsentLinkRequest extends ConsentLinkReference {
  @IsClientDigest()
  client_digest?: string | null;
}

export class RenewedConsentLink {
  /** For how long the new one is good, in seconds. */
  @IsInt()
  expires_in!: number;
}

/**
 * Has a new link sent to where the old one went, which is the proof that its person asks: `evt_…`, `apr_…`, `usr_…` and
 * `sgn_…`. Refused with `link_unknown`, `link_used`, `event_settled`, `event_unknown`, and `link_expired` for a link that a client
 * made.
 */
export const RenewConsentLink = defineCall({
  owner: 'consents',
  name: 'renew-link',
  request: RenewConsentLinkRequest,
  reply: RenewedConsentLink,
  askedBy: ['gateway'],
});

/* Who approves where an event names nobody */

export class ReadConsentApproversRequest {
  @IsOrganization()
  organization!: string;
}

export class ConsentApprovers {
  @IsArray()
  @ArrayMaxSize(mostApprovers)
  @IsEmail({}, { each: true, message: 'must be e-mail addresses' })
  approvers!: string[];
}

export const ReadConsentApprovers = defineCall({
  owner: 'consents',
  name: 'read-approvers',
  request: ReadConsentApproversRequest,
  reply: ConsentApprovers,
  askedBy: ['gateway'],
});

export class SaveConsentApproversRequest {
  @IsOrganization()
  organization!: string;

  @IsDefined()
  @IsArray()
  @ArrayMaxSize(mostApprovers)
  @IsPlainEmail('must be e-mail addresses', { each: true })
  approvers!: string[];
}

/** In place of those that were there. */
export const SaveConsentApprovers = defineCall({
  owner: 'consents',
  name: 'save-approvers',
  request: SaveConsentApproversRequest,
  reply: ConsentApprovers,
  askedBy: ['gateway'],
});
