import { setTimeout as pause } from 'node:timers/promises';
import { checkServerIdentity, type ConnectionOptions as TlsConnectionOptions } from 'node:tls';
import { connect, Events, type ConnectionOptions, type NatsConnection, type TlsOptions } from 'nats';
import { SettingsError } from '../env/env';
import type { Logger } from '../service/logger';

export interface BrokerClient {
  /** `nats://user:password@host:port` or `tls://…`, several separated by commas. */
  readonly natsUrl: string;
  /** The name of the connection at the server, and of the private inbox that its permissions allow. */
  readonly name: string;
  readonly logger: Logger;
}

/** The prefix of the inboxes that answers come back to: private to one service, so that no other can listen in. */
export function inboxPrefixOf(name: string): string {
  return `_INBOX_${name}`;
}

const retryMs = 250;
/** The default max payload of a NATS server. */
const defaultMaxMessageBytes = 1_048_576;

/** The max size of a message. Known once there is a broker. */
export function maxMessageBytesOf({ info }: NatsConnection): number {
  return info?.max_payload ?? defaultMaxMessageBytes;
}

/**
 * Connects and stays connected: it waits without end for a broker that is down, now or later. Nest's default gives up
 * after ten tries and leaves a process that runs but receives nothing.
 */
export async function connectToNats({ natsUrl, name, logger }: BrokerClient): Promise<NatsConnection> {
  const options: ConnectionOptions = {
    ...parseNatsUrl(natsUrl),
    name,
    inboxPrefix: inboxPrefixOf(name),
    maxReconnectAttempts: -1,
    reconnectTimeWait: retryMs,
    reconnectJitter: 100,
    pingInterval: 10_000,
    maxPingOut: 2,
    // a stack trace for every request costs more than the request
    noAsyncTraces: true,
  };
  const connection = await connectFirst(options, logger);
  void reportStatus(connection, logger);
  return connection;
}

/** The client could wait by itself, but says nothing meanwhile: neither of a wrong password nor of a certificate. */
async function connectFirst(options: ConnectionOptions, logger: Logger): Promise<NatsConnection> {
  let said: unknown;
  for (;;) {
    try {
      return await connect(options);
    } catch (error) {
      const reason = error instanceof Error && 'code' in error ? error.code : String(error);
      if (reason !== said) logger.warn({ reason }, 'NATS cannot be reached; trying again');
      said = reason;
      await pause(retryMs);
    }
  }
}

type Broker = Pick<ConnectionOptions, 'user' | 'pass'> & { servers: string[]; tls?: TlsOptions };

/** Where the servers are, who we are there, and whether we insist on TLS. */
export function parseNatsUrl(natsUrl: string): Broker {
  const urls = natsUrl.split(',').map((part) => readNatsUrl(part.trim()));
  const [first] = urls;
  return {
    servers: urls.map((url) => url.host),
    ...(first?.username && { user: decodeURIComponent(first.username) }),
    ...(first?.password && { pass: decodeURIComponent(first.password) }),
    ...(urls.some(({ protocol }) => protocol === 'tls:') && { tls: tlsFor(urls) }),
  };
}

function readNatsUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.host && ['nats:', 'tls:'].includes(url.protocol)) return url;
  // the text may hold a password
  throw new SettingsError('NATS_URL must be an address such as nats://user:password@host:4222 or tls://…');
}

type CheckIdentity = NonNullable<TlsConnectionOptions['checkServerIdentity']>;

/** Refuses a server that offers no TLS, or whose certificate is not trusted or for none of these hosts. */
function tlsFor(urls: readonly URL[]): TlsOptions {
  const hosts = urls.map(({ hostname }) => hostname.replace(/^\[|\]$/g, ''));
  const checkIdentity: CheckIdentity = (_host, certificate) => {
    // Node's check of a server that is named by an IP address would be for `localhost`
    const problems = hosts.map((host) => checkServerIdentity(host, certificate));
    return problems.includes(undefined) ? undefined : problems[0];
  };
  // the client hands on to `tls.connect` what its type does not have
  return { checkServerIdentity: checkIdentity } as TlsOptions;
}

async function reportStatus(connection: NatsConnection, logger: Logger): Promise<void> {
  for await (const { type, data } of connection.status()) {
    if (type === Events.Error) {
      // a publish to a subject that the user may not use shows here and nowhere else
      const detail = typeof data === 'object' ? JSON.stringify(data) : data;
      logger.error({ detail }, 'NATS refused something');
    } else if (type === Events.Disconnect) {
      logger.warn('NATS is down; messages wait until it is back');
    } else if (type === Events.Reconnect) {
      logger.info('NATS is back');
    }
  }
}
