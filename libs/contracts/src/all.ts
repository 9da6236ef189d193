import * as config from './config';
import * as configActiveProvider from './config-active-provider';
import * as configClients from './config-clients';
import * as configFallbacks from './config-fallbacks';
import * as configOrganizations from './config-organizations';
import * as configProviders from './config-providers';
import * as consentApprovals from './consent-approvals';
import * as consentEvents from './consent-events';
import * as consentProofs from './consent-proofs';
import * as consentRequests from './consent-requests';
import * as consentUsers from './consent-users';
import * as dispatch from './dispatch';
import * as dsarLinks from './dsar-links';
import * as dsarNotes from './dsar-notes';
import * as dsarRequests from './dsar-requests';
import { healthCalls } from './health';
import * as idempotency from './idempotency';
import * as identity from './identity';
import * as identityLinks from './identity-links';
import * as inbox from './inbox';
import * as keyCanaries from './key-canaries';
import * as messageRecords from './message-records';
import * as preferenceCenter from './preference-center';
import * as providerHealth from './provider-health';
import * as providerSetup from './provider-setup';
import * as providerTests from './provider-tests';
import * as requestAlerts from './request-alerts';
import * as requestReviews from './request-reviews';
import * as requestSearch from './request-search';
import * as requests from './requests';
import { storeMarks } from './store-marks';
import * as templates from './templates';
import * as wordingVersions from './wording-versions';
import type { Call, Contract, Event, State, Task } from './define';

function isContract(value: unknown): value is Contract {
  return typeof value === 'object' && value !== null && 'kind' in value && 'owner' in value;
}

/** Every contract there is: what is exported from an owner's file is found here by itself. */
export const contracts: readonly Contract[] = [
  config,
  configActiveProvider,
  configClients,
  configFallbacks,
  configOrganizations,
  configProviders,
  consentApprovals,
  consentEvents,
  consentProofs,
  consentRequests,
  consentUsers,
  dispatch,
  dsarLinks,
  dsarNotes,
  dsarRequests,
  healthCalls,
  idempotency,
  identity,
  identityLinks,
  inbox,
  keyCanaries,
  messageRecords,
  preferenceCenter,
  providerHealth,
  providerSetup,
  providerTests,
  requestAlerts,
  requestReviews,
  requestSearch,
  requests,
  storeMarks,
  templates,
  wordingVersions,
].flatMap((owner) => Object.values(owner).filter(isContract));

export const calls = contracts.filter(
  (contract): contract is Call<object, object> => contract.kind === 'call',
);
export const tasks = contracts.filter((contract): contract is Task<object> => contract.kind === 'task');
export const events = contracts.filter((contract): contract is Event<object> => contract.kind === 'event');
export const states = contracts.filter((contract): contract is State<object> => contract.kind === 'state');
