import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { importsOf, type Import } from './boundaries-imports';

export interface SourceFile {
  readonly path: string;
  readonly isSpec: boolean;
  readonly imports: readonly Import[];
}

export interface Package {
  /** Without `@subjectline/`. */
  readonly name: string;
  readonly folder: string;
  readonly manifest: Manifest;
  readonly files: readonly SourceFile[];
}

export interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, unknown>>;
}

const passedOver = ['node_modules', 'dist'];

export function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
}

/** The packages of the workspace with everything that their files import. */
export function readPackages(root: string): Package[] {
  const folders = ['apps', 'libs'].flatMap((name) =>
    readdirSync(join(root, name)).map((child) => join(root, name, child)),
  );
  return [...folders, join(root, 'tools')]
    .filter((folder) => isFile(join(folder, 'package.json')))
    .map((folder) => {
      const name = basename(folder);
      return { name, folder, manifest: readManifest(folder), files: sourcesIn(folder) };
    });
}

function sourcesIn(folder: string): SourceFile[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return passedOver.includes(entry.name) ? [] : sourcesIn(path);
    if (!/\.(ts|tsx|mts|cts)$/.test(entry.name)) return [];
    const isSpec = /\.(spec|suite)\.[cm]?tsx?$/.test(entry.name);
    return [{ path, isSpec, imports: importsOf(readFileSync(path, 'utf8')) }];
  });
}

/** The file that a relative import means, or null when there is none. */
export function resolveRelative(fromFolder: string, specifier: string): string | null {
  const path = join(fromFolder, specifier);
  const bare = path.replace(/\.([cm]?)js$/, '');
  const candidates = [path, `${path}.ts`, `${bare}.ts`, `${bare}.mts`, join(path, 'index.ts')];
  return candidates.find(isFile) ?? null;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

export function isInside(folder: string, path: string): boolean {
  return !relative(folder, path).startsWith('..');
}
