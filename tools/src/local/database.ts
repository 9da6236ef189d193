import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { keysProblem } from '@subjectline/bus';
import { checkAnswers } from './port';
import { WrongSettings, type Environment } from './settings';

/** The database and its keys: those of the settings, else those of the `npm start` that runs on this machine. */
export async function findDatabase(environment: Environment): Promise<{ databaseUrl: string; keys: string }> {
  const dataDir = environment['SUBJECTLINE_DATA_DIR'] || '.data';
  const keys = environment['SUBJECTLINE_KEYS'] || (await read(join(dataDir, 'keys')));
  if (!keys || keysProblem(keys)) {
    throw new WrongSettings(`Set SUBJECTLINE_KEYS, or SUBJECTLINE_DATA_DIR to the folder of npm start`);
  }
  const databaseUrl = environment['DATABASE_URL'] || (await builtInDatabase(join(dataDir, 'postgres')));
  if (!databaseUrl) {
    throw new WrongSettings(`${dataDir} holds no running database of npm start: set DATABASE_URL`);
  }
  await checkAnswers('DATABASE_URL', databaseUrl, 5432);
  return { databaseUrl, keys };
}

async function builtInDatabase(dir: string): Promise<string | undefined> {
  const password = await read(join(dir, 'password'));
  // PostgreSQL: the fourth line of its lock file is its port
  const port = (await read(join(dir, 'data', 'postmaster.pid')))?.split('\n')[3];
  return password && port ? `postgres://subjectline:${password}@127.0.0.1:${port}/subjectline` : undefined;
}

async function read(path: string): Promise<string | undefined> {
  return readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  );
}
