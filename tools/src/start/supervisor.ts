import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { releaseStartMemory } from '@subjectline/bus';
import { claimFolder, releaseFolder } from '@subjectline/embedded';
import { readyBlock } from './ready-block';
import type { Running } from './keep-running';
import { checkPort, localUrl } from '../local/port';
import { say, secondsSinceStart, step, warn } from '../local/progress';
import { prepareDataFolder, readKeys, readRootClient } from '../local/secrets';
import { bringUpBroker, bringUpDatabase, prepareBroker, type Broker } from './servers';
import { startTogether, type Services } from './services';
import { readArguments, readSettings, usage, WrongSettings, type Settings } from '../local/settings';
import { stopSignal } from './signals';

/** Starts everything, stays until asked to stop, stops everything, and ends this process with 0 or 1. */
export async function supervise(words: string[]): Promise<void> {
  const running: Running[] = [];
  const stopping = stopSignal(() => {
    for (const one of running) one.kill();
    process.exit(1);
  });
  let exitCode = 0;
  try {
    const { split, help } = readArguments(words);
    if (help) return say(usage);
    if (existsSync('.env')) process.loadEnvFile('.env');
    await bringUp(readSettings(process.env, split), running, stopping);
    if (!stopping.aborted) await once(stopping, 'abort');
    say('Stopping');
  } catch (error) {
    if (!stopping.aborted) {
      exitCode = 1;
      complain(error);
    }
  }
  exitCode = (await takeDown(running)) ? exitCode : 1;
  process.exit(exitCode);
}

/** Everything that has been started is in `running`, also when a later part fails. */
async function bringUp(settings: Settings, running: Running[], stopping: AbortSignal): Promise<void> {
  for (const name of settings.unknown) {
    warn(`${name} is not a setting and has no effect. All settings are in .env.example.`);
  }
  await checkPort(settings);
  const dataDir = await prepareDataFolder(settings.dataDir);
  await claimFolder(dataDir);
  running.push({ stop: () => releaseFolder(dataDir), kill: () => undefined });
  const [keys, rootClient] = await Promise.all([
    readKeys(settings, dataDir),
    readRootClient(settings, dataDir),
  ]);

  say(`Starting Subjectline (data in ${dataDir})`);
  const [database, broker] = await together([
    started(
      running,
      step(bringUpDatabase(settings, dataDir, { say, stopping }), ({ title }) => title),
    ),
    started(
      running,
      step(bringUpBroker(settings, dataDir, { say, stopping }), ({ title }) => title),
    ).then(async (up) => {
      await step(prepareBroker(up), () => 'streams and buckets');
      return up;
    }),
  ]);
  stopping.throwIfAborted();

  const services = servicesFor(settings, dataDir, { keys, rootClient, databaseUrl: database.url, broker });
  const how = settings.split ? 'one process each' : 'all in one process';
  running.push(await step(startServices(settings, services, stopping), () => `services, ${how}`));
  await releaseStartMemory();
  stopping.throwIfAborted();
  const { logFile } = services;
  const announcement = { url: settings.publicUrl, rootClient, natsAddress: broker.address, dataDir, logFile };
  say(readyBlock({ ...announcement, seconds: secondsSinceStart() }));
}

async function startServices(
  settings: Settings,
  services: Services,
  stopping: AbortSignal,
): Promise<Running> {
  if (!settings.split) return startTogether(services, warn);
  const { startApart } = await import('./children.js');
  return startApart(services, { gatewayUrl: localUrl(settings), say, complain: warn, stopping });
}

interface Found {
  keys: string;
  rootClient: { id: string; secret: string };
  databaseUrl: string;
  broker: Broker;
}

function servicesFor(settings: Settings, dataDir: string, found: Found): Services {
  return {
    environment: {
      SUBJECTLINE_LOG_LEVEL: 'info',
      ...settings.environment,
      SUBJECTLINE_HOST: settings.host,
      SUBJECTLINE_PORT: String(settings.port),
      SUBJECTLINE_PUBLIC_URL: settings.publicUrl,
      SUBJECTLINE_DATA_DIR: dataDir,
      SUBJECTLINE_KEYS: found.keys,
      SUBJECTLINE_ROOT_CLIENT_ID: found.rootClient.id,
      SUBJECTLINE_ROOT_CLIENT_SECRET: found.rootClient.secret,
      DATABASE_URL: found.databaseUrl,
      SUBJECTLINE_HEALTH_PORT: undefined,
    },
    natsUrlFor: (service) => found.broker.urlFor(service),
    logFile: join(dataDir, 'subjectline.log'),
  };
}

async function started<T extends { server?: Running }>(running: Running[], work: Promise<T>): Promise<T> {
  const result = await work;
  if (result.server) running.push(result.server);
  return result;
}

/** Waits for both, also when the first fails: what the second started has to be known to be stopped. */
async function together<A, B>([one, other]: [Promise<A>, Promise<B>]): Promise<[A, B]> {
  await Promise.allSettled([one, other]);
  return Promise.all([one, other]);
}

/** In the opposite order of starting; what fails to stop does not keep the rest from it. */
async function takeDown(running: Running[]): Promise<boolean> {
  let clean = true;
  for (const one of running.toReversed()) {
    await one.stop().catch((error: unknown) => {
      clean = false;
      complain(error);
    });
  }
  return clean;
}

/** What the operator can put right, in plain words; for the rest, where in the code it happened. */
function complain(error: unknown): void {
  const plain = error instanceof WrongSettings || process.env.SUBJECTLINE_LOG_LEVEL !== 'debug';
  const text = error instanceof Error ? (plain ? error.message : error.stack) : String(error);
  process.stderr.write(`\nSubjectline stopped because of an error.\n${text ?? ''}\n`);
}
