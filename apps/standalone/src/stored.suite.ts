import { eventually, readTables } from '@subjectline/testing';
import type { House } from './house.suite';

/* For specs that hold that nothing was written. */

/** What the services write on their own, whether they are asked for anything or not. */
const heartbeatTables: readonly string[] = ['store_mark', 'health_probe'];
const heartbeatBuckets = /^KV_marks-/;

/** Everything that tables and streams hold, as one text to compare, once nothing is on its way any more. */
export async function whatIsStored(house: House): Promise<string> {
  const look = async (): Promise<string> => {
    const tables = await readTables(house.ground.databaseUrl);
    const asked = [...tables].filter(([name]) => !heartbeatTables.includes(name.split('.')[1] ?? ''));
    const rows = asked.map(([name, contents]) => [name, contents.toSorted()] as const);
    const sorted = rows.toSorted(([a], [b]) => a.localeCompare(b));
    return JSON.stringify([sorted, await lastSequences(house)], null, 1);
  };
  let last = await look();
  return eventually('nothing moves', async () => {
    const now = await look();
    const isStill = now === last;
    last = now;
    return isStill && now;
  });
}

/** How many messages were ever put on each stream. */
async function lastSequences({ ground }: House): Promise<Record<string, number>> {
  const manager = await ground.bus.connection.jetstreamManager();
  const streams = await manager.streams.list().next();
  const asked = streams.filter(({ config }) => !heartbeatBuckets.test(config.name));
  return Object.fromEntries(asked.map(({ config, state }) => [config.name, state.last_seq]));
}
