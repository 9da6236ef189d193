import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError, newId } from '@subjectline/contracts';

/** Keyed digests that identify a call: of the caller with their key, and of the content. */
export interface Idempotency {
  readonly key: string;
  readonly body: string;
}

interface Context {
  readonly requestId: string;
  idempotency?: Idempotency;
  readonly deadlineMs?: number;
}

const storage = new AsyncLocalStorage<Context>();

/** The headers of a call that creates something: its idempotency key, and until when its caller waits. */
export const idempotencyHeader = 'Idempotency';
export const deadlineHeader = 'Deadline';

/** The header that carries the request id over HTTP (as `X-Request-Id`) and NATS. */
export const requestIdHeader = 'Request-Id';

/** Runs `work` so that everything it logs and sends carries the same request id. */
export function withRequestId<T>(requestId: string | undefined, work: () => T): T {
  return storage.run({ requestId: requestId ?? newId('req') }, work);
}

export function currentRequestId(): string | undefined {
  return storage.getStore()?.requestId;
}

/** Runs `work` so that every call that creates something is recognized when it is repeated. */
export function withIdempotency<T>(idempotency: Idempotency, work: () => T): T {
  const requestId = currentRequestId() ?? newId('req');
  return storage.run({ requestId, idempotency }, work);
}

/** As `withIdempotency`, for all that is still to be done in the current request. */
export function noteIdempotency(idempotency: Idempotency): void {
  const context = storage.getStore();
  if (!context) throw new Error('there is no request to note an idempotency key of');
  context.idempotency = idempotency;
}

export function currentIdempotency(): Idempotency | undefined {
  return storage.getStore()?.idempotency;
}

/** Runs `work` for a caller who waits until then. */
export function withDeadline<T>(deadlineMs: number, work: () => T): T {
  return storage.run({ requestId: currentRequestId() ?? newId('req'), deadlineMs }, work);
}

/** Refuses once the caller has stopped waiting: they were told that the outcome is unknown. */
export function requireInTime(): void {
  const deadlineMs = storage.getStore()?.deadlineMs;
  // the clock of the machine: the deadline comes from another process
  if (deadlineMs !== undefined && Date.now() >= deadlineMs) {
    throw new AppError('unavailable', { reason: 'the asker no longer waits' });
  }
}
