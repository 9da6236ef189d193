import {
  Flag,
  Int,
  ListOf,
  Nested,
  Nullable,
  Nullish,
  OneOf,
  Optional,
  Text,
  Timestamp,
  WebAddress,
  With,
} from '@subjectline/schema';
import { ConsentLinkReference } from './consent-approvals';
import { ConsentEventInput } from './consent-event-input';
import { consentEventStatuses, type ConsentEventStatus, ConsentToken } from './consent-events';
import { ConsentDelegate, ConsentValidation, ForeignId, FreeObject, type FreeValues } from './consent-values';
import { isNameOrContact } from '../values/contact-rules';
import { callOf } from '../contract/define';
import { maxProofSeconds, ClientDigest } from '../identity/identity';
import { TokenOfLink } from '../identity/identity-links';
import { channels, type Channel } from '../catalog/messages';
import { IdOf, LanguageTag, OrganizationId } from '../values/rules';

const call = callOf('consents', { askedBy: ['gateway'] });

/* Access to the Preference Center: consent tokens, consent links and sign-in. */

/* Consent tokens */

export const defaultTokenSeconds = 900;
export const maxTokenSeconds = 86_400;

export class TokenEventUser {
  @Nullish(FreeObject) metadata?: FreeValues | null;
}

/** Set on every event made with the token. */
export class TokenEvent {
  @Nullish(FreeObject) metadata?: FreeValues | null;
  @Nullish(Nested(() => TokenEventUser)) user?: TokenEventUser | null;
}

export class CreateConsentTokenRequest {
  @OrganizationId organization!: string;
  @With(ForeignId, { rules: [isNameOrContact] }) organization_user_id!: string;

  /** In seconds. */
  @Optional(Int({ min: 1, max: maxTokenSeconds })) lifetime?: number;
  @Nullish(Nested(() => TokenEvent)) event?: TokenEvent | null;
  @Nullish(Nested(() => ConsentDelegate)) delegate?: ConsentDelegate | null;
  @Nullish(Nested(() => ConsentValidation)) validation?: ConsentValidation | null;

  /** Stored only in the token. */
  @Nullish(FreeObject) metadata?: FreeValues | null;
}

export class IssuedConsentToken {
  @ConsentToken token!: string;

  /** In seconds. */
  @Int() expires_in!: number;

  /** Whose it is. */
  @Text() user_id!: string;
}

/** A credential of one user of one organization, for a browser. Refused with `redirect_forbidden`. */
export const CreateConsentToken = call('create-token', CreateConsentTokenRequest, IssuedConsentToken, {
  creates: true,
});

/* Consent links */

export const consentLinkActions = ['event.create', 'event.update'] as const;
export type ConsentLinkAction = (typeof consentLinkActions)[number];

export class CreateConsentLinkRequest {
  @OrganizationId organization!: string;
  @With(ForeignId, { rules: [isNameOrContact] }) organization_user_id!: string;
  @OneOf(consentLinkActions) action!: ConsentLinkAction;

  /** For `event.update`, the `id` of the pending event to confirm. */
  @Nested(() => ConsentEventInput) event!: ConsentEventInput;
  @Nullish(WebAddress) redirect_url?: string | null;
  @Optional(Int({ min: 1, max: maxProofSeconds })) lifetime?: number;
}

export class CreatedConsentLink {
  @IdOf('clk') id!: string;
  @TokenOfLink token!: string;
  @Timestamp expires_at!: string;
}

/** Refused with `redirect_forbidden`, and for `event.update` with `event_unknown` and `event_settled`. */
export const CreateConsentLink = call('create-link', CreateConsentLinkRequest, CreatedConsentLink, {
  creates: true,
});

export class FollowedConsentLink {
  @Text() event_id!: string;
  @OneOf(consentEventStatuses) status!: ConsentEventStatus;

  /** Where to redirect the person. Null if not, or no longer, allowed. */
  @Nullable(WebAddress) return_to!: string | null;
}

/**
 * The button behind a `clk_…` link was pressed: its action is carried out, once. Refused with
 * `link_unknown`, `link_expired`, `link_used`, `event_unknown`, `event_settled`.
 */
export const FollowConsentLink = call('follow-link', ConsentLinkReference, FollowedConsentLink);

/* Authentication providers */

/** `otp` is a code, `message` a link. */
export const signInProtocols = ['otp', 'message'] as const;
export type SignInProtocol = (typeof signInProtocols)[number];

export class AuthProvider {
  @Text({ example: 'aup_4be3c1c8-8a05-4d6f-9a3b-0a5b7c2d9e11' }) id!: string;
  @OneOf(signInProtocols, { example: 'message' }) type!: SignInProtocol;
  @Flag is_default!: boolean;
  @Timestamp created_at!: string;
  @Timestamp updated_at!: string;
}

export class ListAuthProvidersRequest {
  @OrganizationId organization!: string;
}

export class AuthProviderList {
  @ListOf(() => AuthProvider) items!: AuthProvider[];
}

/** Oldest first. Every organization starts with one of type `otp`. */
export const ListAuthProviders = call('list-auth-providers', ListAuthProvidersRequest, AuthProviderList);

export class ReadAuthProviderRequest extends ListAuthProvidersRequest {
  @ForeignId id!: string;
}

/** Refused with `auth_provider_unknown`. */
export const ReadAuthProvider = call('read-auth-provider', ReadAuthProviderRequest, AuthProvider);

export class CreateAuthProviderRequest extends ListAuthProvidersRequest {
  @OneOf(signInProtocols) type!: SignInProtocol;
  @Optional(Flag) is_default?: boolean;
}

/** A new default replaces the previous one. Refused with `auth_provider_taken`. */
export const CreateAuthProvider = call('create-auth-provider', CreateAuthProviderRequest, AuthProvider, {
  creates: true,
});

export class ChangeAuthProviderRequest extends ReadAuthProviderRequest {
  @Optional(OneOf(signInProtocols)) type?: SignInProtocol;
  @Optional(Flag) is_default?: boolean;
}

/** Refused with `auth_provider_unknown`, `auth_provider_taken`, and `conflict` where no default would be left. */
export const ChangeAuthProvider = call('change-auth-provider', ChangeAuthProviderRequest, AuthProvider);

export class DeletedAuthProvider {
  @Text() id!: string;
}

/** Refused with `auth_provider_unknown`, and `conflict` for the default one. */
export const DeleteAuthProvider = call('delete-auth-provider', ReadAuthProviderRequest, DeletedAuthProvider);

/* Signing in */

export class InitiateSignInRequest {
  @OrganizationId organization!: string;

  /** Default: the organization's default. */
  @Optional(ForeignId) auth_provider_id?: string;
}

/** Returns the sign-in method to offer. Refused with `auth_provider_unknown`. */
export const InitiateSignIn = call('initiate-sign-in', InitiateSignInRequest, AuthProvider);

export class StartSignInRequest {
  @OrganizationId organization!: string;

  /** The address, which is the user's `organization_user_id`. */
  @With(ForeignId, { rules: [isNameOrContact] }) email!: string;
  @OneOf(signInProtocols) protocol!: SignInProtocol;
  @Optional(ForeignId) auth_provider_id?: string;

  /** Where a link leads. Default: the organization's Privacy Center. */
  @Nullish(WebAddress) privacy_center_url?: string | null;

  /** Default: the channel of the address. */
  @Optional(OneOf(channels)) channel?: Channel;
  @LanguageTag locale!: string;
  @ClientDigest client_digest?: string | null;
}

export class StartedSignIn {
  @OneOf(signInProtocols) protocol!: SignInProtocol;

  /** In seconds. */
  @Int() expires_in!: number;
}

/**
 * Sends a code or a link. The response is always the same: it reveals neither whether the address is known nor whether a
 * message is sent. Refused with `redirect_forbidden`, `auth_provider_unknown`, and `invalid` for an invalid address.
 */
export const StartSignIn = call('start-sign-in', StartSignInRequest, StartedSignIn);

export class FinishSignInRequest {
  @OrganizationId organization!: string;
  @ForeignId email!: string;
  @Text({ max: 64 }) code!: string;

  /** Where the page redirects. */
  @Nullish(WebAddress) privacy_center_url?: string | null;
  @ClientDigest client_digest?: string | null;
}

/** A consent token and, if known, the address of the Preference Center with the token in it. */
export class SignedIn extends IssuedConsentToken {
  @Nullable(Text()) url!: string | null;
}

/** Wrong, expired, used and unknown codes are all `sign_in_failed`. Too many tries: `sign_in_limit`. */
export const FinishSignIn = call('finish-sign-in', FinishSignInRequest, SignedIn);

/**
 * The button behind a `sgn_…` or `usr_…` link was pressed. Refused with `link_unknown`, `link_expired`
 * and `link_used`.
 */
export const OpenPreferenceCenter = call('open-preference-center', ConsentLinkReference, SignedIn);
