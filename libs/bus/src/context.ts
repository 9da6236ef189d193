import { AsyncLocalStorage } from 'node:async_hooks';
import { newId } from '@subjectline/contracts';

interface Context {
  readonly requestId: string;
}

const storage = new AsyncLocalStorage<Context>();

/** The header that carries the request id over HTTP (as `X-Request-Id`) and NATS. */
export const requestIdHeader = 'Request-Id';

/** Runs `work` so that everything it logs, asks, sends and says carries the same request id. */
export function withRequestId<T>(requestId: string | undefined, work: () => T): T {
  return storage.run({ requestId: requestId ?? newId('req') }, work);
}

export function currentRequestId(): string | undefined {
  return storage.getStore()?.requestId;
}
