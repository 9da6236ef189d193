import { existsSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * The specs that take longest, mostly because they start processes or wait for time to pass. Vitest itself knows only
 * how long a file took in an earlier run, which a fresh clone has not had.
 */
const longest = [
  'apps/standalone-e2e/src/console/console.spec.ts',
  'tools/src/start/journey.spec.ts',
  'tools/src/drill/drill.spec.ts',
  'apps/dispatch/src/sending/slow-vendor.spec.ts',
  'apps/dispatch/src/sending/under-way.spec.ts',
  'apps/dispatch/src/sending/crash.spec.ts',
  'apps/standalone-e2e/src/input/bombs.spec.ts',
  'apps/dispatch/src/recovery/circuit.spec.ts',
  'tools/src/demo/demo.spec.ts',
  'apps/standalone-e2e/src/browser/below-path.spec.ts',
  'apps/standalone-e2e/src/crash/crash.spec.ts',
  'apps/standalone-e2e/src/crash/full-stores.spec.ts',
  'tools/src/start/keep-running.spec.ts',
  'tools/src/keys/keys.spec.ts',
  'libs/bus/src/messages/bus.spec.ts',
  'libs/embedded/src/postgres/postgres.spec.ts',
  'libs/embedded/src/folder/folder.spec.ts',
  'libs/storage/src/store-watch/lost-stores.spec.ts',
  'tools/src/dead-letters/dead-letters.spec.ts',
].map((path) => new URL(`../${path}`, import.meta.url).pathname);

const moved = longest.find((path) => !existsSync(path));
if (moved) throw new Error(`tools/long-first.mts names ${moved}, which does not exist`);

/** Begins with the specs that take longest, so that none of them runs alone at the end. */
export class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ moduleId }: TestSpecification): number => {
      const index = longest.indexOf(moduleId);
      return index === -1 ? longest.length : index;
    };
    // oxlint-disable-next-line unicorn/no-array-sort -- a method of Vitest's sequencer
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => place(one) - place(other));
  }
}
