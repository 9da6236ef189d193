import { parseArgs } from 'node:util';
import { WrongSettings } from '../local/settings';

/** What can be measured, in the order in which it is. */
export const partNames = [
  'start',
  'accept',
  'deliver',
  'latency',
  'journey',
  'bodies',
  'crash',
  'choices',
  'replicas',
  'scale',
  'faults',
  'traces',
] as const;
export type PartName = (typeof partNames)[number];

/** Left out unless they are named: they take long. */
const optional: readonly PartName[] = ['scale', 'faults', 'traces'];

export const providerNames = ['twilio_email', 'mailgun', 'twilio_text'] as const;
export type ProviderName = (typeof providerNames)[number];

export interface BenchOptions {
  readonly parts: readonly PartName[];
  readonly quick: boolean;
  readonly split: boolean;
  readonly provider: ProviderName;
  /** How long the provider takes to answer. */
  readonly stubMs: number;
  readonly repeat: number;
  /** Where the services' process leaves a CPU profile of itself. */
  readonly profileDir?: string;
}

export const usage = `Measures this build: npm run bench [-- options]

  --only <part>       ${partNames.join(', ')}; may be given several times
  --quick             a tenth of everything: to see whether it runs, not what it takes
  --split             one process per service
  --provider <type>   ${providerNames.join(', ')}
  --stub-ms <n>       how long the provider takes to answer (20)
  --repeat <n>        how often accept and deliver are measured; the median counts (3)
  --profile <folder>  where a CPU profile of the services' process is left
`;

export function readBenchOptions(words: string[]): BenchOptions | null {
  const values = parse(words);
  if (values.help) return null;
  const parts = (values.only ?? []).map((word) => oneOf(word, partNames, '--only'));
  return {
    parts: parts.length > 0 ? parts : partNames.filter((part) => !optional.includes(part)),
    quick: values.quick,
    split: values.split,
    provider: oneOf(values.provider, providerNames, '--provider'),
    stubMs: numberOf(values['stub-ms'], '--stub-ms'),
    repeat: Math.max(1, numberOf(values.repeat, '--repeat')),
    ...(values.profile !== undefined && { profileDir: values.profile }),
  };
}

function parse(words: string[]) {
  const options = {
    help: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    quick: { type: 'boolean', default: false },
    split: { type: 'boolean', default: false },
    provider: { type: 'string', default: 'twilio_email' },
    'stub-ms': { type: 'string', default: '20' },
    repeat: { type: 'string', default: '3' },
    profile: { type: 'string' },
  } as const;
  try {
    return parseArgs({ args: words, options, allowPositionals: false }).values;
  } catch (error) {
    throw new WrongSettings(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  }
}

function oneOf<Word extends string>(word: string, known: readonly Word[], option: string): Word {
  const found = known.find((one) => one === word);
  if (found === undefined) throw new WrongSettings(`${option} is one of ${known.join(', ')}`);
  return found;
}

function numberOf(word: string, option: string): number {
  if (!/^\d{1,5}$/.test(word)) throw new WrongSettings(`${option} is a whole number`);
  return Number(word);
}
