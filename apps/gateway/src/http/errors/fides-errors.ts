import {
  errorCatalogue,
  textOf,
  scopes,
  type AppError,
  type ErrorTexts,
  type FactsOf,
} from '@subjectline/contracts';
import type { Answer } from './answer';
import { toFidesProblems } from './fides-problems';
import { failureTexts } from './item-failures';

/** As Fides prints a list. */
const listed = (names: readonly string[]) => names.map((name) => `'${name}'`).join(', ');

const tooMany = ({ retry_after_seconds: seconds }: FactsOf<'too_many_requests'>) =>
  `Rate limit exceeded: try again in ${seconds <= 60 ? 'a minute' : `${seconds} seconds`}`;

/** What a caller of Fides' API reads for each code. The words are part of the protocol. */
const details: ErrorTexts = {
  invalid: () => 'The input does not fit',
  malformed: () => 'JSON decode error',
  not_authenticated: () => 'Failed to authenticate',
  wrong_credentials: () => 'Authentication Failure',
  not_from_console: () => 'The call does not come from a page of the console.',
  console_not_built: () => 'The console is not built.',
  token_rejected: () => 'Not Authorized for this action',
  scope_missing: ({ scope }) => `Not Authorized for this action. Required scope(s): [${scope}]`,
  http_malformed: () => 'Bad Request',
  head_too_large: () => 'Request Header Fields Too Large',
  call_too_slow: () => 'Request Timeout',
  route_unknown: () => 'Not Found',
  method_unknown: () => 'Method Not Allowed',
  media_type_unknown: () => 'Unsupported Media Type',
  too_large: () => 'Request Entity Too Large',
  overloaded: () => 'Too many calls are under way: nothing was done, try again in a moment.',
  too_many_requests: tooMany,
  provider_unknown: ({ service_type }) => `No default messaging config found of type '${service_type}'`,
  provider_inactive: () => 'No active default messaging config found.',
  // Fides words it differently where secrets were to be stored
  provider_key_unknown: ({ key, wanted }) =>
    wanted === 'secrets'
      ? `No messaging configuration with key ${key}.`
      : `No messaging config found with key ${key}`,
  provider_type_fixed: ({ key, service_type }) =>
    `Messaging config ${key} is of type ${service_type} and keeps it: choose another key, or delete it first.`,
  provider_name_taken: ({ name }) => `Another messaging config has the name '${name}': choose another name.`,
  provider_refused_here: ({ service_type }) =>
    `The messaging service ${service_type} is for development and not allowed in production.`,
  provider_not_accepted: ({ label }) => `${label} does not accept these settings.`,
  provider_not_checked: ({ label }) => `${label} could not be asked about these settings.`,
  test_provider_unknown: ({ service_type }) => `No messaging config found with service type: ${service_type}`,
  test_failed: ({ reason }) => `There was an error sending the test message: ${reason}`,
  template_unknown: ({ id }) => `No messaging template found with id ${id}`,
  template_type_fixed: ({ type }) => `Messaging template type ${type} is not supported.`,
  template_shipped: ({ id, type }) =>
    `Messaging template with id ${id} cannot be deleted because it is the only template with type ${type}`,
  // Fides names no id when a resubmission finds no request
  request_unknown: ({ id }) =>
    id === undefined ? 'Privacy request not found' : `No privacy request found with id '${id}'.`,
  request_not_awaiting_code: ({ id, status }) =>
    `Invalid identity verification request. Privacy request '${id}' status = ${status}.`,
  request_not_completable: ({ id, status }) =>
    `Privacy request '${id}' cannot be completed from status = ${status}.`,
  request_unproven: ({ id }) =>
    `Cannot resubmit privacy request '${id}': its identity has not been verified. Send a new code instead.`,
  request_complete: () => 'Cannot resubmit a complete privacy request',
  selection_empty: () => 'No privacy requests are selected: name at least one id, or filters that fit some.',
  selection_too_large: ({ max }) => `More than ${max} privacy requests are selected. Narrow the filters.`,
  filters_contradict: ({ stage, after, before }) =>
    stage === undefined
      ? 'Cannot specify both succeeded and failed query params.'
      : `Value specified for ${stage}_lt: ${before} must be after ${stage}_gt: ${after}.`,
  search_too_wide: ({ max }) =>
    `More than ${max} privacy requests fit the other filters, too many to search for a part. Narrow them, or search for a whole address, number or id.`,
  report_too_long: ({ total, max }) =>
    `Requested privacy request report would contain ${total} rows. A maximum of ${max} rows is permitted. Please narrow your date range and try again.`,
  alert_unknown: () => 'No privacy request notification info found',
  consent_unknown: () => 'Consent request not found',
  consent_needs_code: () =>
    'Preferences are only shown without a code while disable_consent_identity_verification is true.',
  person_unknown: () => 'No consent preferences found for the identity.',
  identity_missing: ({ wanted }) => `The identity needs at least one of: ${wanted}.`,
  property_unknown: () => 'The property id provided is invalid',
  policy_unknown: ({ key }) => `Policy with key ${key} does not exist`,
  verification_unsendable: ({ why }) =>
    why === 'country_disabled' || why === 'no_messaging'
      ? failureTexts[why]('')
      : failureTexts.no_address_for_channel(''),
  code_expired: ({ id }) => `Identification code expired for ${id}.`,
  code_incorrect: ({ id }) => `Incorrect identification code for '${id}'`,
  code_limit: ({ id }) => `Attempt limit hit for '${id}'`,
  // a concurrent valid code came first: the request is no longer pending
  code_used: ({ id, status }) =>
    `Invalid identity verification request. Privacy request '${id}' status = ${status ?? 'pending'}.`,
  message_unknown: ({ id }) => `No message found with id '${id}'.`,
  message_not_waiting: ({ id }) => `Message '${id}' does not wait for a try.`,
  message_not_cancelable: ({ id, state }) => `Message '${id}' cannot be canceled: its state is ${state}.`,
  message_not_repeatable: ({ id }) => `Message '${id}' cannot be sent again.`,
  reports_not_set_up: ({ label }) => `${label} did not take the address for delivery reports.`,
  report_refused: () => 'The delivery report is not signed by the vendor, or is too old.',
  report_refused_finally: () => 'The delivery report is not signed by the vendor, or is too old.',
  client_unknown: () => 'Client not found.',
  scope_unknown: () => `Invalid Scope. Scopes must be one of [${listed(scopes)}].`,
  scope_not_held: ({ scopes: missing, client_has }) => {
    const refused = client_has ? 'change or delete a client with' : 'assign';
    return `Cannot ${refused} scopes that you do not have. Missing scopes: [${listed(missing.split(' '))}]`;
  },
  template_changed: ({ id, version }) =>
    `Template ${id} has been changed since it was read: its version is ${version}.`,
  template_exists: ({ type, locale }) =>
    `There is a template for ${type} in ${locale} already: change it instead.`,
  template_refused: () => 'The template is not valid.',
  template_version_unknown: ({ id, version }) => `Template ${id} has no version ${version}.`,
  law_unknown: ({ id }) => `No law found with id '${id}'.`,
  deadlines_unknown: ({ id }) => `No deadlines found for the privacy request '${id}'.`,
  extension_refused: ({ why }) => `The deadline cannot be extended: ${why}.`,
  acknowledgement_refused: ({ why }) => `The receipt cannot be confirmed: ${why}.`,
  clarification_refused: ({ why }) => `The person cannot be asked: ${why}.`,
  reopening_refused: ({ why }) => `The privacy request cannot be reopened: ${why}.`,
  appeal_refused: ({ why }) => `The appeal cannot be recorded: ${why}.`,
  assurance_refused: ({ why }) => `The assurance cannot be changed so: ${why}.`,
  session_refused: ({ why }) => `The id token proves nothing for this request: ${why}.`,
  verification_forbidden: ({ law, action }) => `The law '${law}' forbids to verify the person for ${action}.`,
  nothing_to_prove: ({ id }) =>
    `Privacy request '${id}' needs no code or link: see the steps that are left in its verification.`,
  correction_refused: ({ why }) => `The address cannot be corrected: ${why}.`,
  law_in_use: ({ id }) => `The deadline settings or the rules of assurance name the law '${id}'.`,
  law_limit: ({ max }) => `An organization has at most ${max} laws of its own.`,
  user_right_unknown: ({ id }) => `No user right found with id '${id}'.`,
  status_forbids: ({ from, to }) => `A privacy request that is ${from} cannot become ${to}.`,
  link_unknown: () => 'Link not found.',
  link_expired: () => 'The link has expired.',
  link_used: () => 'The link has been used.',
  redirect_forbidden: () => 'The address is not on the list of allowed origins.',
  organization_mismatch: () => 'The token belongs to another organization.',
  organization_unknown: ({ id }) => `There is no organization '${id}'.`,
  organization_taken: ({ id }) => `There is an organization '${id}' already.`,
  logo_unknown: () => 'Logo not found.',
  brand_limit: ({ max }) => `An organization has at most ${max} brands.`,
  public_key_unknown: () => 'The key is unknown.',
  event_unknown: ({ id }) => `No consent event found with id '${id}'.`,
  event_taken: ({ id }) => `There is a consent event with id '${id}' already.`,
  event_settled: ({ id }) => `The consent event '${id}' has been decided already.`,
  operator_taken: () => 'There is a user with that email address already.',
  last_owner: () => 'The last owner cannot be removed: make another user an owner first.',
  invitation_accepted: () => 'The user has accepted the invitation already.',
  user_unknown: () => 'User not found.',
  proof_unknown: ({ id }) => `No proof found with id '${id}'.`,
  consent_token_rejected: () => 'The consent token is not valid.',
  auth_provider_unknown: ({ id }) => `No authentication provider found with id '${id}'.`,
  event_not_validated: ({ id }) => `Consent event with id ${id} has no validation.`,
  auth_provider_taken: ({ id }) => `An authentication provider of that type exists with id '${id}'.`,
  sign_in_failed: () => 'The code is not valid.',
  oidc_off: () => 'Sign-in with OpenID Connect is not configured.',
  oidc_cancelled: () => 'The sign-in was cancelled at the identity provider.',
  oidc_refused: ({ error }) => `The identity provider refused the sign-in: ${error}.`,
  oidc_sign_in_expired: () => 'The sign-in has expired, was used, or began in another browser.',
  oidc_unavailable: () => 'The identity provider did not answer.',
  oidc_answer_invalid: () => 'The answer of the identity provider is not valid.',
  oidc_client_refused: () => 'The identity provider does not accept our client id or secret.',
  oidc_signature_invalid: () => "None of the identity provider's keys made the signature.",
  oidc_token_expired: () => "The identity provider's token has expired.",
  oidc_audience_wrong: () => "The identity provider's token is for another client.",
  oidc_nonce_wrong: () => "The identity provider's token is for another sign-in.",
  oidc_address_unverified: () => 'The identity provider has not verified the address.',
  oidc_not_admitted: () => 'No user can sign in with this account of the identity provider.',
  oidc_other_account: () => 'The user is linked to another account of the identity provider.',
  sign_in_limit: () => 'The code was tried too often.',
  dead_letter_unknown: ({ sequence }) => `No dead letter found with number ${sequence}.`,
  suppression_unknown: ({ id }) => `No suppression found with id '${id}'.`,
  receipt_unknown: ({ id, why }) => `'${id}' has no verification receipt: ${why}.`,
  person_on_hold: ({ reason }) => `A legal hold (${reason}) prevents the erasure.`,
  person_hold_unknown: ({ id }) => `No legal hold found with id '${id}'.`,
  person_erasure_unknown: ({ id }) => `No erasure found with id '${id}'.`,
  webhook_endpoint_unknown: ({ id }) => `No webhook endpoint found with id '${id}'.`,
  webhook_endpoint_disabled: ({ id }) => `The webhook endpoint '${id}' is disabled.`,
  webhook_endpoint_limit: ({ max }) => `An organization has at most ${max} webhook endpoints.`,
  webhook_delivery_unknown: ({ id }) => `No webhook delivery found with id '${id}'.`,
  idempotency_key_reused: () =>
    'The Idempotency-Key was used with another call. Use a new key for each new call.',
  idempotency_key_busy: () =>
    'The first call with this Idempotency-Key is under way. Repeat the call in a moment.',
  conflict: () => 'The change collides with what is stored. Read it again and retry.',
  // an answer that is lost on its way tells nothing of what was done
  unavailable: () =>
    'A service needed for this does not answer. A change may have been made or not: look, then try again.',
  internal: () => 'Internal Server Error',
};

/** What Fides says of an error. */
export function fidesText(error: AppError): string {
  return textOf(details, error) ?? errorCatalogue[error.code].title;
}

/**
 * @param body what was sent; looked at, never shown
 */
export function fidesAnswer(error: AppError, body: unknown): Answer {
  return {
    status: errorCatalogue[error.code].status,
    contentType: 'application/json',
    body: bodyOf(error, body),
  };
}

function bodyOf(error: AppError, body: unknown): object {
  if (error.code === 'too_many_requests') return { error: fidesText(error) };
  if (error.code === 'malformed') {
    const loc = ['body', Number(error.facts['position'] ?? 0)];
    return { detail: [{ type: 'json_invalid', loc, msg: 'JSON decode error' }] };
  }
  if (error.problems.length > 0) return { detail: toFidesProblems(error.problems, body) };
  return { detail: fidesText(error) };
}
