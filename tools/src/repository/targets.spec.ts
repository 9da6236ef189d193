import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readManifest } from './manifest';

const root = join(__dirname, '..', '..', '..');
const folders = ['apps', 'libs'].flatMap((group) =>
  readdirSync(join(root, group)).map((name) => `${group}/${name}`),
);

/** Nothing in it is written by hand: the linter refuses to find nothing. */
const generated = new Set(['libs/api-client']);

describe('what Nx runs', () => {
  test.each([...folders, 'tools'])('in %s is there, and of that project alone', (folder) => {
    const up = folder.replaceAll(/[^/]+/g, '..');
    // the slash at the end: `apps/standalone` is the beginning of another name
    expect(readManifest(join(root, folder)).scripts).toMatchObject({
      ...(!generated.has(folder) && {
        lint: `oxlint -c ${up}/oxlint.config.mjs --type-aware --deny-warnings .`,
      }),
      test: `vitest run --passWithNoTests --root ${up} ${folder}/`,
    });
  });
});
