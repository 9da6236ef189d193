import { parseArgs } from 'node:util';
import { deadLetters, sendDeadLetterAgain, type BuriedMessage, type Bus } from '@subjectline/bus';
import { audited, notRecorded } from '../local/audited';
import { WrongSettings } from '../local/settings';

export const usage = `Lists dead letters and sends them again.

  npm run dead-letters -- list                      all of them, without their payload
  npm run dead-letters -- send-again <sequence>     one, to the subject that it was first sent to
  npm run dead-letters -- send-again all            all whose payload was kept

  --nats-url nats://user:password@host:4222         in place of NATS_URL, or of the broker that npm start runs
`;

export type Command =
  { readonly verb: 'list' | 'help' } | { readonly verb: 'send-again'; readonly which: number | 'all' };

export function readCommand(words: string[]): { command: Command; natsUrl: string | undefined } {
  const options = { 'nats-url': { type: 'string' }, help: { type: 'boolean', default: false } } as const;
  try {
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true });
    return { command: values.help ? { verb: 'help' } : commandOf(positionals), natsUrl: values['nats-url'] };
  } catch (error) {
    throw new WrongSettings(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function commandOf([verb, which, ...more]: string[]): Command {
  if (verb === undefined) return { verb: 'help' };
  if (verb === 'list' && which === undefined) return { verb };
  if (verb === 'send-again' && which === 'all' && more.length === 0) return { verb, which };
  if (verb === 'send-again' && /^[1-9]\d*$/.test(which ?? '') && more.length === 0) {
    return { verb, which: Number(which) };
  }
  throw new Error('this is not understood');
}

/** All of them, oldest first. */
export async function listDeadLetters({ connection }: Bus): Promise<BuriedMessage[]> {
  const letters: BuriedMessage[] = [];
  for await (const { letter } of deadLetters(connection)) letters.push(letter);
  return letters;
}

/** Runs a command; returns the lines to print. */
export async function runCommand(command: Command, bus: Bus): Promise<string[]> {
  if (command.verb === 'help') return [usage];
  if (command.verb !== 'send-again') return table(await listDeadLetters(bus));
  const { which } = command;
  const all = which === 'all' ? (await listDeadLetters(bus)).map(({ sequence }) => sequence) : [which];
  if (all.length === 0) return ['there are none'];
  const entry = { name: 'dead-letters send-again', targets: all.map(String) };
  const { result, isRecorded } = await audited(bus, entry, () => sendAgain(all, bus));
  return isRecorded ? result : [...result, notRecorded];
}

async function sendAgain(sequences: readonly number[], bus: Bus): Promise<string[]> {
  const lines: string[] = [];
  for (const sequence of sequences)
    lines.push(`${sequence}: ${outcomes[await sendDeadLetterAgain(bus, sequence)]}`);
  return lines;
}

const outcomes = {
  sent: 'sent again',
  unknown: 'there is no such dead letter',
  'not kept': 'its payload did not fit its contract and was not kept: only its sender can send it again',
} as const;

function table(letters: readonly BuriedMessage[]): string[] {
  if (letters.length === 0) return ['there are none'];
  const head = ['sequence', 'died at', 'queue', 'reason', 'deliveries', 'request id', 'payload'];
  const rows = letters.map((letter) => [
    String(letter.sequence),
    letter.diedAt.toISOString(),
    letter.queue,
    letter.reason,
    String(letter.deliveries),
    letter.requestId ?? '-',
    letter.isPayloadKept ? 'kept' : 'not kept',
  ]);
  const widths = head.map((_title, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)),
  );
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
