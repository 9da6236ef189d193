import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startNats, startPostgres, type LocalServer, type Progress } from '@subjectline/embedded';
import { checkAnswers } from './start-port';
import { readNatsPasswords } from './start-secrets';
import type { Settings } from './start-settings';

/** What the supervisor started and has to stop. */
export interface Running {
  stop(): Promise<void>;
  kill(): void;
}

export interface Database {
  url: string;
  /** Ours to stop; nothing when it is somebody else's. */
  server?: Running;
  title: string;
}

export interface Broker extends Omit<Database, 'url'> {
  /** Where to connect, without a user. */
  address: string;
  urlFor(user: string): string;
}

export async function bringUpDatabase(settings: Settings, dataDir: string, say: Progress): Promise<Database> {
  if (settings.databaseUrl) {
    await checkAnswers('DATABASE_URL', settings.databaseUrl, 5432);
    return { url: settings.databaseUrl, title: 'PostgreSQL of DATABASE_URL' };
  }
  const dir = join(dataDir, 'postgres');
  const { first, server } = await keepRunning('PostgreSQL', say, (port) =>
    startPostgres({ dir, port, progress: say }),
  );
  return { url: first.url, server, title: `PostgreSQL ${first.version} on port ${first.port}` };
}

/** The framework behind `@subjectline/bus` takes a while to load: PostgreSQL comes up in the meantime. */
export async function bringUpBroker(settings: Settings, dataDir: string, say: Progress): Promise<Broker> {
  const given = settings.natsUrl;
  if (given) {
    await checkAnswers('NATS_URL', given, 4222);
    return {
      address: given.replaceAll(/\/\/[^,@/]*@/g, '//'),
      urlFor: () => given,
      title: 'NATS of NATS_URL',
    };
  }
  const { natsConfiguration, provisionerName } = await import('@subjectline/bus');
  const { participantNames } = await import('@subjectline/contracts');
  const dir = join(dataDir, 'nats');
  const passwords = await readNatsPasswords([...participantNames, provisionerName], dataDir);
  const configuration = natsConfiguration(passwords);
  const { first, server } = await keepRunning('nats-server', say, (port) =>
    startNats({ dir, port, configuration, progress: say }),
  );
  const urlFor = (user: string): string => first.url.replace('//', `//${user}:${passwords[user]}@`);
  return { address: first.url, urlFor, server, title: `nats-server ${first.version} on port ${first.port}` };
}

/** Makes the streams, consumers and buckets, for services that may not make any. */
export async function prepareBroker(broker: Broker): Promise<void> {
  const { provision, provisionerName } = await import('@subjectline/bus');
  // A client waits without end for a server that lets nobody in.
  const tooLong = delay(30_000, undefined, { ref: false }).then(() => {
    throw new Error(
      `NATS at ${broker.address} did not take the streams: are its user and JetStream as they should be?`,
    );
  });
  await Promise.race([provision(broker.urlFor(provisionerName)), tooLong]);
}

const shortestPauseMs = 100;
const longestPauseMs = 5_000;
const calmAfterMs = 30_000;

/**
 * Starts a server again, on the same port, whenever it ends by itself; the services hold on and connect again. The
 * pause doubles while it keeps ending at once.
 */
async function keepRunning(
  name: string,
  say: Progress,
  begin: (port?: number) => Promise<LocalServer>,
): Promise<{ first: LocalServer; server: Running }> {
  const first = await begin();
  const stopping = new AbortController();
  const { signal } = stopping;
  let current = first;
  const pause = (pauseMs: number): Promise<void> =>
    delay(pauseMs, undefined, { signal }).catch(() => undefined);
  const watching = (async () => {
    for (let pauseMs = shortestPauseMs; ; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
      const since = Date.now();
      await current.exited;
      if (signal.aborted) return;
      if (Date.now() - since > calmAfterMs) pauseMs = shortestPauseMs;
      say(`${name} ended unexpectedly, starting it again`);
      await pause(pauseMs);
      if (signal.aborted) return;
      current = await begin(first.port).catch((error: unknown) => {
        say(`${name} does not come back yet: ${error instanceof Error ? error.message : String(error)}`);
        return current;
      });
    }
  })();
  const server: Running = {
    kill: () => {
      stopping.abort();
      current.kill();
    },
    stop: async () => {
      stopping.abort();
      await current.stop();
      await watching;
      // It may have come back while it was being stopped.
      await current.stop();
    },
  };
  return { first, server };
}
