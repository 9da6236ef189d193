import { shortened } from './problem-list';

/**
 * Everything we decide to refuse. One row per code; `docs/errors.md` holds the same list and a spec compares them.
 * The status is what HTTP says; the words a caller reads belong to each API family in the gateway.
 */
export const errorCatalogue = {
  invalid: { status: 422, title: 'The input does not fit' },
  malformed: { status: 422, title: 'The body is not valid JSON' },
  not_authenticated: { status: 401, title: 'No valid credentials were given' },
  wrong_credentials: { status: 401, title: 'The client id or its secret is wrong' },
  token_rejected: { status: 403, title: 'The token is expired, unreadable or of an unknown client' },
  scope_missing: { status: 403, title: 'The token lacks a scope that this route needs' },
  route_unknown: { status: 404, title: 'There is no such route' },
  method_unknown: { status: 405, title: 'This route does not know that method' },
  media_type_unknown: { status: 415, title: 'The body is of a type this route does not read' },
  too_large: { status: 413, title: 'The body is too large' },
  overloaded: { status: 503, title: 'Too many large bodies are being received' },
  too_many_requests: { status: 429, title: 'Too many requests in a short time' },
  provider_unknown: { status: 404, title: 'There is no provider config of that type' },
  provider_inactive: { status: 404, title: 'No provider is active' },
  provider_key_unknown: { status: 404, title: 'There is no provider config with that key' },
  provider_type_fixed: { status: 409, title: 'A provider config keeps its type' },
  provider_name_taken: { status: 409, title: 'Another provider config has that name' },
  provider_refused_here: { status: 422, title: 'The provider is for development and refused in production' },
  test_provider_unknown: { status: 404, title: 'There is no provider config of that type to test' },
  test_failed: { status: 400, title: 'The test message could not be sent' },
  template_unknown: { status: 404, title: 'There is no template with that id' },
  template_type_fixed: { status: 400, title: 'Messages of that type have no template' },
  template_shipped: { status: 400, title: 'The shipped template of a type cannot be deleted' },
  request_unknown: { status: 404, title: 'There is no privacy request with that id' },
  request_not_awaiting_code: { status: 400, title: 'The privacy request does not wait for a code' },
  request_not_completable: { status: 409, title: 'The privacy request cannot be completed from its status' },
  request_unproven: { status: 422, title: 'The person of the privacy request has yet to prove who they are' },
  request_complete: { status: 422, title: 'The privacy request is complete' },
  selection_empty: { status: 422, title: 'No privacy request is selected' },
  selection_too_large: { status: 422, title: 'Too many privacy requests are selected at once' },
  filters_contradict: { status: 400, title: 'The filters contradict each other' },
  search_too_wide: { status: 422, title: 'Too many privacy requests would have to be searched' },
  report_too_long: { status: 400, title: 'The report would be too long' },
  alert_unknown: { status: 404, title: 'Nobody is told when requests fail' },
  consent_unknown: { status: 404, title: 'There is no consent request with that id' },
  consent_needs_code: { status: 400, title: 'Preferences are not shown to whoever has proved nothing' },
  person_unknown: { status: 404, title: 'The person has stated no preferences' },
  identity_missing: { status: 400, title: 'The identity lacks what identifies a person here' },
  property_unknown: { status: 400, title: 'There is no property with that id' },
  policy_unknown: { status: 400, title: 'There is no policy with that key' },
  verification_unsendable: { status: 422, title: 'No code can be sent to the person' },
  code_expired: { status: 400, title: 'The code has expired or was never made' },
  code_incorrect: { status: 403, title: 'The code is wrong' },
  code_limit: { status: 403, title: 'The code was tried too often' },
  code_used: { status: 400, title: 'The code has done its work already' },
  message_unknown: { status: 404, title: 'There is no message with that id' },
  message_not_waiting: { status: 409, title: 'The message does not wait' },
  message_not_repeatable: { status: 409, title: 'The message cannot be sent again' },
  client_unknown: { status: 404, title: 'There is no API client with that id' },
  scope_unknown: { status: 403, title: 'There is no such scope' },
  scope_not_held: { status: 403, title: 'The caller lacks a scope that the client has or would get' },
  template_exists: { status: 409, title: 'There is a template of that type and language already' },
  template_refused: { status: 422, title: 'The template cannot be what was given' },
  template_version_unknown: { status: 404, title: 'The template has no such version' },
  user_right_unknown: { status: 404, title: 'There is no such user right' },
  status_forbids: { status: 409, title: 'The status does not allow this change' },
  link_unknown: { status: 404, title: 'The link is not one of ours' },
  link_expired: { status: 400, title: 'The link has expired, or a newer one took its place' },
  link_used: { status: 400, title: 'The link has done its work already' },
  redirect_forbidden: { status: 400, title: 'The address is not one that persons may be sent on to' },
  organization_mismatch: { status: 403, title: 'The token belongs to another organization' },
  organization_taken: { status: 409, title: 'There is an organization with that id' },
  public_key_unknown: { status: 400, title: 'No organization has that public key' },
  event_unknown: { status: 404, title: 'There is no consent event with that id' },
  event_taken: { status: 409, title: 'There is a consent event with that id' },
  event_settled: { status: 409, title: 'The consent event has been decided already' },
  event_not_validated: { status: 409, title: 'The consent event has no validation' },
  user_unknown: { status: 404, title: 'There is no such user' },
  proof_unknown: { status: 404, title: 'There is no proof with that id' },
  consent_token_rejected: {
    status: 401,
    title: 'The consent token is expired, unreadable or not good for this',
  },
  auth_provider_unknown: { status: 404, title: 'There is no authentication provider with that id' },
  auth_provider_taken: { status: 409, title: 'There is an authentication provider of that type' },
  sign_in_failed: { status: 400, title: 'The code is wrong, expired or used' },
  sign_in_limit: { status: 429, title: 'The code was tried too often' },
  idempotency_key_reused: { status: 422, title: 'The idempotency key was used with another call' },
  idempotency_key_busy: { status: 409, title: 'The first call with this idempotency key is under way' },
  conflict: { status: 409, title: 'The change collides with what is stored' },
  unavailable: { status: 503, title: 'A service behind this one does not answer' },
  internal: { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof errorCatalogue;

/** One thing that is wrong with an input. `rule` is the name of the check, such as `isString` or `missing`. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly rule: string;
  readonly message: string;
}

/** Facts that belong to a refusal: ids and names, never a secret, a code or an address. */
export type ErrorFacts = Readonly<Record<string, string | number | boolean | null>>;

/** We decided to refuse. Everything else that is thrown, except a provider's error, is a bug. */
export class AppError extends Error {
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
  static fromJSON(value: unknown): AppError | null {
    if (typeof value !== 'object' || value === null || !('code' in value)) return null;
    const { code, facts, problems } = value as { code: unknown; facts?: ErrorFacts; problems?: Problem[] };
    if (typeof code !== 'string' || !Object.hasOwn(errorCatalogue, code)) return null;
    return new AppError(code as ErrorCode, facts, problems);
  }
}
