import { IsIn, IsInt, IsISO8601, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { defineCall } from './define';
import { dsarStatuses, type DsarStatus } from './dsar-requests';
import { IsClientDigest, longestProofSeconds } from './identity';
import { IsLinkToken } from './identity-links';
import { ResendSchedule } from './requests';
import { IsAbsentOr, IsOrganization, IsWebAddress } from './rules';
import { userRightIds, type UserRightId } from './user-rights';

/* The links by which persons confirm privacy requests: the one in the mail, and those that a client asks for. */

/** For how long a link works unless told otherwise. */
export const requestLinkSeconds = 900;

export class CreateRequestLinkRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MaxLength(128)
  request_id!: string;

  /** Where whoever has followed it is sent on to; what the request itself says unless told. */
  @IsOptional()
  @IsWebAddress()
  redirect_url?: string | null;

  @IsAbsentOr()
  @IsInt()
  @Min(1)
  @Max(longestProofSeconds)
  lifetime_seconds?: number;

  @IsString()
  @MaxLength(128)
  created_by!: string;
}

export class CreatedRequestLink {
  @Matches(/^lnk_/)
  id!: string;

  @IsString()
  request_id!: string;

  @IsLinkToken()
  token!: string;

  @IsOptional()
  @IsString()
  redirect_url!: string | null;

  @IsISO8601()
  created_at!: string;

  @IsISO8601()
  expires_at!: string;
}

/**
 * A link that verifies one request and does nothing else; whoever asks for it hands it on. Refused with
 * `request_unknown`, `status_forbids` (it is past `unverified`) and `redirect_forbidden`.
 */
export const CreateRequestLink = defineCall({
  owner: 'requests',
  name: 'create-link',
  request: CreateRequestLinkRequest,
  reply: CreatedRequestLink,
  askedBy: ['gateway'],
  creates: true,
});

export class ConfirmRequestByLinkRequest {
  @IsOrganization()
  organization!: string;

  /** What the link is about, as identity says it: `pri_…`, or `pri_….lnk_…` for one that a client asked for. */
  @IsString()
  @MaxLength(128)
  about!: string;

  @IsLinkToken()
  token!: string;
}

export class ConfirmedRequest {
  @Matches(/^pri_/)
  id!: string;

  @IsIn([...dsarStatuses])
  status!: DsarStatus;

  /** Where to send its person on to; null where that is not, or no longer, allowed. */
  @IsOptional()
  @IsWebAddress()
  return_to!: string | null;
}

/**
 * Somebody has pressed the button behind the link. Refused with `link_unknown`, `link_expired`, `link_used`, and
 * `request_not_awaiting_code` where the request went another way meanwhile.
 */
export const ConfirmRequestByLink = defineCall({
  owner: 'requests',
  name: 'confirm-by-link',
  request: ConfirmRequestByLinkRequest,
  reply: ConfirmedRequest,
  askedBy: ['gateway'],
});

export class RenewRequestLinkRequest extends ConfirmRequestByLinkRequest {
  @IsClientDigest()
  client_digest?: string | null;
}

/**
 * Has a new link sent to where the request's messages go, which ends the one that was mailed before; the old link is
 * the proof that its person asks. Asked for too early, nothing happens. Refused with `link_unknown`,
 * `request_not_awaiting_code` and `code_expired` (it has waited for too many days).
 */
export const RenewRequestLink = defineCall({
  owner: 'requests',
  name: 'renew-link',
  request: RenewRequestLinkRequest,
  reply: ResendSchedule,
  askedBy: ['gateway'],
});

export class ReadRequestPageRequest {
  @IsOrganization()
  organization!: string;

  @IsString()
  @MaxLength(128)
  about!: string;

  /** The language of the page; the request's own unless told. */
  @IsAbsentOr()
  @IsString()
  @MaxLength(35)
  locale?: string;
}

/** What a page behind a link may show of a request: nothing of its person. */
export class RequestPage {
  @Matches(/^pri_/)
  id!: string;

  @IsIn([...dsarStatuses])
  status!: DsarStatus;

  @IsIn([...userRightIds])
  user_right_id!: UserRightId;

  @IsString()
  user_right_label!: string;

  @IsString()
  locale!: string;
}

/** Refused with `request_unknown`. */
export const ReadRequestPage = defineCall({
  owner: 'requests',
  name: 'read-page',
  request: ReadRequestPageRequest,
  reply: RequestPage,
  askedBy: ['gateway'],
});
