import type { FailedItem, ItemFailure, RequestResults } from '@subjectline/contracts';
import { toPrivacyRequestResource } from './privacy-request.resource';

export interface ListResults {
  readonly succeeded: readonly object[];
  readonly failed: readonly { readonly message: string; readonly data: unknown }[];
}

/** What a caller reads about one item that failed; parts of the protocol (contracts/fides, Privacy requests). */
const failureTexts: Readonly<Record<ItemFailure, (name: string) => string>> = {
  identity_empty: () => 'You must provide at least one identity to process',
  property_unknown: () => 'Property ID must be valid to process',
  policy_unknown: (key) => `Policy with key ${key} does not exist`,
  no_messaging: () => 'Verification message could not be sent.',
  no_address_for_channel: () =>
    'Verification message could not be sent. The identity has no address that the active messaging service reaches.',
  request_unknown: (id) => `No privacy request found with id '${id}'`,
  status_forbids: () => 'Cannot transition status',
};

/**
 * @param inputs what was sent, one for one
 * @param nameOf what the text of a failure names: the policy's key, the request's id
 */
export function toListResults<Input>(
  { succeeded, failed }: RequestResults,
  inputs: readonly Input[],
  nameOf: (input: Input) => string,
  dataOf: (input: Input) => unknown,
): ListResults {
  const failure = ({ index, reason }: FailedItem) => {
    const input = inputs[index] as Input;
    return { message: failureTexts[reason](nameOf(input)), data: dataOf(input) };
  };
  return { succeeded: succeeded.map(toPrivacyRequestResource), failed: failed.map(failure) };
}
