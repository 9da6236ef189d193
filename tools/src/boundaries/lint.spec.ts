import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const workspace = join(__dirname, '..', '..', '..');

/** A file, the lines it consists of, and what lint has to say of it: part of the message, or null for nothing. */
type Case = readonly [what: string, path: string, source: string, refusal: string | null];

const ofOurs = (name: string) => `import { x } from '@subjectline/${name}'; export { x };`;
const ofFile = (path: string) => `import { x } from '${path}'; export { x };`;
const mayImport = 'This package may import of ours';

const packages: Case[] = [
  ['a lib that imports one above it', 'libs/contracts/src/a1.ts', ofOurs('bus'), mayImport],
  ['a lib that imports one below it', 'libs/bus/src/a2.ts', ofOurs('contracts'), null],
  ['an app that imports another', 'apps/identity/src/a3.ts', ofOurs('requests'), mayImport],
  ['an app that imports a lib', 'apps/identity/src/in/a4.ts', ofOurs('storage'), null],
  ['standalone that imports an app', 'apps/standalone/src/a5.ts', ofOurs('requests'), null],
  ['an app that starts servers', 'apps/identity/src/a6.ts', ofOurs('embedded'), mayImport],
  ['a tool that imports a service', 'tools/src/a7.ts', ofOurs('identity'), mayImport],
  ['testing in what is not a spec', 'apps/identity/src/a8.ts', ofOurs('testing'), mayImport],
  ['testing in a spec', 'apps/identity/src/a8.spec.ts', ofOurs('testing'), null],
  ['testing in a suite', 'apps/identity/src/in/a8.suite.ts', ofOurs('testing'), null],
  ['testing in a fixture', 'apps/identity/src/in/a8.fixture.ts', ofOurs('testing'), null],
  ['the emulator in a service', 'apps/identity/src/a9.ts', ofOurs('testing/emulator'), mayImport],
  ['a package that does not exist', 'apps/identity/src/b1.ts', ofOurs('shared'), mayImport],
  ['a package without a row', 'libs/shared/src/b2.ts', ofOurs('contracts'), mayImport],
  ['another package by its back door', 'apps/identity/src/b3.ts', ofOurs('bus/dist/bus'), mayImport],
  ['a path out of the package', 'apps/identity/src/b4.ts', ofFile('../../requests/src/app'), 'may not leave'],
  ['a path from tools', 'tools/src/in/b5.ts', ofFile('../../../libs/bus/dist/bus'), 'may not leave'],
  ['a path out of a spec', 'apps/identity/src/b6.spec.ts', ofFile('../../requests/src/app'), 'may not leave'],
  ['another app, exported', 'apps/identity/src/b7.ts', `export * from '@subjectline/requests';`, mayImport],
  [
    'another app, for its types',
    'apps/identity/src/b8.ts',
    `export type * from '@subjectline/requests';`,
    mayImport,
  ],
  [
    'another app, later',
    'apps/identity/src/b9.ts',
    `export const x = import('@subjectline/requests');`,
    mayImport,
  ],
  ['a require() call', 'apps/identity/src/c1.ts', `export const x = require('@subjectline/bus');`, 'import'],
  [
    'an import = require()',
    'apps/identity/src/c2.ts',
    `import x = require('@subjectline/bus'); x();`,
    'import',
  ],
];

const roles: Case[] = [
  ...(['service', 'handler', 'controller'] as const).map((role): Case => [
    `a store that knows a ${role}`,
    `apps/identity/src/to-${role}.store.ts`,
    ofFile(`./x.${role}`),
    'may not know',
  ]),
  [
    'a service that knows a handler',
    'apps/identity/src/d1.service.ts',
    ofFile('../x/x.handler'),
    'may not know',
  ],
  [
    'a service that knows a controller',
    'apps/identity/src/d2.service.ts',
    ofFile('./x.controller'),
    'may not know',
  ],
  ['a service that knows a store', 'apps/identity/src/d3.service.ts', ofFile('./x.store'), null],
  ['a pure file that knows a service', 'apps/identity/src/d4.ts', ofFile('./x.service'), 'may not know'],
  [
    'a pure file in a folder that knows one',
    'apps/gateway/src/in/d5.ts',
    ofFile('./x.service.js'),
    'may not know',
  ],
  [
    'a pure file that knows a type of one',
    'apps/identity/src/d6.ts',
    `import type { X } from './x.service'; export const x: X = 1;`,
    null,
  ],
  ['a spec that knows a service', 'apps/identity/src/d7.spec.ts', ofFile('./x.service'), null],
  ['a module that knows a handler', 'apps/identity/src/in/d8.module.ts', ofFile('./x.handler'), null],
  ...(['app', 'main', 'env', 'controllers'] as const).map((name): Case => [
    `${name}.ts, which puts others together`,
    `apps/identity/src/${name}.ts`,
    ofFile('./x.handler'),
    null,
  ]),
  [
    'a store of another feature',
    'apps/identity/src/in/e1.service.ts',
    ofFile('../out/x.store'),
    'of another feature',
  ],
  [
    'the same from a handler',
    'apps/identity/src/in/e2.handler.ts',
    ofFile('../out/x.store'),
    'of another feature',
  ],
  [
    'a type of such a store',
    'apps/identity/src/in/e3.ts',
    `import type { X } from '../out/x.store'; export const x: X = 1;`,
    null,
  ],
  ['a store that features share', 'apps/identity/src/in/e4.service.ts', ofFile('../challenge/x.store'), null],
  ['a store of its own', 'apps/identity/src/in/e5.service.ts', ofFile('./x.store'), null],
  ['a store of another feature in a spec', 'apps/identity/src/in/e6.spec.ts', ofFile('../out/x.store'), null],
  ['a lib, which has no roles', 'libs/bus/src/d9.ts', ofFile('./x.service'), null],
];

const cycles: Case[] = [
  ['a cycle of files', 'libs/contracts/src/e1.ts', `import { b } from './e2'; export const a = b;`, 'cycle'],
  ['the other file of it', 'libs/contracts/src/e2.ts', `export { a as b } from './e1';`, 'cycle'],
  [
    'a cycle of types',
    'libs/contracts/src/e3.ts',
    `import type { B } from './e4'; export const a: B = 1;`,
    null,
  ],
  [
    'the other file of that',
    'libs/contracts/src/e4.ts',
    `export { a } from './e3'; export type B = number;`,
    null,
  ],
];

const cases = [...packages, ...roles, ...cycles];

interface Diagnostic {
  readonly filename: string;
  readonly message: string;
  readonly help?: string;
}

let found: Map<string, string>;
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'subjectline-lint-'));
  for (const [, path, source] of cases) await write(path, `${source}\n`);
  // the configuration itself, without the rules that need a built workspace
  const config = JSON.stringify(join(workspace, 'oxlint.config.mjs'));
  await write('oxlint.config.mjs', `import real from ${config}; export default { ...real, options: {} };`);
  found = await lint();
});

afterAll(() => rm(root, { recursive: true, force: true }));

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

/** What lint says of each file. */
async function lint(): Promise<Map<string, string>> {
  const oxlint = join(workspace, 'node_modules', '.bin', 'oxlint');
  const options = ['-c', 'oxlint.config.mjs', '--format', 'json', '.'];
  const failed = await promisify(execFile)(oxlint, options, { cwd: root }).catch(
    (error: { stdout: string }) => error,
  );
  const { diagnostics } = JSON.parse(failed.stdout) as { diagnostics: Diagnostic[] };
  const said = new Map<string, string>();
  for (const { filename, message, help } of diagnostics) {
    said.set(filename, `${said.get(filename) ?? ''}${message} ${help ?? ''}\n`);
  }
  return said;
}

describe('lint', () => {
  test.each(cases)('%s', (_what, path, _source, refusal) => {
    if (refusal === null) expect(found.get(path)).toBeUndefined();
    else expect(found.get(path)).toContain(refusal);
  });
});
