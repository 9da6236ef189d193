import type { Decision, FailedItem, ItemFailure, NewRequest, RequestResults } from '@subjectline/contracts';
import { boundedEcho } from '../../http/errors/echo';
import { toPrivacyRequestResource, type RequestResultsResource } from '../privacy-request.resource';

/** What a caller reads about one item that failed; parts of the protocol (contracts/fides, Privacy requests). */
export const failureTexts: Readonly<Record<ItemFailure, (name: string, seconds?: number) => string>> = {
  identity_empty: () => 'You must provide at least one identity to process',
  property_unknown: () => 'Property ID must be valid to process',
  policy_unknown: (key) => `Policy with key ${key} does not exist`,
  no_messaging: () => 'Verification message could not be sent.',
  no_address_for_channel: () =>
    'Verification message could not be sent. The identity has no address that the active messaging service reaches.',
  country_disabled: () =>
    'Verification message could not be sent. Phone numbers of that country are not enabled (sms.allowed_countries).',
  request_unknown: (id) => `No privacy request found with id '${id}'`,
  status_forbids: () => 'Cannot transition status',
  outcome_unknown: () =>
    'The service did not answer in time: this one may have been decided or not. Read it, then try again.',
  not_begun: () => 'Not decided: a service did not answer before it was its turn. Try again.',
  internal: () => 'Not decided: an error on our side. The log says more.',
  caller_over_limit: (_key, seconds = 60) => `Rate limit exceeded: try again in ${seconds} seconds`,
};

/** @param bodies what was sent, one for one; it is given back beside its failure */
export function toCreateResults(
  { succeeded, failed }: RequestResults,
  requests: readonly NewRequest[],
  bodies: readonly unknown[],
): RequestResultsResource {
  const failure = ({ index, reason, retry_after_seconds }: FailedItem) => ({
    message: failureTexts[reason](requests[index]?.policy_key ?? '', retry_after_seconds),
    data: bodies[index],
  });
  return { succeeded: succeeded.map(toPrivacyRequestResource), failed: boundedEcho(failed.map(failure)) };
}

export function toReviewResults(
  { succeeded, failed }: RequestResults,
  decision: Decision,
): RequestResultsResource {
  const failure = ({ id = '', reason, request }: FailedItem) => ({
    message:
      decision === 'cancel' && request
        ? `Cannot cancel privacy request in ${request.status} status`
        : failureTexts[reason](id),
    data: request ? toPrivacyRequestResource(request) : { privacy_request_id: id },
  });
  return { succeeded: succeeded.map(toPrivacyRequestResource), failed: failed.map(failure) };
}
