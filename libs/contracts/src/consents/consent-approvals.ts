import {
  Email,
  Flag,
  Int,
  ListOf,
  Nested,
  Nullable,
  Nullish,
  OneOf,
  Text,
  Timestamp,
  WebAddress,
} from '@subjectline/schema';
import { consentEventStatuses, type ConsentEventStatus } from './consent-events';
import { ConsentProof, ConsentProofContent } from './consent-proofs';
import { ConsentChoices, maxApprovers, ForeignId } from './consent-values';
import { PlainEmail } from '../values/contact-rules';
import { callOf } from '../contract/define';
import { ClientDigest } from '../identity/identity';
import { TokenOfLink } from '../identity/identity-links';
import { OrganizationId } from '../values/rules';

const call = callOf('consents', { askedBy: ['gateway'] });

/*
 * What stands behind a link about a consent event. Its `about`, as identity says it: `evt_…` asks the person, `apr_…` one
 * of the approvers, `clk_…` is a link that a client has made.
 */

export class ConsentLinkReference {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) about!: string;
  @TokenOfLink token!: string;
}

export class ReadApprovalRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) about!: string;
}

export const approvalMethods = ['email', 'file', 'signature', 'link'] as const;
export type ApprovalMethod = (typeof approvalMethods)[number];

export class ShownDelegate {
  @Text() id!: string;
  @Nullable(Text()) name!: string | null;
}

/** What a page shows of the pending choice. */
export class Approval {
  @OneOf(approvalMethods) method!: ApprovalMethod;

  /** Null until the link has created it. */
  @Nullable(Text()) event_id!: string | null;
  @OneOf(consentEventStatuses) status!: ConsentEventStatus;

  /** Shown to approvers; null for the person. */
  @Nullable(Text()) organization_user_id!: string | null;
  @Text() regulation!: string;

  /** When the choice was made. */
  @Timestamp created_at!: string;
  @Nested(() => ConsentChoices) consents!: ConsentChoices;
  @Nullable(Nested(() => ShownDelegate)) delegate!: ShownDelegate | null;

  /** For approvers. */
  @ListOf(() => ConsentProof) proofs!: ConsentProof[];

  /** The person has chosen again since. Approval will not override that. */
  @Flag superseded!: boolean;
  @Text() locale!: string;
  @Nullable(Timestamp) decided_at!: string | null;
}

/** Refused with `event_unknown`. */
export const ReadApproval = call('read-approval', ReadApprovalRequest, Approval);

export class ReadApprovalProofRequest extends ConsentLinkReference {
  @ForeignId proof_id!: string;
}

/** A proof of a pending event, for an approver with an open link. Refused with `link_unknown`, `link_expired`, `proof_unknown`. */
export const ReadApprovalProof = call('read-approval-proof', ReadApprovalProofRequest, ConsentProofContent);

export const approvalDecisions = ['approve', 'reject'] as const;
export type ApprovalDecision = (typeof approvalDecisions)[number];

export class DecideApprovalRequest extends ConsentLinkReference {
  @OneOf(approvalDecisions) decision!: ApprovalDecision;
  @Nullish(Text({ max: 1_000 })) reason?: string | null;
}

export class DecidedApproval {
  @Text() event_id!: string;
  @OneOf(consentEventStatuses) status!: ConsentEventStatus;

  /** The person has chosen again since, and that choice applies. */
  @Flag superseded!: boolean;

  /** Where to redirect the person. Null if not, or no longer, allowed. */
  @Nullable(WebAddress) return_to!: string | null;
}

/**
 * The first decision counts; later ones are refused with `event_settled`. Also refused with `event_unknown`,
 * `link_unknown`, `link_expired` and `link_used`.
 */
export const DecideApproval = call('decide-approval', DecideApprovalRequest, DecidedApproval);

export class RenewConsentLinkRequest extends ConsentLinkReference {
  @ClientDigest client_digest?: string | null;
}

export class RenewedConsentLink {
  /** The lifetime of the new link, in seconds. */
  @Int() expires_in!: number;
}

/**
 * Has a new link sent to where the old one went, which is the proof that its person asks: `evt_…`, `apr_…`, `usr_…` and
 * `sgn_…`. Refused with `link_unknown`, `link_used`, `event_settled`, `event_unknown`, and `link_expired` for a link that a client
 * made.
 */
export const RenewConsentLink = call('renew-link', RenewConsentLinkRequest, RenewedConsentLink);

/* Default approvers, used if an event names none */

export class ReadConsentApproversRequest {
  @OrganizationId organization!: string;
}

export class ConsentApprovers {
  @ListOf(Email('must be e-mail addresses'), { max: maxApprovers, example: ['privacy@example.com'] })
  approvers!: string[];
}

export const ReadConsentApprovers = call('read-approvers', ReadConsentApproversRequest, ConsentApprovers);

export class SaveConsentApproversRequest {
  @OrganizationId organization!: string;
  @ListOf(PlainEmail('must be e-mail addresses'), { max: maxApprovers }) approvers!: string[];
}

/** Replaces the previous list. */
export const SaveConsentApprovers = call('save-approvers', SaveConsentApproversRequest, ConsentApprovers);
