import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(__dirname, '..', '..', '..');
const projects = ['libs/contracts', ...readdirSync(join(root, 'apps')).map((name) => `apps/${name}`)];
/** Of what specs use, a README says nothing. */
const unnamed = ['testing'];

function foldersOf(project: string): string[] {
  const source = join(root, project, 'src');
  if (!existsSync(source)) return [];
  return readdirSync(source, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !unnamed.includes(entry.name))
    .map(({ name }) => name);
}

test.each(
  projects.filter((project) => foldersOf(project).length > 0 && existsSync(join(root, project, 'README.md'))),
)('the README of %s names each of its folders', (project) => {
  const text = readFileSync(join(root, project, 'README.md'), 'utf8');
  expect(foldersOf(project).filter((name) => !new RegExp(`\`${name}/?\``).test(text))).toEqual([]);
});
