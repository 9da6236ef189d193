import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { columnsOf } from './retained-columns';
import { retentionKinds, type RetentionKind, type RetentionKindName } from './retention-kinds';

const root = join(__dirname, '..', '..', '..', '..');
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');
const rowsOf = (heading: string): string[][] => {
  const [, section = ''] = textOf('docs/retention.md').split(`\n## ${heading}\n`);
  const [table = ''] = section.split('\n## ');
  const rows = table.split('\n').filter((line) => line.startsWith('| `'));
  return rows.map((row) => row.split('|').slice(1, -1)).map((cells) => cells.map((cell) => cell.trim()));
};
const kinds = Object.entries(retentionKinds) as [RetentionKindName, RetentionKind][];
const code = (text: string | null): string => (text === null ? '' : `\`${text}\``);

it('every kind is in docs/retention.md, with its period, setting and job', () => {
  expect(rowsOf('What is kept how long')).toEqual(
    kinds.map(([name, { what, kept, setting, job }]) => [code(name), what, kept, code(setting), code(job)]),
  );
});

it('every column with something of a person is in docs/retention.md, by its kind', () => {
  expect(rowsOf('Where it is')).toEqual(
    kinds.map(([name]) => [code(name), columnsOf(name).map(code).join(', ')]),
  );
});

it('every setting and every job of a kind exists', () => {
  for (const [, { setting, job }] of kinds) {
    if (setting) expect(textOf('.env.example')).toContain(`#${setting}=`);
    if (job) expect(existsSync(join(root, job)), job).toBe(true);
  }
});
