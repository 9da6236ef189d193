import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const program = join(__dirname, '..', '..', 'check-node.cjs');

/** What it says and ends with, under a Node.js that calls itself so. */
function runAs(version: string): Promise<[number | null, string]> {
  const script = `Object.defineProperty(process.versions, 'node', { value: '${version}' }); require('${program}')`;
  return new Promise((resolve) => {
    const child = execFile(process.execPath, ['-e', script], (_failure, _out, error) =>
      resolve([child.exitCode, error]),
    );
  });
}

test.each(['18.20.8', '20.18.3'])('Node.js %s gets one sentence', async (version) => {
  expect(await runAs(version)).toEqual([
    1,
    `Subjectline needs Node.js 20.19 or newer; this is ${version}.\n`,
  ]);
});

test.each(['20.19.0', '24.1.0'])('Node.js %s is let through', async (version) => {
  expect(await runAs(version)).toEqual([0, '']);
});

test('every command that runs what is built asks for the version first, or builds, which does', () => {
  const { scripts } = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  const unasked = Object.entries(scripts).filter(([name, command]) => {
    if (!/\bdist\//.test(command) || `pre${name}` in scripts || name === 'boundaries') return false;
    return !/^(node tools\/check-node\.cjs|npm run --silent build) && /.test(command);
  });
  expect(unasked).toEqual([]);
  for (const name of ['build', 'demo']) expect(scripts[name]).toMatch(/^node tools\/check-node\.cjs && /);
});
