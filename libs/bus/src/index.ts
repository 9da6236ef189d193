export { Bus, type PublishOptions } from './bus';
export { connectToNats, inboxPrefixOf, parseNatsUrl } from './connection';
export type { DoneOnce } from './bus-server';
export {
  currentIdempotency,
  currentRequestId,
  requestIdHeader,
  requireInTime,
  withIdempotency,
  withRequestId,
  type Idempotency,
} from './request-context';
export {
  logLevels,
  readEnv,
  ServiceEnv,
  SettingsError,
  StoringServiceEnv,
  throwProblems,
  tryEnv,
} from './env';
export { closeConnection, closeInOrder } from './closing';
export { KeyRingText, keysProblem, parseKeys, type InstallationKey } from './installation-keys';
export { PortNumber } from './port-number';
export { readSecretFiles, secretFileOf, secretSettings, type EnvironmentSource } from './secret-files';
export { misspelledSettings, settingNames, typosBetween } from './setting-names';
export { answering } from './answering';
export { applyLatest } from './apply-latest';
export { Answers, Does, Hears, type Delivery } from './handlers';
export { decode, encode } from './json';
export { createLogger, NestLog, scrub, type Logger } from './logger';
export { natsConfiguration, permissionsOf, provisionerName } from './permissions';
export { provision } from './provision';
export { longestRetryAfterMs, nextDelayMs, retryTable, type RetryTableName } from './retry';
export { runMain, serve, type Service, type ServiceParts } from './service';
export {
  contextProviders,
  createServiceContext,
  loggerToken,
  ServiceContextModule,
  type ServiceContext,
  type StartOptions,
  type StoringServiceContext,
} from './service-context';
export { ServiceHealth } from './service-health';
export { readUpTo, streamIdentity } from './stream-facts';
export { deadLetterHeaders, RetryLater, settlementOf } from './settlement';
export {
  bucketStream,
  consumerOfEvent,
  consumerOfTask,
  consumerPlans,
  deadLetterStream,
  eventStream,
  createTopology,
  taskStream,
} from './topology';
export { endOfTick } from './tick';
export { WatchedKeys, WatchedState } from './watched-state';
export { InjectState, watchedState } from './watched-state.provider';
