import { existsSync, readdirSync } from 'node:fs';
import { defineConfig } from 'vitest/config';
import { LongFirst } from './tools/long-first.mts';
import { memoryFolder } from './tools/memory-folder.mts';

// what `os.tmpdir()` is, here and in every process that a spec starts
const temporaryFolder = process.env['TMPDIR'] ?? memoryFolder();
if (temporaryFolder) process.env['TMPDIR'] = temporaryFolder;

const libs = ['schema', 'contracts', 'bus', 'storage', 'rendering', 'providers', 'embedded', 'testing'];
const source = (path: string) => new URL(path, import.meta.url).pathname;
const services = readdirSync(source('apps')).filter((name) =>
  existsSync(source(`apps/${name}/src/app.module.ts`)),
);

const exactly = (name: string, path: string) => ({
  find: new RegExp(`^${name}$`),
  replacement: source(path),
});

export default defineConfig({
  // specs stand outside the projects' tsconfig.json, where decorators are switched on
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  resolve: {
    // specs run from source; those that start processes run what `npm run build` made
    alias: [
      ...libs.map((name) => exactly(`@subjectline/${name}`, `libs/${name}/src/index.ts`)),
      ...services.map((name) => exactly(`@subjectline/${name}`, `apps/${name}/src/app.ts`)),
      ...services.map((name) => exactly(`@subjectline/${name}/env`, `apps/${name}/src/env.ts`)),
      exactly('@subjectline/standalone', 'apps/standalone/src/app.ts'),
      exactly('@subjectline/standalone/settings', 'apps/standalone/src/settings.ts'),
      exactly('@subjectline/testing/emulator', 'libs/testing/src/emulator/emulator.ts'),
    ],
  },
  test: {
    include: ['{apps,libs,tools}/**/*.spec.ts'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: source('libs/testing/src/global-setup.ts'),
    // for a machine that has much else to do: a time-out is no assertion
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // more than there are processors on the smallest machine: a worker waits half of the time, for timers and processes
    maxWorkers: 4,
    sequence: { sequencer: LongFirst },
    // modules are loaded once per worker, not once per file: a third of the time. A spec restores what it changes in
    // process.env, and keeps no state in a module of ours.
    isolate: false,
    reporters: ['default', source('tools/closing-line.mts')],
  },
});
