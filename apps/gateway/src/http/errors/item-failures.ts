import type { ItemFailure } from '@subjectline/contracts';

/** What a caller reads about one item that failed; parts of the protocol. */
export const failureTexts: Readonly<Record<ItemFailure, (name: string, seconds?: number) => string>> = {
  identity_empty: () => 'You must provide at least one identity to process',
  property_unknown: () => 'Property ID must be valid to process',
  law_unknown: () => 'The law must be one of GET /api/v1/laws',
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
  not_begun: () => 'Not decided: an earlier one of the list got no answer. Try again.',
  internal: () => 'Not decided: an error on our side. The log says more.',
  caller_over_limit: (_key, seconds = 60) => `Rate limit exceeded: try again in ${seconds} seconds`,
};
