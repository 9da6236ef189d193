import { readTables } from '@subjectline/testing';
import { findCanaries } from './canaries.suite';
import type { House } from './house.suite';
import { linksIn } from './link.suite';

/* For specs: what must stand nowhere in a house that has done its work. */

/** The tokens of every link that was sent. */
export function addLinks(canaries: Map<string, string>, house: House): void {
  for (const { html = '' } of house.emulator.messages()) {
    for (const link of linksIn(html, house)) {
      canaries.set(`link ${canaries.size}`, new URL(link).searchParams.get('token') ?? '');
    }
  }
}

/** Where any of them stands: in the log, or in a table. */
export async function foundInHouse(canaries: ReadonlyMap<string, string>, { ground }: House) {
  const tables = await readTables(ground.databaseUrl);
  const rows = [...tables].map(([name, lines]) => [name, lines.join('\n')] as const);
  return findCanaries(canaries, [['the log', ground.log.text], ...rows]);
}
