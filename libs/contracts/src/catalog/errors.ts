import { type Problem, shortened } from '@subjectline/schema';

/** Facts that belong to a refusal: ids and names, never a secret, a code or an address. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** @typeParam Facts what the texts of this error print, in any API family */
interface Refusal<Facts extends object> {
  readonly status: number;
  readonly title: string;
  /** Never set: it carries the type. */
  readonly facts?: Facts;
}

function refusal<Facts extends ErrorFacts = ErrorFacts>(status: number, title: string): Refusal<Facts> {
  return { status, title };
}

/** What a vendor says of settings: whose label, and why in a word and in a sentence. */
type VendorRefusal = { label: string; reason: string | null; why: string | null };

/**
 * Everything we decide to refuse. One row per code; `docs/errors.md` holds the same list and a spec compares them.
 * The status is what HTTP says; the words a caller reads belong to each API family in the gateway.
 */
export const errorCatalogue = {
  invalid: refusal(422, 'The input does not fit'),
  malformed: refusal<{ position?: number }>(422, 'The body is not valid JSON'),
  not_authenticated: refusal(401, 'No valid credentials were given'),
  wrong_credentials: refusal(401, 'The client id or its secret is wrong'),
  not_from_console: refusal(403, 'The call does not come from a page of the console'),
  console_not_built: refusal(503, 'The console is not built'),
  token_rejected: refusal(403, 'The token is expired, unreadable or of an unknown client'),
  scope_missing: refusal<{ scope: string }>(403, 'The token lacks a scope that this route needs'),
  http_malformed: refusal(400, 'The call is not valid HTTP'),
  head_too_large: refusal(431, 'The headers of the call are too large'),
  call_too_slow: refusal(408, 'The call took too long to arrive'),
  route_unknown: refusal(404, 'There is no such route'),
  method_unknown: refusal<{ allow: string }>(405, 'This route does not know that method'),
  media_type_unknown: refusal(415, 'The body is of a type this route does not read'),
  too_large: refusal(413, 'The body is too large'),
  overloaded: refusal(503, 'Too many calls are under way'),
  too_many_requests: refusal<{ retry_after_seconds: number }>(429, 'Too many requests in a short time'),
  provider_unknown: refusal<{ service_type: string }>(404, 'There is no provider config of that type'),
  provider_inactive: refusal(404, 'No provider is active'),
  provider_key_unknown: refusal<{ key: string; wanted?: 'secrets' }>(
    404,
    'There is no provider config with that key',
  ),
  provider_type_fixed: refusal<{ key: string; service_type: string }>(
    409,
    'A provider config keeps its type',
  ),
  provider_name_taken: refusal<{ name: string }>(409, 'Another provider config has that name'),
  provider_refused_here: refusal<{ service_type: string }>(
    422,
    'The provider is for development and refused in production',
  ),
  provider_not_accepted: refusal<VendorRefusal>(422, 'The vendor does not accept the settings'),
  provider_not_checked: refusal<VendorRefusal>(424, 'The vendor could not be asked about the settings'),
  test_provider_unknown: refusal<{ service_type: string }>(
    404,
    'There is no provider config of that type to test',
  ),
  test_failed: refusal<{ reason: string }>(400, 'The test message could not be sent'),
  template_unknown: refusal<{ id: string }>(404, 'There is no template with that id'),
  template_type_fixed: refusal<{ type: string }>(400, 'Messages of that type have no template'),
  template_shipped: refusal<{ id: string; type: string }>(
    400,
    'The shipped template of a type cannot be deleted',
  ),
  request_unknown: refusal<{ id?: string }>(404, 'There is no privacy request with that id'),
  request_not_awaiting_code: refusal<{ id: string; status: string }>(
    400,
    'The privacy request does not wait for a code',
  ),
  request_not_completable: refusal<{ id: string; status: string }>(
    409,
    'The privacy request cannot be completed from its status',
  ),
  request_unproven: refusal<{ id: string }>(
    422,
    'The person of the privacy request has yet to prove who they are',
  ),
  request_complete: refusal(422, 'The privacy request is complete'),
  receipt_unknown: refusal<{ id: string; why: string }>(
    404,
    'There is no verification receipt of that request',
  ),
  selection_empty: refusal(422, 'No privacy request is selected'),
  selection_too_large: refusal<{ max: number }>(422, 'Too many privacy requests are selected at once'),
  filters_contradict: refusal<{ stage?: string; after?: string; before?: string }>(
    400,
    'The filters contradict each other',
  ),
  search_too_wide: refusal<{ max: number }>(422, 'Too many privacy requests would have to be searched'),
  report_too_long: refusal<{ total: number; max: number }>(400, 'The report would be too long'),
  alert_unknown: refusal(404, 'No failure alert is configured'),
  consent_unknown: refusal(404, 'There is no consent request with that id'),
  consent_needs_code: refusal(400, 'Verification is required to read preferences'),
  person_unknown: refusal(404, 'The person has stated no preferences'),
  identity_missing: refusal<{ wanted: string }>(400, 'The identity lacks what identifies a person here'),
  property_unknown: refusal(400, 'There is no property with that id'),
  policy_unknown: refusal<{ key: string }>(400, 'There is no policy with that key'),
  verification_unsendable: refusal<{ why: string }>(422, 'No code can be sent to the person'),
  code_expired: refusal<{ id: string }>(400, 'The code has expired or was never made'),
  code_incorrect: refusal<{ id: string }>(403, 'The code is wrong'),
  code_limit: refusal<{ id: string }>(403, 'The code was tried too often'),
  code_used: refusal<{ id: string; status?: string }>(400, 'The code was already used'),
  message_unknown: refusal<{ id: string }>(404, 'There is no message with that id'),
  message_not_waiting: refusal<{ id: string; state: string }>(409, 'The message does not wait'),
  message_not_cancelable: refusal<{ id: string; state: string }>(409, 'The message cannot be canceled'),
  message_not_repeatable: refusal<{ id: string; why: string }>(409, 'The message cannot be sent again'),
  reports_not_set_up: refusal<VendorRefusal>(424, 'The vendor did not take the address for delivery reports'),
  report_refused: refusal(403, 'The delivery report is not signed by the vendor, or is too old'),
  report_refused_finally: refusal(
    406,
    'The delivery report is not signed by the vendor, or is too old: it must not be sent again',
  ),
  client_unknown: refusal(404, 'There is no API client with that id'),
  scope_unknown: refusal(403, 'There is no such scope'),
  scope_not_held: refusal<{ scopes: string; client_has?: boolean }>(
    403,
    'The caller lacks a scope that the client has or would get',
  ),
  template_exists: refusal<{ type: string; locale: string }>(
    409,
    'There is a template of that type and language already',
  ),
  template_changed: refusal<{ id: string; version: number }>(
    409,
    'The template has been changed since it was read',
  ),
  template_refused: refusal(422, 'The template is not valid'),
  template_version_unknown: refusal<{ id: string; version: number | string }>(
    404,
    'The template has no such version',
  ),
  law_unknown: refusal<{ id: string }>(404, 'There is no law with that id'),
  deadlines_unknown: refusal<{ id: string }>(
    404,
    'The dates of the privacy request were not computed by law',
  ),
  extension_refused: refusal<{ id: string; why: string }>(
    409,
    'The deadline of the privacy request cannot be extended',
  ),
  acknowledgement_refused: refusal<{ id: string; why: string }>(
    409,
    'The receipt of the privacy request cannot be confirmed',
  ),
  clarification_refused: refusal<{ id: string; why: string }>(
    409,
    'The person of the privacy request cannot be asked',
  ),
  reopening_refused: refusal<{ id: string; why: string }>(409, 'The privacy request cannot be reopened'),
  appeal_refused: refusal<{ id: string; why: string }>(
    409,
    'No appeal against the decision on the privacy request can be recorded',
  ),
  assurance_refused: refusal<{ id: string; why: string }>(
    409,
    'The assurance of the privacy request cannot be changed so',
  ),
  session_refused: refusal<{ id: string; why: string }>(
    400,
    'The id token does not prove who made the privacy request',
  ),
  verification_forbidden: refusal<{ law: string; action: string }>(
    409,
    'The law forbids to verify the person for this action',
  ),
  nothing_to_prove: refusal<{ id: string }>(
    409,
    'No code or link is needed for the steps that the privacy request waits for',
  ),
  correction_refused: refusal<{ id: string; why: string }>(409, 'The address cannot be corrected'),
  law_in_use: refusal<{ id: string }>(409, 'The deadline settings or the rules of assurance name the law'),
  law_limit: refusal<{ max: number }>(409, 'The organization has too many laws of its own'),
  user_right_unknown: refusal<{ id: string }>(404, 'There is no such user right'),
  status_forbids: refusal<{ from: string; to: string }>(409, 'The status does not allow this change'),
  link_unknown: refusal(404, 'The link is unknown'),
  link_expired: refusal(400, 'The link has expired, or a newer one took its place'),
  link_used: refusal(400, 'The link was already used'),
  redirect_forbidden: refusal(400, 'The redirect address is not allowed'),
  organization_mismatch: refusal(403, 'The token belongs to another organization'),
  logo_unknown: refusal<{ id?: string }>(404, 'There is no such logo'),
  brand_limit: refusal<{ max: number }>(409, 'The organization has too many brands'),
  organization_unknown: refusal<{ id: string }>(404, 'There is no organization with that id'),
  organization_taken: refusal<{ id: string }>(409, 'There is an organization with that id'),
  public_key_unknown: refusal(400, 'No organization has that public key'),
  event_unknown: refusal<{ id: string }>(404, 'There is no consent event with that id'),
  event_taken: refusal<{ id: string }>(409, 'There is a consent event with that id'),
  event_settled: refusal<{ id: string; status: string }>(409, 'The consent event has been decided already'),
  event_not_validated: refusal<{ id: string }>(409, 'The consent event has no validation'),
  operator_taken: refusal<{ id: string }>(409, 'There is a user with that address'),
  last_owner: refusal(409, 'The last owner cannot be removed'),
  invitation_accepted: refusal<{ id: string }>(409, 'The invitation was accepted already'),
  user_unknown: refusal(404, 'There is no such user'),
  proof_unknown: refusal<{ id: string }>(404, 'There is no proof with that id'),
  consent_token_rejected: refusal(401, 'The consent token is expired, unreadable or not good for this'),
  auth_provider_unknown: refusal<{ id: string }>(404, 'There is no authentication provider with that id'),
  auth_provider_taken: refusal<{ id: string; type: string }>(
    409,
    'There is an authentication provider of that type',
  ),
  sign_in_failed: refusal(400, 'The code is wrong, expired or used'),
  sign_in_limit: refusal(429, 'The code was tried too often'),
  oidc_off: refusal(404, 'Sign-in with OpenID Connect is not configured'),
  oidc_cancelled: refusal(400, 'The sign-in was cancelled at the identity provider'),
  oidc_refused: refusal<{ error: string }>(400, 'The identity provider refused the sign-in'),
  oidc_sign_in_expired: refusal(400, 'The sign-in has expired, was used, or began in another browser'),
  oidc_unavailable: refusal(424, 'The identity provider did not answer'),
  oidc_answer_invalid: refusal(424, 'The answer of the identity provider is not valid'),
  oidc_client_refused: refusal(424, 'The identity provider does not accept our client id or secret'),
  oidc_signature_invalid: refusal(400, "None of the identity provider's keys made the signature"),
  oidc_token_expired: refusal(400, "The identity provider's token has expired"),
  oidc_audience_wrong: refusal(400, "The identity provider's token is for another client"),
  oidc_nonce_wrong: refusal(400, "The identity provider's token is for another sign-in"),
  oidc_address_unverified: refusal(403, 'The identity provider has not verified the address'),
  oidc_not_admitted: refusal(403, 'No user can sign in with this account of the identity provider'),
  oidc_other_account: refusal(403, 'The user is linked to another account of the identity provider'),
  suppression_unknown: refusal<{ id: string }>(404, 'There is no suppression with that id'),
  dead_letter_unknown: refusal<{ sequence: number | string }>(
    404,
    'There is no dead letter with that number',
  ),
  person_on_hold: refusal<{ reason: string; id: string }>(
    409,
    'A legal hold prevents the erasure of the person',
  ),
  person_hold_unknown: refusal<{ id: string }>(404, 'There is no legal hold with that id'),
  person_erasure_unknown: refusal<{ id: string }>(404, 'There is no erasure with that id'),
  webhook_endpoint_unknown: refusal<{ id: string }>(404, 'There is no webhook endpoint with that id'),
  webhook_endpoint_disabled: refusal<{ id: string }>(409, 'The webhook endpoint is disabled'),
  webhook_endpoint_limit: refusal<{ max: number }>(409, 'The organization has too many webhook endpoints'),
  webhook_delivery_unknown: refusal<{ id: string }>(404, 'There is no webhook delivery with that id'),
  idempotency_key_reused: refusal(422, 'The idempotency key was used with another call'),
  idempotency_key_busy: refusal(409, 'The first call with this idempotency key is under way'),
  conflict: refusal<{ what?: 'default' | 'user' }>(409, 'The change collides with what is stored'),
  unavailable: refusal(503, 'A service behind this one does not answer'),
  internal: refusal(500, 'Something went wrong on our side'),
} satisfies Record<string, Refusal<object>>;

export type ErrorCode = keyof typeof errorCatalogue;

/** What the texts of this error print. */
export type FactsOf<Code extends ErrorCode> = NonNullable<(typeof errorCatalogue)[Code]['facts']>;

/** One text for each code, in the words of an API family. */
export type ErrorTexts = { readonly [Code in ErrorCode]: (facts: FactsOf<Code>) => string };

type NoFacts = Readonly<Record<string, never>>;
type Rest = [problems?: readonly Problem[], options?: ErrorOptions];
/** The facts that are printed have to be given; others may be, for the log. */
type ErrorArguments<Code extends ErrorCode> =
  NoFacts extends FactsOf<Code>
    ? [facts?: FactsOf<Code> & ErrorFacts, ...rest: Rest]
    : [facts: FactsOf<Code> & ErrorFacts, ...rest: Rest];

/** We decided to refuse. Everything else that is thrown, except a provider's error, is a bug. */
class RefusedError extends Error {
  override readonly name = 'AppError';
  /** At most 20, and how many more there are. */
  readonly problems: readonly Problem[];

  constructor(
    readonly code: ErrorCode,
    readonly facts: ErrorFacts = {},
    problems: readonly Problem[] = [],
    options?: ErrorOptions,
  ) {
    super(errorCatalogue[code].title, options);
    this.problems = shortened(problems);
  }

  get status(): number {
    return errorCatalogue[this.code].status;
  }

  /** What crosses the bus. */
  toJSON(): { code: ErrorCode; facts: ErrorFacts; problems: readonly Problem[] } {
    return { code: this.code, facts: this.facts, problems: this.problems };
  }

  /** The error that crossed the bus, or null when `value` is none. */
  static fromJSON(value: unknown): RefusedError | null {
    if (typeof value !== 'object' || value === null || !('code' in value)) return null;
    const { code, facts, problems } = value as { code: unknown; facts?: ErrorFacts; problems?: Problem[] };
    if (typeof code !== 'string' || !Object.hasOwn(errorCatalogue, code)) return null;
    return new RefusedError(code as ErrorCode, facts, problems);
  }
}

export type AppError = RefusedError;

/** The same class with a constructor that asks for the facts of the code. Generic, it would narrow to any code. */
export const AppError: Pick<typeof RefusedError, 'fromJSON' | 'prototype'> & {
  new <Code extends ErrorCode>(code: Code, ...rest: ErrorArguments<Code>): RefusedError;
} = RefusedError;

/** The text of an error in one API family; its code asked for the facts where the error was made. */
export function textOf(texts: Partial<ErrorTexts>, { code, facts }: AppError): string | undefined {
  const text = texts[code] as ((facts: ErrorFacts) => string) | undefined;
  return text?.(facts);
}
