// Builds the console with Vite, unless nothing it is made of has changed since the last time.

import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const root = import.meta.dirname;
const stamp = join(root, 'dist', '.source-hash');
const inputs = [
  ...['src', 'public', 'index.html', 'package.json', 'vite.config.mts', 'build.mjs'],
  '../../package-lock.json',
];

function filesIn(path) {
  const whole = join(root, path);
  if (!existsSync(whole)) return [];
  if (/\.\w+$/.test(path)) return [path];
  return readdirSync(whole, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(root.length + 1));
}

function sourceHash() {
  const hash = createHash('sha256');
  for (const path of inputs.flatMap(filesIn).toSorted((a, b) => (a < b ? -1 : 1))) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Beside each file, as the gateway sends it to browsers that take it so. */
function compress(folder) {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(js|css|svg)$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    const content = readFileSync(path);
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
    writeFileSync(`${path}.br`, brotliCompressSync(content));
  }
}

const current = sourceHash();
if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== current) {
  const { build } = await import('vite');
  await build({ root, logLevel: 'warn' });
  compress(join(root, 'dist'));
  writeFileSync(stamp, current);
}
