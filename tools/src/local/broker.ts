import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Bus, connectToNats, createLogger, provisionerName } from '@subjectline/bus';
import type { ParticipantName } from '@subjectline/contracts';
import { checkAnswers } from './port';
import { WrongSettings, type Environment } from './settings';

const maxMs = 10_000;

/** The broker's address: as given, else from the settings, else of the `npm start` that runs on this machine. */
export async function findNats(said: string | undefined, environment: Environment): Promise<string> {
  const known = said ?? environment['NATS_URL'];
  return known || builtInNats(environment['SUBJECTLINE_DATA_DIR'] || '.data', provisionerName);
}

/** What `npm start` has written for its own broker: where it listens, and the passwords of its users. */
export async function builtInNats(
  dataDir: string,
  user: ParticipantName | typeof provisionerName,
): Promise<string> {
  try {
    const configuration = await readFile(join(dataDir, 'nats', 'nats.conf'), 'utf8');
    const users: unknown = JSON.parse(await readFile(join(dataDir, 'nats-users.json'), 'utf8'));
    const address = /^listen: "(.+)"$/m.exec(configuration)?.[1];
    const password = (users as Record<string, string>)[user];
    if (address && password) return `nats://${user}:${password}@${address}`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  throw new WrongSettings(`${dataDir} holds no broker of npm start: set NATS_URL, or give --nats-url`);
}

/** Connects, or fails after a while: a client of ours would wait without end. */
export async function openBus(natsUrl: string): Promise<Bus> {
  await checkAnswers('NATS_URL', natsUrl, 4222);
  const logger = createLogger('dead-letters', { level: 'silent' });
  const tooLong = pause(maxMs, undefined, { ref: false }).then(() => {
    throw new WrongSettings('NATS_URL: the broker does not let this user in');
  });
  const connecting = connectToNats({ natsUrl, name: provisionerName, logger });
  return new Bus(await Promise.race([connecting, tooLong]), logger);
}
