import { setTimeout as delay } from 'node:timers/promises';
import type { NatsConnection } from 'nats';
import type { Logger } from './logger';

/** How long a service that closes waits for a broker that is down. */
const patienceMs = 5_000;

/** Waits for `work` on a broker that may be down or go down: then there is nothing to wait for. */
export async function whileBrokerAnswers(work: Promise<unknown>): Promise<void> {
  const waiting = new AbortController();
  const timeout = delay(patienceMs, undefined, { signal: waiting.signal }).catch(() => undefined);
  await Promise.race([work.catch(() => undefined), timeout]);
  waiting.abort();
}

/** Ends a connection, what was published on it first; where the broker is down, at once. */
export async function closeConnection(connection: NatsConnection): Promise<void> {
  await whileBrokerAnswers(connection.drain());
  await connection.close();
}

/** Closes one part after the other; one that fails, because a store is down, does not keep the rest open. */
export async function closeInOrder(
  logger: Logger,
  parts: readonly (() => Promise<unknown> | void)[],
): Promise<void> {
  for (const close of parts) {
    try {
      await close();
    } catch (error) {
      logger.warn({ err: error }, 'a part did not close cleanly');
    }
  }
}
