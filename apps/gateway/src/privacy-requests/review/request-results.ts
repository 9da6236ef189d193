import type { Decision, FailedItem, NewRequest, RequestResults } from '@subjectline/contracts';
import { boundedEcho } from '../../http/errors/echo';
import { failureTexts } from '../../http/errors/item-failures';
import { toPrivacyRequestResource, type RequestResultsResource } from '../privacy-request.resource';

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
