import { connect, Events, type NatsConnection } from 'nats';
import type { Logger } from '../service/logger';

export interface ConnectionOptions {
  /** `nats://user:password@host:port`, several separated by commas. */
  readonly natsUrl: string;
  /** The name of the connection at the server, and of the private inbox that its permissions allow. */
  readonly name: string;
  readonly logger: Logger;
}

/** The prefix of the inboxes that answers come back to: private to one service, so that no other can listen in. */
export function inboxPrefixOf(name: string): string {
  return `_INBOX_${name}`;
}

/**
 * Connects and stays connected: it waits without end for a broker that is away, now or later. Nest's default gives up
 * after ten tries and leaves a process that runs but receives nothing.
 */
export async function connectToNats({ natsUrl, name, logger }: ConnectionOptions): Promise<NatsConnection> {
  const { servers, user, pass } = parseNatsUrl(natsUrl);
  const connection = await connect({
    servers,
    user,
    pass,
    name,
    inboxPrefix: inboxPrefixOf(name),
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    reconnectJitter: 100,
    waitOnFirstConnect: true,
    pingInterval: 10_000,
    maxPingOut: 2,
    // a stack trace for every request costs more than the request
    noAsyncTraces: true,
  });
  void reportStatus(connection, logger);
  return connection;
}

export function parseNatsUrl(natsUrl: string): { servers: string[]; user?: string; pass?: string } {
  const urls = natsUrl.split(',').map((part) => new URL(part.trim()));
  const first = urls[0];
  if (!first) throw new Error('NATS_URL is empty');
  return {
    servers: urls.map((url) => url.host),
    ...(first.username && { user: decodeURIComponent(first.username) }),
    ...(first.password && { pass: decodeURIComponent(first.password) }),
  };
}

async function reportStatus(connection: NatsConnection, logger: Logger): Promise<void> {
  for await (const { type, data } of connection.status()) {
    if (type === Events.Error) {
      // a publish to a subject that the user may not use shows here and nowhere else
      const detail = typeof data === 'object' ? JSON.stringify(data) : data;
      logger.error({ detail }, 'NATS refused something');
    } else if (type === Events.Disconnect) {
      logger.warn('NATS is away; messages wait until it is back');
    } else if (type === Events.Reconnect) {
      logger.info('NATS is back');
    }
  }
}
