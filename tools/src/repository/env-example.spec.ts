import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { misspelledSettings, secretFileOf, secretSettings, settingNames } from '@subjectline/bus';
import { describe, expect, test } from 'vitest';
import { exampleSettings, variablesOf } from '../deploy/compose';
import { settingsTypes } from '@subjectline/standalone/settings';

const root = join(__dirname, '..', '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const types = Object.values(settingsTypes);

/** Every setting that the sources of `npm start` name. */
function namedByStart(): string[] {
  const files = ['tools/src/start', 'tools/src/local', 'libs/embedded/src'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => `${folder}/${name}`),
  );
  const sources = files.filter((path) => /(?<!\.spec)\.ts$/.test(path));
  return sources.flatMap((path) => read(path).match(/\bSUBJECTLINE_[A-Z0-9_]*[A-Z0-9]\b/g) ?? []);
}

const example = read('.env.example');
const settings = exampleSettings(example);

describe('setting names', () => {
  test('are so unlike that a service takes none of another for a misspelling of its own', () => {
    const names = [...new Set(types.flatMap((type) => settingNames(type)))];
    for (const type of types) {
      const others = Object.fromEntries(names.map((name) => [name, 'x']));
      expect(misspelledSettings(others, settingNames(type))).toEqual([]);
    }
  });
});

describe('.env.example', () => {
  test('names every setting that is read, and no other', () => {
    const known = [
      ...types.flatMap((type) => settingNames(type)),
      ...secretSettings.flatMap((name) => [name, secretFileOf(name)]),
      ...namedByStart(),
      ...variablesOf(read('docker-compose.yml')),
    ];
    expect([...settings.keys()].toSorted()).toEqual([...new Set(known)].toSorted());
  });

  test('says what holds when a setting is left out', () => {
    for (const type of types) {
      for (const [name, value] of Object.entries(new type())) {
        expect(`${name}=${settings.get(name)}`).toBe(`${name}=${String(value ?? '')}`);
      }
    }
  });

  test('says in one line above each what it is for, and sets none', () => {
    const lines = example.split('\n').filter(Boolean);
    expect(lines.filter((line) => !line.startsWith('#'))).toEqual([]);
    const bare = lines.filter((line, index) => {
      return /^#[A-Z0-9_]+=/.test(line) && !/^# [^-]/.test(lines[index - 1] ?? '');
    });
    expect(bare).toEqual([]);
  });
});

describe('docs/settings.md', () => {
  test('explains every setting of .env.example, and names no other', () => {
    const rows = read('docs/settings.md')
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    const named = rows.flatMap((row) => row.match(/`[A-Z][A-Z0-9]*_[A-Z0-9_]*[A-Z0-9]`/g) ?? []);
    const names = [...new Set(named.map((name) => name.slice(1, -1)))];
    expect(names.toSorted()).toEqual([...settings.keys()].toSorted());
  });
});
