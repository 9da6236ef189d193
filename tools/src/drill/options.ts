import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { WrongSettings } from '../local/settings';
import { problemIn } from './cluster/earlier-release';
import { scenes, type Scene } from './scenes';

export interface DrillOptions {
  /** Scenes of their own, with several replicas. */
  readonly cluster: boolean;
  /** A built checkout of an earlier release, which is upgraded to this build. */
  readonly upgrade: string | null;
  readonly scenes: readonly Scene[];
  /** One process per service, each of which is killed; else all in one. */
  readonly split: boolean;
  /** By how much less than the full number of messages. */
  readonly share: number;
}

export const usage = `Plays faults while messages go out, and counts the outcome of each: npm run drill [-- options]

  --only <scene>   one scene; may be given several times
  --small          tens of messages in a few scenes, all services in one process
  --cluster        three nodes of NATS, a PostgreSQL beside them, two replicas of identity, requests and dispatch
  --upgrade <dir>  from the earlier release that is built in this folder to this build, one service after the other
  --list           the names of the scenes

`;

export function readDrillOptions(words: string[]): DrillOptions | null {
  const values = parse(words);
  if (values.help) return null;
  const upgrade = values.upgrade === undefined ? null : upgradeFrom(values.upgrade);
  if (values.only && (values.cluster || upgrade !== null))
    throw new WrongSettings('--only is not for --cluster and --upgrade: their scenes follow each other');
  if (values.cluster && upgrade !== null)
    throw new WrongSettings('--cluster and --upgrade are two drills: name one of them');
  const unknown = values.only?.find((name) => !scenes.some((scene) => scene.name === name));
  if (unknown !== undefined) throw new WrongSettings(`there is no scene "${unknown}": see --list`);
  const split = !values.small;
  const fitting = scenes.filter((scene) => (split ? scene.in !== 'one' : scene.in !== 'split'));
  const chosen = values.only ? fitting.filter(({ name }) => values.only?.includes(name)) : fitting;
  if (chosen.length === 0) throw new WrongSettings('that scene is not played in this form');
  const all = values.only ? chosen : chosen.filter(({ isSmall }) => split || isSmall);
  return { scenes: all, cluster: values.cluster, upgrade, split, share: values.small ? 0.1 : 1 };
}

function upgradeFrom(word: string): string {
  const folder = resolve(word);
  const problem = problemIn(folder);
  if (problem !== null) throw new WrongSettings(`--upgrade: ${problem}`);
  return folder;
}

function parse(words: string[]) {
  try {
    const options = {
      only: { type: 'string', multiple: true },
      small: { type: 'boolean', default: false },
      cluster: { type: 'boolean', default: false },
      upgrade: { type: 'string' },
      list: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    } as const;
    const { values } = parseArgs({ args: words, options });
    if (values.list) process.stdout.write(`${scenes.map(({ name }) => name).join('\n')}\n`);
    return { ...values, help: values.help || values.list };
  } catch (error) {
    throw new WrongSettings(error instanceof Error ? error.message : String(error));
  }
}
