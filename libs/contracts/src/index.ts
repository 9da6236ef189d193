import 'reflect-metadata';

export { calls, contracts, events, states, tasks } from './all';
export { check, checkKnown } from './check';
export { AtLeastOneOf, cutShort, maxListedProblems, problemsOf, type Problem } from '@subjectline/schema';
export { Clock, dayMs } from './clock';
export * from './application-settings';
export * from './config';
export * from './config-active-provider';
export * from './config-clients';
export * from './config-fallbacks';
export * from './config-organizations';
export * from './config-providers';
export * from './consent-approvals';
export * from './consent-event-input';
export * from './consent-events';
export * from './consent-proofs';
export * from './consent-requests';
export * from './consent-users';
export * from './consent-values';
export * from './define';
export * from './dispatch';
export * from './dsar-links';
export * from './dsar-notes';
export * from './dsar-requests';
export {
  AppError,
  errorCatalogue,
  textOf,
  type ErrorCode,
  type ErrorFacts,
  type ErrorTexts,
  type FactsOf,
} from './errors';
export { StoreMark, storeMarks } from './store-marks';
export { Health, HealthQuestion, healthCalls, type StoringServiceName } from './health';
export * from './idempotency';
export * from './identity';
export * from './identity-links';
export { namedId, newId } from './ids';
export * from './inbox';
export * from './key-canaries';
export { readLaxBoolean } from './lax-values';
export { canonicalLocale, defaultLocale, fallbackChain, widerThan } from './locales';
export * from './message-records';
export {
  carriesSecret,
  channels,
  didomiTemplateIds,
  flagsOf,
  isMetadataName,
  messageKind,
  messageKindIds,
  messageKinds,
  metadataPrefix,
  type Channel,
  type DidomiTemplateId,
  type MessageKind,
  type MessageKindId,
  type Parameter,
  type ParameterType,
} from './messages';
export { SliceRequest } from './page';
export * from './preference-center';
export * from './provider-reasons';
export * from './provider-health';
export * from './provider-setup';
export * from './provider-tests';
export * from './request-alerts';
export * from './request-identity';
export * from './request-reviews';
export * from './locations';
export * from './request-search';
export * from './requests';
export {
  defaultOrganization,
  IdOf,
  LanguageTag,
  MessageId,
  OrganizationId,
  ProviderKey,
  messageIdPattern,
  organizationPattern,
} from './rules';
export {
  contactProblem,
  emailProblem,
  isNameOrContact,
  isPlainEmail,
  PhoneNumber,
  PlainEmail,
  ReachablePhone,
} from './contact-rules';
export * from './phone-numbers';
export { elsewhereScopes } from './elsewhere-scopes';
export { roles, scopes, type Scope } from './scopes';
export { Address, ContactAddress, messageContext, SealedContent } from './sealed-content';
export { allowedSendingOn, maySendOnTo, requireSendingOn } from './sending-on';
export * from './request-actions';
export * from './sample-values';
export * from './templates';
export * from './user-rights';
export * from './wording-versions';
