import {
  errorCatalogue,
  textOf,
  type AppError,
  type ErrorCode,
  type ErrorTexts,
  type Problem,
} from '@subjectline/contracts';
import type { Answer } from './answer';

/** What a title leaves open; codes without a line here say everything in their title. */
const details: Partial<ErrorTexts> = {
  scope_missing: ({ scope }) => `This route needs the scope ${scope}.`,
  not_authenticated: () => 'Send "Authorization: Bearer <token>"; POST /api/v1/oauth/token hands out tokens.',
  malformed: ({ position }) => `Reading stopped at position ${position ?? 0}.`,
  not_from_console: () =>
    'Programs sign in at /api/v1/oauth/token. A browser has to send X-Console: 1, from a page of this origin.',
  console_not_built: () => 'Run "npm run build". The API works without it, and is described at /docs.',
  provider_not_accepted: ({ label, why }) =>
    `${label} does not accept these settings${because(why)}. Nothing was changed.`,
  provider_not_checked: ({ label, why }) =>
    `${label} could not be asked about these settings${because(why)}. Nothing was changed.`,
  reports_not_set_up: ({ label, why }) =>
    `${label} did not take it${because(why)}. Set it up at the vendor: GET on this path returns the address.`,
  request_unknown: ({ id }) => `No privacy request has the id ${id}.`,
  receipt_unknown: ({ id, why }) => `${id} has no receipt: ${why}.`,
  request_not_completable: ({ id, status }) => `The privacy request ${id} has the status ${status}.`,
  message_unknown: ({ id }) => `No message has the id ${id}.`,
  message_not_waiting: ({ state }) => `It is neither scheduled nor queued: its state is ${state}.`,
  message_not_cancelable: ({ state }) => `Only a scheduled or queued message can be: its state is ${state}.`,
  message_not_repeatable: ({ why }) => `It cannot be sent again: ${why}.`,
  dead_letter_unknown: ({ sequence }) => `No dead letter has the number ${sequence}.`,
  suppression_unknown: ({ id }) => `No suppression has the id ${id}.`,
  brand_limit: ({ max }) => `An organization has at most ${max} of them: delete one first.`,
  law_unknown: ({ id }) => `No law has the id ${id}.`,
  deadlines_unknown: ({ id }) =>
    `The privacy request ${id} was stored by an older version: it has a due date only.`,
  extension_refused: ({ why }) => `It cannot be extended: ${why}.`,
  acknowledgement_refused: ({ why }) => `It cannot be confirmed: ${why}.`,
  clarification_refused: ({ why }) => `The person cannot be asked: ${why}.`,
  reopening_refused: ({ why }) => `It cannot be reopened: ${why}.`,
  appeal_refused: ({ why }) => `It cannot be recorded: ${why}.`,
  assurance_refused: ({ why }) => `It cannot be changed so: ${why}.`,
  verification_forbidden: ({ law, action }) => `Under ${law} the level for ${action} has to be 0.`,
  law_in_use: ({ id }) => `Take ${id} out of assumed_laws, property_laws and the rules of assurance first.`,
  law_limit: ({ max }) => `An organization has at most ${max} of its own: delete one first.`,
  person_on_hold: ({ reason, id }) => `The hold ${id} is in place: ${reason}. Remove it first.`,
  person_hold_unknown: ({ id }) => `No legal hold that is in place has the id ${id}.`,
  person_erasure_unknown: ({ id }) => `No erasure has the id ${id}.`,
  webhook_endpoint_unknown: ({ id }) => `No webhook endpoint has the id ${id}.`,
  webhook_endpoint_disabled: () => 'Enable the endpoint first; then replay what it has missed.',
  webhook_endpoint_limit: ({ max }) => `An organization has at most ${max} of them: delete one first.`,
  webhook_delivery_unknown: ({ id }) => `No webhook delivery has the id ${id}.`,
  oidc_refused: ({ error }) => `Its error is ${error}.`,
  oidc_address_unverified: () =>
    'Verify it there, or set SUBJECTLINE_OIDC_EMAIL_VERIFIED_CLAIM to the claim that says so.',
  oidc_not_admitted: () => 'An owner has to invite the user, or to enable the account.',
  oidc_other_account: () => 'If the account has changed, an owner can remove the link.',
  template_type_fixed: ({ type }) => `Messages of type ${type} cannot be customised.`,
  // an answer that is lost on its way tells nothing of what was done
  unavailable: () =>
    'What was asked may have been done or not: look before sending it again, or send it with an Idempotency-Key.',
};

const because = (why?: string | null) => (why ? `: ${why}` : '');

/** RFC 9457: what went wrong on a route that is ours alone. `errors` follows its §3 example, with JSON pointers. */
export function problemAnswer(error: AppError): Answer {
  const { status, title } = errorCatalogue[error.code];
  const detail = textOf(details, error);
  return {
    status,
    contentType: 'application/problem+json',
    body: {
      type: `urn:subjectline:error:${error.code}`,
      title,
      status,
      ...(detail !== undefined && { detail }),
      ...vendorReason(error),
      ...(error.problems.length > 0 && { errors: error.problems.map(toItem) }),
    },
  };
}

const vendorRefusals: readonly ErrorCode[] = [
  'provider_not_accepted',
  'provider_not_checked',
  'reports_not_set_up',
];

/** The vendor's refusal in a word, for programs that have words of their own. */
function vendorReason({ code, facts }: AppError): { reason?: unknown } {
  const { reason }: { reason?: unknown } = facts;
  return vendorRefusals.includes(code) && reason ? { reason } : {};
}

function toItem({ path: [place = 'body', ...path], rule, message }: Problem): object {
  const where = place === 'body' ? { pointer: pointerOf(path) } : { in: place, parameter: path.join('.') };
  return { ...where, rule, detail: message };
}

/** RFC 6901 §6, as a URI fragment without further encoding. */
function pointerOf(path: readonly (string | number)[]): string {
  return ['#', ...path.map((part) => String(part).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
}
