import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { readManifest, type Manifest } from '../repository/manifest';
import { importsOf, type Import } from './imports';

export interface SourceFile {
  /** From the folder of its package on. */
  readonly path: string;
  readonly imports: readonly Import[];
}

export interface Package {
  readonly folder: string;
  readonly manifest: Manifest;
  readonly files: readonly SourceFile[];
}

/** The packages of the workspace with everything that their files import. */
export function readPackages(root: string): Package[] {
  const inner = ['apps', 'libs'].flatMap((folder) =>
    readdirSync(join(root, folder)).map((name) => join(folder, name)),
  );
  return [...inner, 'tools']
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .map((folder) => ({
      folder,
      manifest: readManifest(join(root, folder)),
      files: sourcesIn(join(root, folder)),
    }));
}

function sourcesIn(folder: string): SourceFile[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) => /\.[mc]?tsx?$/.test(path) && !/(^|\/)(node_modules|dist)\//.test(path.replaceAll(sep, '/')),
    )
    .map((path) => ({ path, imports: importsOf(path, readFileSync(join(folder, path), 'utf8')) }));
}
