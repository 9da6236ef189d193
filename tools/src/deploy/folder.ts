import { cpSync, existsSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { readManifest, scope } from '../repository/manifest';

/** What of a package is of no use where it only runs. */
const leftBehind = ['node_modules', 'src', 'tsconfig.json', '.tsbuildinfo'];

/**
 * Copies what one service needs to be installed and run by itself: the workspace's manifest and lock, the service, and
 * those libs that it stands on, as `npm run build` has made them.
 */
export function layOut(root: string, service: string, target: string): void {
  if (!existsSync(join(root, 'apps', service))) throw new Error(`there is no service ${service}`);
  mkdirSync(target, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) cpSync(join(root, file), join(target, file));
  for (const folder of [`apps/${service}`, ...libsUnder(root, `apps/${service}`)]) {
    if (!existsSync(join(root, folder, 'dist'))) throw new Error(`${folder} is not built: npm run build`);
    const filter = (path: string): boolean => !leftBehind.includes(basename(path));
    cpSync(join(root, folder), join(target, folder), { recursive: true, filter });
  }
}

/** The console is an app, and files that the gateway serves. */
function folderOf(root: string, name: string): string {
  const folders = ['libs', 'apps'].map((group) => `${group}/${name.slice(scope.length)}`);
  return folders.find((folder) => existsSync(join(root, folder))) ?? `libs/${name.slice(scope.length)}`;
}

/** The libs that a package stands on, and those that they stand on. */
function libsUnder(root: string, folder: string, found = new Set<string>()): string[] {
  const names = Object.keys(readManifest(join(root, folder)).dependencies ?? {});
  for (const name of names.filter((one) => one.startsWith(scope))) {
    const lib = folderOf(root, name);
    if (found.has(lib)) continue;
    found.add(lib);
    libsUnder(root, lib, found);
  }
  return [...found];
}
