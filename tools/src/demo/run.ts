import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DemoClient, UnexpectedAnswer } from './client';
import { playJourney } from './journey';
import { findTarget, startTarget, type Target } from './product';
import { readActiveProvider } from './settings';
import { say } from '../local/progress';

const usage = `Plays a privacy request from the form to the download link, with the built-in inbox as provider.

  npm run demo               against the Subjectline that "npm start" runs here
  npm run demo -- --start    starts one in a folder of its own and stops it afterwards
  npm run demo -- --yes      also where a provider is active: until the demo is over, its messages stay in the inbox
`;

/** Plays, and ends this process with 0 or 1. */
export async function demo(words: string[]): Promise<void> {
  let target: Target | undefined;
  let exitCode = 0;
  try {
    const { start, yes, help } = readArguments(words);
    if (help) {
      say(usage);
      process.exit(0);
    }
    if (existsSync('.env')) process.loadEnvFile('.env');
    if (start) say('Starting Subjectline in a folder of its own');
    target = await (start ? startTarget : findTarget)(process.env);
    const client = await DemoClient.signIn(target.url, target.client);
    if (!yes) await refuseWhileInUse(client);
    say(`Playing at ${target.url}`);
    await playJourney(client, say, interrupted());
    say(whereToLook(start ? 'http://localhost:8080' : target.url, start));
  } catch (error) {
    exitCode = 1;
    process.stderr.write(`\n${error instanceof Error ? error.message : String(error)}\n`);
  } finally {
    await target?.stop();
  }
  // an interrupted story still waits for its next message
  process.exit(exitCode);
}

function readArguments(words: string[]): { start: boolean; yes: boolean; help: boolean } {
  const option = { type: 'boolean', default: false } as const;
  try {
    return parseArgs({ args: words, options: { start: option, yes: option, help: option } }).values;
  } catch (error) {
    throw new UnexpectedAnswer(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

/** Persons who ask at the same moment would wait for a message that stays in the inbox. */
async function refuseWhileInUse(client: DemoClient): Promise<void> {
  const active = await readActiveProvider(client);
  if (active === null || active === 'inbox') return;
  throw new UnexpectedAnswer(
    `The provider ${active} is active here. While the demo plays, every message would stay in the inbox instead.\n` +
      'Nothing was changed. "npm run demo -- --start" plays elsewhere; "--yes" plays here all the same.',
  );
}

/** Ctrl-C ends the story, and what it has changed is put back. */
function interrupted(): Promise<never> {
  return new Promise((_resolve, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => reject(new UnexpectedAnswer('Interrupted.')));
    }
  });
}

function whereToLook(url: string, isGone: boolean): string {
  const places = [
    ['/inbox', 'every message as the person got it'],
    ['/docs', 'every call, to be tried out'],
    ['/api/v1/messages', 'the outcome of each message'],
  ] as const;
  const title = isGone ? 'This one is gone; where to look after "npm start":' : 'Where to look now:';
  return ['', title, ...places.map(([path, what]) => `   ${(url + path).padEnd(42)} ${what}`)].join('\n');
}
