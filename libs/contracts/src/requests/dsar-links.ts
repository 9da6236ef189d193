import {
  ListOf,
  Int,
  Nullable,
  Nullish,
  OneOf,
  Optional,
  Text,
  Timestamp,
  WebAddress,
} from '@subjectline/schema';
import { callOf } from '../contract/define';
import { dsarStatuses, type DsarStatus } from './dsar-requests';
import { maxProofSeconds, ClientDigest } from '../identity/identity';
import { TokenOfLink } from '../identity/identity-links';
import { AssuranceStep } from './request-assurance';
import { ResendSchedule } from './requests';
import { userRightIds, type UserRightId } from '../catalog/user-rights';
import { Day, Locale, IdOf, OrganizationId } from '../values/rules';

const call = callOf('requests', { askedBy: ['gateway'] });

/* The links by which persons confirm privacy requests: the one in the mail, and those that a client asks for. */

/** The default lifetime of a link. */
export const requestLinkSeconds = 900;

export class CreateRequestLinkRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) request_id!: string;

  /** Where the person is redirected. Default: the redirect URL of the request. */
  @Nullish(WebAddress) redirect_url?: string | null;
  @Optional(Int({ min: 1, max: maxProofSeconds })) lifetime_seconds?: number;
  @Text({ max: 128 }) created_by!: string;
}

export class CreatedRequestLink {
  @IdOf('lnk') id!: string;
  @Text() request_id!: string;
  @TokenOfLink token!: string;
  @Nullable(Text()) redirect_url!: string | null;
  @Timestamp created_at!: string;
  @Timestamp expires_at!: string;
}

/**
 * A link that only verifies one request. The client that asks for it passes it on. Refused with
 * `request_unknown`, `status_forbids` (it is past `unverified`) and `redirect_forbidden`.
 */
export const CreateRequestLink = call('create-link', CreateRequestLinkRequest, CreatedRequestLink, {
  creates: true,
});

export class ConfirmRequestByLinkRequest {
  @OrganizationId organization!: string;

  /** The subject of the link: `pri_…`, or `pri_….lnk_…` for one that a client asked for. */
  @Text({ max: 128 }) about!: string;
  @TokenOfLink token!: string;
}

/** What a page says of a request to find it again: nothing of the person. Days are those of the organization. */
export class RequestFacts {
  /** As a person reads it out: `R7F4-X2MR`. Null: stored by an older version. */
  @Nullish(Text()) reference?: string | null;
  @Nullish(Day) received_on?: string | null;

  /** Null where no law promises it. */
  @Nullish(Day) due_on?: string | null;
}

export class ConfirmedRequest extends RequestFacts {
  @IdOf('pri') id!: string;
  @OneOf(dsarStatuses) status!: DsarStatus;

  /** Where to redirect the person. Null if not, or no longer, allowed. */
  @Nullable(WebAddress) return_to!: string | null;

  /** The steps that are left before the request goes on. Absent: none. */
  @Optional(ListOf(() => AssuranceStep)) missing?: AssuranceStep[];
}

/**
 * The button behind the link was pressed. Refused with `link_unknown`, `link_expired`, `link_used`, and
 * `request_not_awaiting_code` if the request's status has changed meanwhile.
 */
export const ConfirmRequestByLink = call('confirm-by-link', ConfirmRequestByLinkRequest, ConfirmedRequest);

export class SignDeclarationRequest extends ConfirmRequestByLinkRequest {
  /** As the person typed it. */
  @Text({ pattern: /\S/, message: 'must not be empty', max: 200 }) name!: string;

  /** The language of the page, and so of the text. */
  @Locale locale!: string;
}

/** A declaration was signed on the page behind its link. Refused as `ConfirmRequestByLink` is. */
export const SignDeclaration = call('sign-declaration', SignDeclarationRequest, ConfirmedRequest);

export class RenewRequestLinkRequest extends ConfirmRequestByLinkRequest {
  @ClientDigest client_digest?: string | null;
}

/**
 * Has a new link sent to where the request's messages go, which ends the one that was mailed before; the old link is
 * the proof that its person asks. Asked for too early, nothing happens. Refused with `link_unknown`,
 * `request_not_awaiting_code` and `code_expired` (it has waited for too many days).
 */
export const RenewRequestLink = call('renew-link', RenewRequestLinkRequest, ResendSchedule);

export class ReadRequestPageRequest {
  @OrganizationId organization!: string;
  @Text({ max: 128 }) about!: string;

  /** The language of the page. Default: that of the request. */
  @Optional(Locale) locale?: string;
}

/** What a link's page may show of a request: no personal data. */
export class RequestPage extends RequestFacts {
  @IdOf('pri') id!: string;
  @OneOf(dsarStatuses) status!: DsarStatus;
  @OneOf(userRightIds) user_right_id!: UserRightId;
  @Text() user_right_label!: string;
  @Text() locale!: string;
}

/** Refused with `request_unknown`. */
export const ReadRequestPage = call('read-page', ReadRequestPageRequest, RequestPage);
