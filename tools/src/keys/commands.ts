import type { Bus } from '@subjectline/bus';
import { keyUse, reseal, waitingMessages, type Database, type KeyRing } from '@subjectline/storage';
import { publishResealed, sealedInNats } from './nats';
import { audited, notRecorded } from '../local/audited';
import { WrongSettings } from '../local/settings';

export const usage = `Looks after the keys that data is sealed with (SUBJECTLINE_KEYS, or the file "keys" of npm start).

  npm run keys -- status    how much is sealed with which key, in tables and in NATS, and which keys are still needed
  npm run keys -- reseal    seals every table with the first key and has config publish the settings again; may run
                            while Subjectline runs, and be run again

Ends with 2 while an older key is still needed, or when NATS could not be checked. Reads DATABASE_URL, SUBJECTLINE_KEYS
and NATS_URL (of the user provisioner) from the environment or .env, else what a running npm start keeps in
SUBJECTLINE_DATA_DIR.
`;

export type KeysVerb = 'status' | 'reseal' | 'help';

export function readKeysCommand(words: readonly string[]): KeysVerb {
  const [verb = '--help', ...rest] = words;
  if (verb === '--help' && rest.length === 0) return 'help';
  if ((verb === 'status' || verb === 'reseal') && rest.length === 0) return verb;
  throw new WrongSettings(`There is no such command: ${words.join(' ')}\n\n${usage}`);
}

export interface KeysPlace {
  readonly database: Database;
  readonly keys: KeyRing;
  /** Null where no broker is known. */
  readonly bus: Bus | null;
}

/** @returns whether it is known that the first key is all that is needed */
export async function runKeysCommand(
  verb: 'status' | 'reseal',
  place: KeysPlace,
  say: (line: string) => void,
): Promise<boolean> {
  const { database, keys, bus } = place;
  if (verb === 'reseal') {
    if (!bus) await resealAll(place, say);
    else {
      const { isRecorded } = await audited(bus, { name: 'keys reseal' }, () => resealAll(place, say));
      if (!isRecorded) say(notRecorded);
    }
  }
  const isDoneInTables = await sayStatus(database, keys, say);
  return (await saySealedInNats(bus, keys, say)) && isDoneInTables;
}

async function resealAll({ database, keys, bus }: KeysPlace, say: (line: string) => void): Promise<void> {
  for await (const { place, done, closed } of reseal(database, keys)) {
    say(`${place}: ${done} sealed with ${keys.ids[0]}${closed > 0 ? `, ${closed} cannot be opened` : ''}`);
  }
  if (bus) say(await publishResealed(bus));
}

async function saySealedInNats(
  bus: Bus | null,
  keys: KeyRing,
  say: (line: string) => void,
): Promise<boolean> {
  if (!bus) {
    say(
      'NATS: not checked, so do not remove a key yet: tasks, dead letters and settings there may need it. ' +
        'Set NATS_URL and run this again',
    );
    return false;
  }
  const lines = await sealedInNats(bus, keys.ids[0]);
  for (const line of lines) say(line);
  return lines.length === 0;
}

async function sayStatus(database: Database, keys: KeyRing, say: (line: string) => void): Promise<boolean> {
  const [first, ...older] = keys.ids;
  const uses = await keyUse(database);
  for (const { place, keyId, rows } of uses) say(`${place}: ${rows} rows with ${keyId}`);
  const waiting = await waitingMessages(database, keys);
  for (const [service, rows] of waiting) say(`${service}: ${rows} messages that wait to be published`);
  const rowsOf = (id: string): number =>
    uses.filter(({ keyId }) => keyId === id).reduce((sum, { rows }) => sum + rows, 0);
  const ids = new Set([...older, ...uses.map(({ keyId }) => keyId)]);
  ids.delete(first);
  for (const id of ids) {
    const missing = keys.ids.includes(id) ? '' : ', and it is not in SUBJECTLINE_KEYS';
    say(`key ${id}: ${rowsOf(id)} rows still need it${missing}`);
  }
  say(`key ${first}: ${rowsOf(first)} rows; it seals what is new`);
  return waiting.length === 0 && [...ids].every((id) => rowsOf(id) === 0);
}
