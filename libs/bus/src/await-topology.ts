import { setTimeout as pause } from 'node:timers/promises';
import type { NatsConnection } from 'nats';
import type { Logger } from './logger';
import { createTopology, missingTopology } from './topology';

/**
 * Returns once the streams and buckets are there. A service whose NATS user may create them does so; one that may not
 * waits for the provisioner and says so.
 */
export async function awaitTopology(connection: NatsConnection, logger: Logger): Promise<void> {
  for (;;) {
    const missing = await missingTopology(connection).catch((error: unknown) => {
      logger.warn({ err: error }, 'JetStream does not answer; is it switched on?');
      return null;
    });
    if (missing?.length === 0) return;
    if (missing) {
      const provisioned = await createTopology(connection).then(
        () => true,
        () => false,
      );
      if (provisioned) return;
      logger.warn({ missing }, 'streams are missing and this user may not create them: run the provisioner');
    }
    await pause(1_000);
  }
}
