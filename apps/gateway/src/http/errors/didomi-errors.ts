import {
  errorCatalogue,
  textOf,
  type AppError,
  type ErrorCode,
  type ErrorTexts,
  type Problem,
} from '@subjectline/contracts';
import type { Answer } from './answer';

/** The name that stands beside a status, as Feathers writes them, which Didomi's API shows. */
const names: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  408: 'Timeout',
  409: 'Conflict',
  413: 'PayloadTooLarge',
  415: 'UnsupportedMediaType',
  422: 'Unprocessable',
  429: 'TooManyRequests',
  431: 'RequestHeaderFieldsTooLarge',
  500: 'InternalServerError',
  503: 'Unavailable',
};

/** Where Didomi's status is not the one of our catalogue. */
const statuses: Partial<Record<ErrorCode, number>> = {
  invalid: 400,
  malformed: 400,
  wrong_credentials: 400,
  token_rejected: 401,
};

/** What a change collides with, and what to do. */
const conflicts: Readonly<Record<string, string>> = {
  default: 'One authentication provider has to be the default: make another one it first.',
  user: 'There is a user with that id or organization_user_id already, or the two belong to different users.',
};

/** What a title leaves open; codes without a line here say everything in their title. */
const messages: Partial<ErrorTexts> = {
  not_authenticated: () => 'Send "Authorization: Bearer <access_token>"; POST /sessions hands out tokens.',
  wrong_credentials: () => 'The key or its secret is wrong',
  token_rejected: () => 'The access token is expired, unreadable or of an unknown key: ask for a new one.',
  scope_missing: ({ scope }) => `The key lacks the scope ${scope} that this route needs.`,
  organization_mismatch: () => 'The access token belongs to another organization than organization_id names.',
  malformed: ({ position }) => `The body is not valid JSON; reading stopped at position ${position ?? 0}.`,
  template_unknown: ({ id }) => `No e-mail has the id '${id}'.`,
  template_exists: ({ type, locale }) =>
    `There is an e-mail of type ${type} in ${locale} already: change it with PATCH or PUT.`,
  template_version_unknown: ({ id, version }) => `The e-mail '${id}' has no version ${version}.`,
  request_unknown: ({ id }) => `No privacy request has the id '${id}'.`,
  user_right_unknown: ({ id }) => `No user right has the id '${id}'.`,
  status_forbids: ({ from, to }) => `What is ${from} cannot become ${to}.`,
  event_unknown: ({ id }) => `No consent event has the id '${id}'.`,
  event_taken: ({ id }) => `There is a consent event with the id '${id}' already.`,
  event_settled: ({ id, status }) => `The consent event '${id}' is ${status} already.`,
  event_not_validated: ({ id }) =>
    `The consent event '${id}' has no validation: confirm or reject it with PATCH.`,
  proof_unknown: ({ id }) => `No proof has the id '${id}'.`,
  auth_provider_unknown: ({ id }) => `No authentication provider has the id '${id}'.`,
  auth_provider_taken: ({ id, type }) =>
    `There is an authentication provider of the type '${type}' already, with the id '${id}'.`,
  conflict: ({ what }) => conflicts[String(what)] ?? errorCatalogue.conflict.title,
  redirect_forbidden: () =>
    'Persons are sent on to https addresses whose origin is one of links.allowed_origins in the settings.',
  idempotency_key_reused: () =>
    'The Idempotency-Key was used with another call. Use a new key for each new call.',
  idempotency_key_busy: () =>
    'The first call with this Idempotency-Key is under way. Repeat the call in a moment.',
  too_many_requests: ({ retry_after_seconds: seconds }) =>
    `Too many requests in a short time. Try again in ${seconds} seconds.`,
  unavailable: () =>
    'A service needed for this does not answer. A change may have been made or not: look, then try again.',
};

/** An error of a route of Didomi's: their three fields, a `reason` that stays the same, and a list of what is wrong. */
export function didomiAnswer(error: AppError): Answer {
  const status = statuses[error.code] ?? errorCatalogue[error.code].status;
  const { title } = errorCatalogue[error.code];
  return {
    status,
    contentType: 'application/json',
    body: {
      code: status,
      name: names[status] ?? 'GeneralError',
      message: textOf(messages, error) ?? title,
      reason: error.code,
      errors: error.problems.map(toItem),
    },
  };
}

/** Where in the body, the query or the path it is, without saying which of them: the names differ. */
function toItem({ path: [, ...path], rule, message }: Problem): object {
  return { path: path.join('.'), rule, message };
}
