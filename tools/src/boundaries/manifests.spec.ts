import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { importsOf } from './imports';
import { violationsIn } from './manifests';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'subjectline-manifests-'));
  await write('package.json', JSON.stringify({ name: 'subjectline', devDependencies: { vitest: '1.0.0' } }));
  await declare('libs/bus', ['nats']);
  await declare('libs/testing', ['pg']);
  await declare('apps/identity', ['@subjectline/bus']);
  await declare('apps/requests', []);
  await declare('tools', []);
  await write('libs/bus/src/index.ts', `import 'nats';`);
  await write('libs/testing/src/index.ts', `import 'pg';`);
  await write('apps/identity/src/app.ts', `import { serve } from '@subjectline/bus';`);
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

function declare(folder: string, names: readonly string[], more: object = {}): Promise<void> {
  const dependencies = Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const name = `@subjectline/${folder.split('/').at(-1) ?? ''}`;
  return write(`${folder}/package.json`, JSON.stringify({ name, dependencies, ...more }));
}

describe('the check of manifests', () => {
  test('finds nothing wrong in this repository', () => {
    expect(violationsIn(join(__dirname, '..', '..', '..'))).toEqual([]);
  });

  test('finds nothing wrong where nothing is', () => {
    expect(violationsIn(root)).toEqual([]);
  });

  test.each([
    ['a package that is not declared', 'pg'],
    ['one of ours that is not declared', '@subjectline/storage'],
    ['a tool of development in a service', 'vitest'],
    ['an undeclared package behind its front door', '@subjectline/storage/dist/database'],
  ])('refuses %s', async (_what, specifier) => {
    await write('apps/identity/src/a.ts', `// first\nimport { x } from '${specifier}';`);
    expect(violationsIn(root)).toEqual([
      `apps/identity/src/a.ts:2 imports ${specifier}, which @subjectline/identity does not declare`,
    ]);
  });

  test.each([['@subjectline/storage'], ['pg'], ['@types/pg']])(
    'refuses %s, declared and not used',
    async (name) => {
      await declare('apps/requests', [name]);
      expect(violationsIn(root)).toEqual([`@subjectline/requests declares ${name} and does not use it`]);
    },
  );

  test('takes a package for used that a used one asks for beside itself', async () => {
    await declare('apps/requests', ['pg', 'pg-native']);
    await write('apps/requests/src/app.ts', `import 'pg';`);
    await write('node_modules/pg/package.json', JSON.stringify({ peerDependencies: { 'pg-native': '>=3' } }));
    expect(violationsIn(root)).toEqual([]);
  });

  test('lets a spec use what specs stand on', async () => {
    const lines = ['vitest', '@subjectline/testing', 'pg'].map((name) => `import '${name}';`);
    for (const kind of ['spec', 'suite', 'fixture']) {
      await write(`apps/requests/src/request.${kind}.ts`, lines.join('\n'));
    }
    expect(violationsIn(root)).toEqual([]);
  });

  test('lets code take types from what is there for development only', async () => {
    const devDependencies = { '@types/pg': '1.0.0', '@subjectline/bus': '1.0.0' };
    await declare('apps/requests', [], { devDependencies });
    const lines = [`import type { Pool } from 'pg';`, `import type { Bus } from '@subjectline/bus';`];
    await write('apps/requests/src/app.ts', lines.join('\n'));
    expect(violationsIn(root)).toEqual([]);
  });
});

describe('reading imports', () => {
  const placesIn = (source: string) => importsOf('a.ts', source).map(({ from }) => from);

  test.each([
    [`import a, { b } from 'x'`],
    [`import {\n  a,\n  type B,\n} from 'x'`],
    [`import 'x'`],
    [`import type { A } from 'x'`],
    [`export { a } from 'x'`],
    [`export * from 'x'`],
    [`const a = await import('x')`],
    [`const a = require('x')`],
    [`const a = require.resolve('x')`],
    [`import a = require('x')`],
    [`type A = typeof import('x')`],
  ])('sees %s', (source) => {
    expect(placesIn(source)).toEqual(['x']);
  });

  test.each([
    [`// import 'x'`],
    [`const text = "import 'x'"`],
    [`loader.require('x')`],
    [`import.meta.resolve('x')`],
  ])('sees none in %s', (source) => {
    expect(placesIn(source)).toEqual([]);
  });

  test.each([
    [`import type A from 'x'`, true],
    [`import { type A, type B } from 'x'`, true],
    [`export type { A } from 'x'`, true],
    [`import { type A, b } from 'x'`, false],
    [`import type from 'x'`, false],
  ])('knows whether %s is gone when it is compiled', (source, isTypeOnly) => {
    expect(importsOf('a.ts', source)).toMatchObject([{ isTypeOnly }]);
  });
});
