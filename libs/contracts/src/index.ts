import 'reflect-metadata';

export { calls, contracts, events, states, tasks } from './contract/all';
export { check, checkKnown } from './contract/check';
export { AtLeastOneOf, cutShort, maxListedProblems, problemsOf, type Problem } from '@subjectline/schema';
export { Clock, dayMs } from './values/clock';
export * from './config/index';
export * from './consents/index';
export * from './requests/index';
export * from './contract/define';
export * from './dispatch/index';
export {
  AppError,
  errorCatalogue,
  textOf,
  type ErrorCode,
  type ErrorFacts,
  type ErrorTexts,
  type FactsOf,
} from './catalog/errors';
export { StoreMark, storeMarks } from './contract/store-marks';
export * from './contract/dead-letters';
export { Health, HealthQuestion, healthCalls } from './contract/health';
export * from './contract/idempotency';
export * from './identity/index';
export * from './persons/index';
export { exampleIds } from './values/example-ids';
export { namedId, newId } from './values/ids';
export { readLaxBoolean } from './values/lax-values';
export { contrastRatio } from './values/colors';
export { canonicalLocale, defaultLocale, fallbackChain, widerThan } from './values/locales';
export {
  carriesSecret,
  isRequested,
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
} from './catalog/messages';
export { brandParameters, brandPropertyVariable, isBrandName } from './catalog/brand-parameters';
export * from './values/references';
export { SliceRequest } from './values/page';
export * from './catalog/provider-reasons';
export * from './values/locations';
export {
  defaultOrganization,
  IdOf,
  isPropertyId,
  LanguageTag,
  Locale,
  MessageId,
  OrganizationId,
  PropertyId,
  ProviderKey,
  messageIdPattern,
  organizationPattern,
} from './values/rules';
export {
  contactProblem,
  emailProblem,
  isNameOrContact,
  isPlainEmail,
  PhoneNumber,
  PlainEmail,
  ReachablePhone,
} from './values/contact-rules';
export { TypedCode } from './values/typed-code';
export * from './values/phone-numbers';
export { elsewhereScopes } from './catalog/elsewhere-scopes';
export {
  roleNames,
  roles,
  scopes,
  scopesInside,
  scopesOfRole,
  type RoleName,
  type Scope,
} from './catalog/scopes';
export { allowedRedirect, isRedirectAllowed, requireAllowedRedirect } from './values/redirects';
export * from './catalog/sample-values';
export * from './templates/index';
export * from './catalog/user-rights';
export * from './webhooks/index';
