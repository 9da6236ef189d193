import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsDefined,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { ConsentLinkReference } from './consent-approvals';
import { ConsentEventInput } from './consent-event-input';
import { consentEventStatuses, IsConsentToken, type ConsentEventStatus } from './consent-events';
import { ConsentDelegate, ConsentValidation, IsForeignId, IsFreeValues } from './consent-values';
import type { FreeValues } from './consent-values';
import { IsNameOrContact } from './contact-rules';
import { defineCall } from './define';
import { IsClientDigest, longestProofSeconds } from './identity';
import { IsLinkToken } from './identity-links';
import { channels, type Channel } from './messages';
import { IsAbsentOr, IsLanguageTag, IsOrganization, IsWebAddress } from './rules';

/* The way into the Preference Center: consent tokens, links that act, and signing in (contracts/didomi, sections 4 and 6). */

/* Consent tokens */

export const usualTokenSeconds = 900;
export const longestTokenSeconds = 86_400;

export class TokenEventUser {
  @IsOptional()
  @IsFreeValues()
  metadata?: FreeValues | null;
}

/** What every event made with a token carries. */
export class TokenEvent {
  @IsOptional()
  @IsFreeValues()
  metadata?: FreeValues | null;

  @IsOptional()
  @ValidateNested()
  @Type(() => TokenEventUser)
  user?: TokenEventUser | null;
}

export class CreateConsentTokenRequest {
  @IsOrganization()
  organization!: string;

  @IsForeignId()
  @IsNameOrContact()
  organization_user_id!: string;

  /** In seconds. */
  @IsAbsentOr()
  @IsInt()
  @Min(1)
  @Max(longestTokenSeconds)
  lifetime?: number;

  @IsOptional()
  @ValidateNested()
  @Type(() => TokenEvent)
  event?: TokenEvent | null;

  @IsOptional()
  @ValidateNested()
  @Type(() => ConsentDelegate)
  delegate?: ConsentDelegate | null;

  @IsOptional()
  @ValidateNested()
  @Type(() => ConsentValidation)
  validation?: ConsentValidation | null;

  /** Lives in the token alone. */
  @IsOptional()
  @IsFreeValues()
  metadata?: FreeValues | null;
}

export class IssuedConsentToken {
  @IsConsentToken()
  token!: string;

  /** In seconds. */
  @IsInt()
  expires_in!: number;

  /** Whose it is. */
  @IsString()
  user_id!: string;
}

/** A credential of one user of one organization, for a browser. Refused with `redirect_forbidden`. */
export const CreateConsentToken = defineCall({
  owner: 'consents',
  name: 'create-token',
  request: CreateConsentTokenRequest,
  reply: IssuedConsentToken,
  askedBy: ['gateway'],
  creates: true,
});

/* Consent links */

export const consentLinkActions = ['event.create', 'event.update'] as const;
export type ConsentLinkAction = (typeof consentLinkActions)[number];

export class CreateConsentLinkRequest {
  @IsOrganization()
  organization!: string;

  @IsForeignId()
  @IsNameOrContact()
  organization_user_id!: string;

  @IsIn([...consentLinkActions])
  action!: ConsentLinkAction;

  /** For `event.update` it names the event that waits by its `id`, and is taken to confirm it. */
  @IsDefined()
  @ValidateNested()
  @Type(() => ConsentEventInput)
  event!: ConsentEventInput;

  @IsOptional()
  @IsWebAddress()
  redirect_url?: string | null;

  @IsAbsentOr()
  @IsInt()
  @Min(1)
  @Max(longestProofSeconds)
  lifetime?: number;
}

export class CreatedConsentLink {
  @Matches(/^clk_/)
  id!: string;

  @IsLinkToken()
  token!: string;

  @IsISO8601()
  expires_at!: string;
}

/** Refused with `redirect_forbidden`, and for `event.update` with `event_unknown` and `event_settled`. */
export const CreateConsentLink = defineCall({
  owner: 'consents',
  name: 'create-link',
  request: CreateConsentLinkRequest,
  reply: CreatedConsentLink,
  askedBy: ['gateway'],
  creates: true,
});

export class FollowedConsentLink {
  @IsString()
  event_id!: string;

  @IsIn([...consentEventStatuses])
  status!: ConsentEventStatus;

  /** Where to send them on to; null where that is not, or no longer, allowed. */
  @IsOptional()
  @IsWebAddress()
  return_to!: string | null;
}

/**
 * Somebody has pressed the button behind a link about `clk_…`: what it is for happens, once. Refused with
 * `link_unknown`, `link_expired`, `link_used`, `event_unknown`, `event_settled`.
 */
export const FollowConsentLink = defineCall({
  owner: 'consents',
  name: 'follow-link',
  request: ConsentLinkReference,
  reply: FollowedConsentLink,
  askedBy: ['gateway'],
});

/* Authentication providers */

/** `otp` is a code, `message` a link. */
export const signInProtocols = ['otp', 'message'] as const;
export type SignInProtocol = (typeof signInProtocols)[number];

export class AuthProvider {
  @IsString()
  id!: string;

  @IsIn([...signInProtocols])
  type!: SignInProtocol;

  @IsBoolean()
  is_default!: boolean;

  @IsISO8601()
  created_at!: string;

  @IsISO8601()
  updated_at!: string;
}

export class ListAuthProvidersRequest {
  @IsOrganization()
  organization!: string;
}

export class AuthProviderList {
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => AuthProvider)
  items!: AuthProvider[];
}

/** Oldest first. Every organization starts with one of type `otp`. */
export const ListAuthProviders = defineCall({
  owner: 'consents',
  name: 'list-auth-providers',
  request: ListAuthProvidersRequest,
  reply: AuthProviderList,
  askedBy: ['gateway'],
});

export class ReadAuthProviderRequest extends ListAuthProvidersRequest {
  @IsForeignId()
  id!: string;
}

/** Refused with `auth_provider_unknown`. */
export const ReadAuthProvider = defineCall({
  owner: 'consents',
  name: 'read-auth-provider',
  request: ReadAuthProviderRequest,
  reply: AuthProvider,
  askedBy: ['gateway'],
});

export class CreateAuthProviderRequest extends ListAuthProvidersRequest {
  @IsIn([...signInProtocols])
  type!: SignInProtocol;

  @IsAbsentOr()
  @IsBoolean()
  is_default?: boolean;
}

/** The one that becomes the default takes the place of the one that was. Refused with `auth_provider_taken`. */
export const CreateAuthProvider = defineCall({
  owner: 'consents',
  name: 'create-auth-provider',
  request: CreateAuthProviderRequest,
  reply: AuthProvider,
  askedBy: ['gateway'],
  creates: true,
});

export class ChangeAuthProviderRequest extends ReadAuthProviderRequest {
  @IsAbsentOr()
  @IsIn([...signInProtocols])
  type?: SignInProtocol;

  @IsAbsentOr()
  @IsBoolean()
  is_default?: boolean;
}

/** Refused with `auth_provider_unknown`, `auth_provider_taken`, and `conflict` where no default would be left. */
export const ChangeAuthProvider = defineCall({
  owner: 'consents',
  name: 'change-auth-provider',
  request: ChangeAuthProviderRequest,
  reply: AuthProvider,
  askedBy: ['gateway'],
});

export class DeletedAuthProvider {
  @IsString()
  id!: string;
}

/** Refused with `auth_provider_unknown`, and `conflict` for the default one. */
export const DeleteAuthProvider = defineCall({
  owner: 'consents',
  name: 'delete-auth-provider',
  request: ReadAuthProviderRequest,
  reply: DeletedAuthProvider,
  askedBy: ['gateway'],
});

/* Signing in */

export class InitiateSignInRequest {
  @IsOrganization()
  organization!: string;

  /** The organization's default unless told. */
  @IsAbsentOr()
  @IsForeignId()
  auth_provider_id?: string;
}

/** Which way in is the one to offer. Refused with `auth_provider_unknown`. */
export const InitiateSignIn = defineCall({
  owner: 'consents',
  name: 'initiate-sign-in',
  request: InitiateSignInRequest,
  reply: AuthProvider,
  askedBy: ['gateway'],
});

export class StartSignInRequest {
  @IsOrganization()
  organization!: string;

  /** The address, which is the user's `organization_user_id`. */
  @IsForeignId()
  @IsNameOrContact()
  email!: string;

  @IsIn([...signInProtocols])
  protocol!: SignInProtocol;

  @IsAbsentOr()
  @IsForeignId()
  auth_provider_id?: string;

  /** Where a link leads; the organization's Privacy Center unless told. */
  @IsOptional()
  @IsWebAddress()
  privacy_center_url?: string | null;

  /** What the address is for unless told. */
  @IsAbsentOr()
  @IsIn([...channels])
  channel?: Channel;

  @IsLanguageTag()
  locale!: string;

  @IsClientDigest()
  client_digest?: string | null;
}

export class StartedSignIn {
  @IsIn([...signInProtocols])
  protocol!: SignInProtocol;

  /** In seconds. */
  @IsInt()
  expires_in!: number;
}

/**
 * Sends a code or a link. The answer is the same for everybody, whether the address is known, and whether a message
 * goes out. Refused with `redirect_forbidden`, `auth_provider_unknown`, and `invalid` for what is no address.
 */
export const StartSignIn = defineCall({
  owner: 'consents',
  name: 'start-sign-in',
  request: StartSignInRequest,
  reply: StartedSignIn,
  askedBy: ['gateway'],
});

export class FinishSignInRequest {
  @IsOrganization()
  organization!: string;

  @IsForeignId()
  email!: string;

  @IsString()
  @MaxLength(64)
  code!: string;

  /** Where the page goes on to. */
  @IsOptional()
  @IsWebAddress()
  privacy_center_url?: string | null;

  @IsClientDigest()
  client_digest?: string | null;
}

/** A consent token, and the address of the Preference Center with the token in it where one is known. */
export class SignedIn extends IssuedConsentToken {
  @IsOptional()
  @IsString()
  url!: string | null;
}

/** Wrong, late, used and unknown are all `sign_in_failed`; after too many tries it is `sign_in_limit`. */
export const FinishSignIn = defineCall({
  owner: 'consents',
  name: 'finish-sign-in',
  request: FinishSignInRequest,
  reply: SignedIn,
  askedBy: ['gateway'],
});

/**
 * Somebody has pressed the button behind a link about `sgn_…` or `usr_…`. Refused with `link_unknown`, `link_expired`
 * and `link_used`.
 */
export const OpenPreferenceCenter = defineCall({
  owner: 'consents',
  name: 'open-preference-center',
  request: ConsentLinkReference,
  reply: SignedIn,
  askedBy: ['gateway'],
});
