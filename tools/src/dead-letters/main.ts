import { existsSync } from 'node:fs';
import { runCommand, readCommand, usage } from './commands';
import { findNats, openBus } from '../local/broker';
import { withSecretFiles, WrongSettings } from '../local/settings';

// What `npm run dead-letters` runs.
async function main(words: string[]): Promise<string[]> {
  const { command, natsUrl } = readCommand(words);
  if (command.verb === 'help') return [usage];
  if (existsSync('.env')) process.loadEnvFile('.env');
  const bus = await openBus(await findNats(natsUrl, withSecretFiles(process.env)));
  try {
    return await runCommand(command, bus);
  } finally {
    await bus.connection.drain();
  }
}

main(process.argv.slice(2)).then(
  (lines) => process.stdout.write(`${lines.join('\n')}\n`),
  (error: unknown) => {
    const plain = error instanceof WrongSettings ? error.message : error;
    process.stderr.write(`${plain instanceof Error ? plain.stack : String(plain)}\n`);
    process.exit(1);
  },
);
