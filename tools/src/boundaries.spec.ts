import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { violationsIn } from './boundaries-check';
import { importsOf } from './boundaries-imports';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'subjectline-boundaries-'));
  await write('package.json', JSON.stringify({ name: 'subjectline', devDependencies: { vitest: '1.0.0' } }));
  await declare('libs/contracts', []);
  await declare('libs/bus', ['@subjectline/contracts', 'nats']);
  await declare('libs/testing', ['pg']);
  await declare('apps/identity', ['@subjectline/bus']);
  await declare('apps/requests', []);
  await declare('tools', []);
  await write('libs/bus/src/index.ts', `import { check } from '@subjectline/contracts';\nimport 'nats';`);
  await write('apps/identity/src/app.ts', `import { serve } from '@subjectline/bus';`);
});

afterEach(() => rm(root, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

function declare(folder: string, names: readonly string[]): Promise<void> {
  const dependencies = Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const name = `@subjectline/${folder.split('/').at(-1) ?? ''}`;
  return write(`${folder}/package.json`, JSON.stringify({ name, dependencies }));
}

describe('the boundary check', () => {
  test('finds nothing wrong in this repository', () => {
    expect(violationsIn(join(__dirname, '..', '..'))).toEqual([]);
  });

  test('finds nothing wrong where nothing is', () => {
    expect(violationsIn(root)).toEqual([]);
  });

  test.each([
    ['a lib that imports one above it', 'libs/contracts/src/a.ts', '@subjectline/bus', 'may not import bus'],
    [
      'an app that imports another',
      'apps/identity/src/a.ts',
      '@subjectline/requests',
      'may not import requests',
    ],
    [
      'an app that brings up servers',
      'apps/identity/src/a.ts',
      '@subjectline/embedded',
      'may not import embedded',
    ],
    ['a tool that imports a service', 'tools/src/a.ts', '@subjectline/identity', 'may not import identity'],
    [
      'testing in what is not a spec',
      'apps/identity/src/a.ts',
      '@subjectline/testing',
      'testing is for *.spec.ts',
    ],
    [
      'the emulator in a service',
      'apps/identity/src/a.ts',
      '@subjectline/testing/emulator',
      'testing is for',
    ],
    [
      'a package of ours that is not there',
      'apps/identity/src/a.ts',
      '@subjectline/shared',
      'no such package',
    ],
    [
      'another package behind its front door',
      'apps/identity/src/a.ts',
      '@subjectline/bus/dist/bus',
      'front door',
    ],
    [
      'a path out of the package',
      'apps/identity/src/a.ts',
      '../../requests/src/app',
      'may not leave its package',
    ],
    ['a package that is not declared', 'apps/identity/src/a.ts', 'pg', 'does not declare it'],
    [
      'one of ours that is not declared',
      'apps/identity/src/a.ts',
      '@subjectline/storage',
      'does not declare it',
    ],
    ['a tool of development in a service', 'apps/identity/src/a.ts', 'vitest', 'does not declare it'],
  ])('refuses %s', async (_what, path, specifier, why) => {
    await write(path, `// first\nimport { x } from '${specifier}';`);
    const found = violationsIn(root);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(`${path}:2 imports ${specifier}`);
    expect(found[0]).toContain(why);
  });

  test.each([
    ['store', 'service'],
    ['store', 'handler'],
    ['service', 'handler'],
    ['service', 'controller'],
  ])('refuses a %s that knows a %s', async (role, other) => {
    await write(`apps/identity/src/code.${role}.ts`, `import { x } from './code.${other}';`);
    await write(`apps/identity/src/code.${other}.ts`, `import './code';`);
    await write('apps/identity/src/code.ts', '');
    expect(violationsIn(root)).toEqual([
      `apps/identity/src/code.${role}.ts:1 imports ./code.${other}: a ${role} file may not know a ${other}`,
    ]);
  });

  test('refuses a pure file that knows a service, and lets app.ts know them all', async () => {
    await write('apps/identity/src/code.service.ts', '');
    await write('apps/identity/src/code.ts', `import { x } from './code.service';`);
    await write('apps/identity/src/app.ts', `import '@subjectline/bus';\nimport './code.service';`);
    expect(violationsIn(root)).toEqual([
      'apps/identity/src/code.ts:1 imports ./code.service: a pure file may not know a service',
    ]);
  });

  test('refuses a circle of files, and lets types go round', async () => {
    await write('libs/contracts/src/a.ts', `import { b } from './b';\nimport type { C } from './c';`);
    await write('libs/contracts/src/b.ts', `export { a } from './a.js';`);
    await write('libs/contracts/src/c.ts', `import { a } from './a';`);
    expect(violationsIn(root)).toEqual([
      'files import each other in a circle: libs/contracts/src/a.ts → libs/contracts/src/b.ts → libs/contracts/src/a.ts',
    ]);
  });

  test('refuses a declared package of ours that nobody uses', async () => {
    await declare('apps/requests', ['@subjectline/storage']);
    expect(violationsIn(root)).toEqual([
      '@subjectline/requests declares @subjectline/storage and does not use it',
    ]);
  });

  test('refuses a package that has no row in its table', async () => {
    await declare('libs/shared', []);
    expect(violationsIn(root)[0]).toContain('libs/shared has no row');
  });

  test('lets a spec use what specs stand on', async () => {
    const lines = ['vitest', '@subjectline/testing', 'pg'].map((name) => `import '${name}';`);
    await write('apps/requests/src/request.spec.ts', lines.join('\n'));
    await write('apps/requests/src/played.suite.ts', lines.join('\n'));
    expect(violationsIn(root)).toEqual([]);
  });
});

describe('reading imports', () => {
  const placesIn = (source: string) => importsOf(source).map(({ from }) => from);

  test.each([
    [`import a, { b } from 'x'`],
    [`import * as a from "x"`],
    [`import {\n  a,\n  type B,\n} from 'x'`],
    [`import 'x'`],
    [`import type { A } from 'x'`],
    [`export { a } from 'x'`],
    [`export * from 'x'`],
    [`const a = await import('x')`],
    [`const a = require('x')`],
    [`import a = require('x')`],
    [`type A = typeof import('x')`],
    [`const quote = /['"\`]/; import('x')`],
    ["const text = `it's`; import('x')"],
  ])('sees %s', (source) => {
    expect(placesIn(source)).toEqual(['x']);
  });

  test.each([
    [`// import 'x'`],
    [`/* import 'x' */`],
    [`const text = "import 'x'"`],
    ["const text = `import 'x'`"],
    [`export const from = 'x'`],
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
    expect(importsOf(source)).toMatchObject([{ isTypeOnly }]);
  });
});
