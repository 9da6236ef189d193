import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceName } from '@subjectline/contracts';
import { Events, type NatsConnection } from 'nats';
import type { Logger } from '../service/logger';
import { consumerPlans, createTopology, missingTopology, recreateConsumersAhead } from './topology';

/**
 * Returns once the streams and buckets are there. A service whose NATS user may create them does so; one that may not
 * waits for the provisioner and says so.
 */
export async function awaitTopology(connection: NatsConnection, logger: Logger): Promise<void> {
  while (!connection.isClosed()) {
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

/**
 * The consumers of a service that are ahead of their stream are recreated (`recreateConsumersAhead`), which each service
 * may do for its own. Tried until it is done: until then they may deliver nothing.
 */
export async function recoverConsumers(
  connection: NatsConnection,
  name: ServiceName,
  logger: Logger,
): Promise<void> {
  const plans = consumerPlans().filter(({ reader }) => reader === name);
  while (!connection.isClosed()) {
    try {
      const manager = await connection.jetstreamManager({ checkAPI: false });
      const consumers = await recreateConsumersAhead(manager, plans);
      if (consumers.length > 0) {
        logger.error({ consumers }, 'NATS lost the end of a stream; its consumers begin anew');
      }
      return;
    } catch (error) {
      logger.warn({ err: error }, 'comparing consumers with their streams failed; retrying');
      await pause(1_000);
    }
  }
}

/** A broker that comes back may have lost everything: the streams are recreated, or the provisioner is asked for. */
export async function keepTopology(
  connection: NatsConnection,
  name: ServiceName,
  logger: Logger,
): Promise<void> {
  for await (const { type } of connection.status()) {
    if (type !== Events.Reconnect) continue;
    await awaitTopology(connection, logger);
    await recoverConsumers(connection, name, logger);
  }
}
