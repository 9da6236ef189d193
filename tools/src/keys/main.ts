import { existsSync } from 'node:fs';
import { createLogger } from '@subjectline/bus';
import { Database, KeyRing } from '@subjectline/storage';
import { runKeysCommand, readKeysCommand, usage } from './commands';
import { findNats, openBus } from '../local/broker';
import { findDatabase } from '../local/database';
import { withSecretFiles, WrongSettings } from '../local/settings';

// What `npm run keys` runs.
async function main(words: string[]): Promise<number> {
  const verb = readKeysCommand(words);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  if (verb === 'help') {
    say(usage);
    return 0;
  }
  if (existsSync('.env')) process.loadEnvFile('.env');
  const environment = withSecretFiles(process.env);
  const { databaseUrl, keys } = await findDatabase(environment);
  const natsUrl = await findNats(undefined, environment).catch(noneWhereWrong);
  const bus = natsUrl ? await openBus(natsUrl) : null;
  const logger = createLogger('keys', { level: 'silent' });
  const database = new Database({ url: databaseUrl, schema: 'public', logger, connections: 1 });
  try {
    return (await runKeysCommand(verb, { database, keys: KeyRing.parse(keys), bus }, say)) ? 0 : 2;
  } finally {
    await bus?.connection.drain();
    await database.close();
  }
}

function noneWhereWrong(error: unknown): null {
  if (error instanceof WrongSettings) return null;
  throw error;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const plain = error instanceof WrongSettings ? error.message : error;
    process.stderr.write(`${plain instanceof Error ? plain.stack : String(plain)}\n`);
    process.exitCode = 1;
  },
);
