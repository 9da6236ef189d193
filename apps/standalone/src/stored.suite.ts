import { eventually, readTables } from '@subjectline/testing';
import type { House } from './house.suite';

/* For specs that hold that nothing was written. */

/** Everything that tables and streams hold, as one text to compare, once nothing is on its way any more. */
export async function whatIsStored(house: House): Promise<string> {
  const look = async (): Promise<string> => {
    const tables = await readTables(house.ground.databaseUrl);
    const rows = [...tables].map(([name, contents]) => [name, contents.toSorted()] as const);
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
  return Object.fromEntries(streams.map(({ config, state }) => [config.name, state.last_seq]));
}
