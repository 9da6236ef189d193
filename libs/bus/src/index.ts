export { Bus, type PublishOptions } from './messages/bus';
export { connectToNats, inboxPrefixOf, parseNatsUrl } from './broker/connection';
export type { CallOnce, DoneOnce } from './messages/bus-server';
export {
  currentIdempotency,
  currentRequestId,
  requestIdHeader,
  requireInTime,
  noteIdempotency,
  withIdempotency,
  withRequestId,
  type Idempotency,
} from './messages/request-context';
export {
  logLevels,
  readEnv,
  RecordKeepingEnv,
  ServiceEnv,
  SettingsError,
  StoringServiceEnv,
  throwProblems,
  tryEnv,
  VerificationPeriodsEnv,
} from './env/env';
export { closeConnection, closeInOrder } from './service/closing';
export { KeyRingText, keysProblem, parseKeys, type InstallationKey } from './env/installation-keys';
export { PortNumber } from './env/port-number';
export { readSecretFiles, secretFileOf, secretSettings, type EnvironmentSource } from './env/secret-files';
export { misspelledSettings, settingNames, typosBetween, unknownSettings } from './env/setting-names';
export { answering } from './messages/answering';
export { applyLatest } from './state/apply-latest';
export { Answers, Does, Hears, type Delivery } from './messages/handlers';
export { decode, encode } from './messages/json';
export { LocalCalls } from './messages/local-calls';
export { Metrics, readTogether, secondsSince, type Sample } from './metrics/metrics';
export { openMetricsPort } from './metrics/metrics-port';
export type { ListeningPort } from './service/listen';
export { createLogger, NestLog, scrub, type Logger } from './service/logger';
export { deadLetterOf, deadLettersOf } from './dead-letters/own-dead-letters';
export {
  deadLetters,
  deleteDeadLetter,
  readDeadLetter,
  sendDeadLetterAgain,
  type BuriedMessage,
  type SentAgain,
} from './dead-letters/dead-letters';
export { natsConfiguration, permissionsOf, provisionerName } from './broker/permissions';
export { provision } from './broker/provision';
export { maxRetryAfterMs, nextDelayMs, retryTable, type RetryTableName } from './tasks/retry';
export { runMain, serve, type Service, type ServiceParts } from './service/service';
export {
  contextProviders,
  createServiceContext,
  loggerToken,
  ServiceContextModule,
  type ServiceContext,
  type StartOptions,
  type StoringServiceContext,
} from './service/service-context';
export { Rounds } from './service/rounds';
export { ServiceHealth } from './service/service-health';
export { releaseStartMemory } from './service/start-memory';
export { storedMessages } from './broker/stored-messages';
export { readUpTo, streamFacts, type StreamFacts } from './broker/stream-facts';
export { deadLetterHeaders, RetryLater, settlementOf } from './tasks/settlement';
export {
  bucketStream,
  consumerOfEvent,
  consumerOfTask,
  consumerPlans,
  deadLetterStream,
  eventStream,
  createTopology,
  taskStream,
} from './broker/topology';
export { currentTraceParent, isTraceParent, linkTo, traceParentHeader } from './tracing/trace-parent';
export { annotate, SpanKind, Tracing, type OpenSpan } from './tracing/tracing';
export { endOfTick } from './messages/tick';
export { WatchedKeys, WatchedState } from './state/watched-state';
export { InjectState, watchedState } from './state/watched-state.provider';
