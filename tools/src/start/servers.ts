import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { startNats, startPostgres, type Progress } from '@subjectline/embedded';
import { keepRunning, type Running } from './keep-running';
import { checkAnswers } from '../local/port';
import { readNatsPasswords } from '../local/secrets';
import type { Settings } from '../local/settings';

/** How the supervisor's servers are brought up. */
export interface BringUp {
  say: Progress;
  /** Aborted when Subjectline is asked to stop: a start under way ends. */
  stopping: AbortSignal;
}

export interface Database {
  url: string;
  /** Ours to stop; absent for a server that is not ours. */
  server?: Running;
  title: string;
}

export interface Broker extends Omit<Database, 'url'> {
  /** Where to connect, without a user. */
  address: string;
  urlFor(user: string): string;
}

export async function bringUpDatabase(
  settings: Settings,
  dataDir: string,
  { say, stopping }: BringUp,
): Promise<Database> {
  if (settings.databaseUrl) {
    await checkAnswers('DATABASE_URL', settings.databaseUrl, 5432);
    return { url: settings.databaseUrl, title: 'PostgreSQL of DATABASE_URL' };
  }
  const dir = join(dataDir, 'postgres');
  const { first, server } = await keepRunning({ name: 'PostgreSQL', say, stopping }, (signal, port) =>
    startPostgres({ dir, port, progress: say, signal }),
  );
  return { url: first.url, server, title: `PostgreSQL ${first.version} on port ${first.port}` };
}

/** The framework behind `@subjectline/bus` takes a while to load: PostgreSQL comes up in the meantime. */
export async function bringUpBroker(
  settings: Settings,
  dataDir: string,
  { say, stopping }: BringUp,
): Promise<Broker> {
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
  const { first, server } = await keepRunning(
    // its data may be gone with it
    { name: 'nats-server', say, stopping, whenBack: () => prepareBroker(broker) },
    (signal, port) => startNats({ dir, port, configuration, progress: say, signal }),
  );
  const broker: Broker = {
    address: first.url,
    urlFor: (user) => first.url.replace('//', `//${user}:${passwords[user]}@`),
    server,
    title: `nats-server ${first.version} on port ${first.port}`,
  };
  return broker;
}

/** Makes the streams, consumers and buckets, for services that may not make any. */
export async function prepareBroker(broker: Broker): Promise<void> {
  const { provision, provisionerName } = await import('@subjectline/bus');
  // A client waits without end for a server that refuses it.
  const tooLong = delay(30_000, undefined, { ref: false }).then(() => {
    throw new Error(
      `NATS at ${broker.address} did not take the streams: are its user and JetStream as they should be?`,
    );
  });
  await Promise.race([provision(broker.urlFor(provisionerName)), tooLong]);
}
