import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

interface Chunk {
  readonly file: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
}

const dist = join(__dirname, '..', 'dist');

function manifest(): Record<string, Chunk> {
  return JSON.parse(readFileSync(join(dist, '.vite', 'manifest.json'), 'utf8')) as Record<string, Chunk>;
}

/** As it is sent. */
const sizeOf = ({ file }: Chunk): number => statSync(join(dist, `${file}.gz`)).size;

/** A chunk and those that are loaded with it. */
function withImports(
  chunks: Record<string, Chunk>,
  name: string,
  found = new Map<string, Chunk>(),
): typeof found {
  const chunk = chunks[name];
  if (!chunk || found.has(name)) return found;
  found.set(name, chunk);
  for (const imported of chunk.imports ?? []) withImports(chunks, imported, found);
  return found;
}

it('loads at most 250 KB of script, gzipped, for the first page', () => {
  const chunks = manifest();
  const first = withImports(chunks, 'index.html');
  withImports(chunks, 'src/features/home/home-page.tsx', first);
  expect(first.size).toBeGreaterThan(2);
  const total = [...first.values()].reduce((sum, chunk) => sum + sizeOf(chunk), 0);
  expect(total).toBeLessThan(250_000);
});

it('has no script above 150 KB, gzipped', () => {
  const tooLarge = Object.values(manifest()).filter(
    (chunk) => chunk.file.endsWith('.js') && sizeOf(chunk) > 150_000,
  );
  expect(tooLarge).toEqual([]);
});
