import { createHash } from 'node:crypto';
import { Flag, Int, ListOf, Nested, Nullable, OneOf, Pattern, Text, Timestamp } from '@subjectline/schema';
import { AuthenticateClientRequest } from './clients';
import { OperatorEmail, Role } from './operators';
import type { RoleName } from '../catalog/scopes';
import { callOf } from '../contract/define';
import { ClientDigest } from '../identity/identity';
import { TokenOfLink } from '../identity/identity-links';
import { TypedCode } from '../values/typed-code';
import { IdOf, OrganizationId } from '../values/rules';

const call = callOf('config', { askedBy: ['gateway'] });

/* Sessions of the console: who is signed in, in a browser. The token is in the browser's cookie alone. */

export const sessionIdleMs = 12 * 3_600_000;
export const sessionLifetimeMs = 7 * 24 * 3_600_000;

/** What browsers are called in the list of sessions; nothing else of their headers is kept. */
export const browsers = ['Edge', 'Firefox', 'Chrome', 'Safari', 'other'] as const;
export type Browser = (typeof browsers)[number];

const tokenPattern = /^[\w-]{43}$/;

export function isSessionToken(text: string): boolean {
  return tokenPattern.test(text);
}

/** All that leaves the gateway of a token, and all that is stored: 256 random bits need no key. */
export function sessionDigest(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

const SessionId = IdOf('ses', 'ses_0c6d5a4e-7b1f-4f0e-9a55-2b8c1f3f9a10');

export const sessionKinds = ['client', 'operator'] as const;
export type SessionKind = (typeof sessionKinds)[number];

/** Who is signed in, and what they may do now. */
export class Session {
  @SessionId id!: string;
  @OneOf(sessionKinds) kind!: SessionKind;

  /** The client's, or the operator's. */
  @Text({ example: 'cli_6a1f0c2e-93d4-4b1c-8f6e-0a5b7c2d9e11' }) owner_id!: string;
  @Text({ example: 'Web shop' }) name!: string;
  /** Null for a client. */
  @Nullable(Role) role!: RoleName | null;
  @OrganizationId organization!: string;
  @ListOf(Text(), { max: 200, example: ['privacy-request:read'] }) scopes!: string[];
  @Timestamp created_at!: string;

  /** Sooner, if it is not used for twelve hours. */
  @Timestamp expires_at!: string;
}

export class OpenSessionRequest extends AuthenticateClientRequest {
  @OneOf(browsers) browser!: Browser;
}

export class OpenedSession {
  @Text() token!: string;
  @Nested(() => Session) session!: Session;
}

/** Refused with `wrong_credentials`. */
export const OpenSession = call('open-session', OpenSessionRequest, OpenedSession);

export class OpenOperatorSessionRequest {
  @OrganizationId organization!: string;
  @OperatorEmail email!: string;
  @TypedCode code!: string;
  @OneOf(browsers) browser!: Browser;
  @ClientDigest client_digest?: string | null;
}

/** Refused with `sign_in_failed`, whatever is wrong, and with `too_many_requests`. */
export const OpenOperatorSession = call(
  'open-operator-session',
  OpenOperatorSessionRequest,
  OpenedSession,
  // identity is asked meanwhile
  { timeoutMs: 10_000 },
);

export class OpenOidcSessionRequest {
  @OrganizationId organization!: string;

  /** Of the id token, with the subject: together they are who signed in, whatever their address. */
  @Text({ min: 1, max: 2_048 }) issuer!: string;
  @Text({ min: 1, max: 255 }) subject!: string;
  @Nullable(OperatorEmail) email!: string | null;
  @Flag is_email_verified!: boolean;

  /** Of what the browser was given when it began: it opens one session. */
  @Pattern(tokenPattern) sign_in_digest!: string;
  @Timestamp sign_in_expires_at!: string;
  @OneOf(browsers) browser!: Browser;
}

/**
 * Signs an operator in whom an OpenID provider has authenticated. Refused with `oidc_sign_in_expired`,
 * `oidc_address_unverified`, `oidc_not_admitted` and `oidc_other_account`.
 */
export const OpenOidcSession = call('open-oidc-session', OpenOidcSessionRequest, OpenedSession);

export class AcceptInvitationRequest {
  @OrganizationId organization!: string;

  /** The operator's id. */
  @Text({ max: 128 }) about!: string;
  @TokenOfLink token!: string;
  @OneOf(browsers) browser!: Browser;
}

/** Signs an operator in by the link of their invitation. Refused with `link_unknown`, `link_expired` and `link_used`. */
export const AcceptInvitation = call('accept-invitation', AcceptInvitationRequest, OpenedSession, {
  timeoutMs: 10_000,
});

export class SessionKey {
  @Pattern(tokenPattern) digest!: string;
}

/**
 * Asked with each call of the console. Refused with `not_authenticated` once the session has ended, or its client has
 * another secret, is disabled or deleted.
 */
export const UseSession = call('use-session', SessionKey, Session);

export class SessionRecord {
  @SessionId id!: string;
  @OneOf(browsers) browser!: Browser;
  @Timestamp created_at!: string;
  @Timestamp last_used_at!: string;
  @Timestamp expires_at!: string;

  /** The one that asks. */
  @Flag is_current!: boolean;
}

export class SessionList {
  @ListOf(() => SessionRecord) items!: SessionRecord[];
  @Int({ example: 1 }) total!: number;
}

/** The running sessions of the one that the session belongs to, last used first. */
export const ListSessions = call('list-sessions', SessionKey, SessionList);

export class EndedSessions {
  @Int() ended!: number;
}

/** Succeeds if there is none. */
export const EndSession = call('end-session', SessionKey, EndedSessions);

export class EndOwnSessionRequest extends SessionKey {
  /** The one to end. */
  @SessionId id!: string;
}

/** Ends one of the sessions of the one that the session belongs to. Succeeds if it has ended already. */
export const EndOwnSession = call('end-own-session', EndOwnSessionRequest, EndedSessions);

/** Ends them all, this one included. */
export const EndAllSessions = call('end-all-sessions', SessionKey, EndedSessions);
