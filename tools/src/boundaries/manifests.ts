import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { readManifest, scope, type Manifest } from '../repository/manifest';
import type { Import } from './imports';
import { readPackages, type Package, type SourceFile } from './packages';

/** What manifests lack and what they list in vain, in sentences. Which packages may be imported is a rule of lint. */
export function violationsIn(root: string): string[] {
  const forSpecs = forSpecsIn(root);
  return readPackages(root).flatMap((one) => [...undeclaredIn(one, forSpecs), ...unusedIn(root, one)]);
}

/** What specs may import without a line in their own manifest: the workspace's tools, and what `testing` stands on. */
function forSpecsIn(root: string): string[] {
  return [...declaredIn(readManifest(root)), ...declaredIn(readManifest(join(root, 'libs', 'testing')))];
}

function undeclaredIn({ folder, manifest, files }: Package, forSpecs: readonly string[]): string[] {
  return files.flatMap((file) =>
    file.imports
      .filter((found) => !isFree(found.from) && !isDeclared(manifest, file, found, forSpecs))
      .map(
        ({ from, line }) =>
          `${join(folder, file.path)}:${line} imports ${from}, which ${manifest.name} does not declare`,
      ),
  );
}

const isFree = (from: string): boolean =>
  from.startsWith('.') || from.startsWith('node:') || builtinModules.includes(from);

function isDeclared(
  manifest: Manifest,
  file: SourceFile,
  { from, isTypeOnly }: Import,
  forSpecs: readonly string[],
): boolean {
  const name = packageOf(from);
  const names = [name, `@types/${name.replace(/^@(.*)\//, '$1__')}`];
  if (names.some((one) => one in (manifest.dependencies ?? {}))) return true;
  const isSpec = /\.(spec|suite|fixture)\.ts$/.test(file.path);
  // declared, `testing` would close a circle: it stands on nearly all that it is used by
  if (name.startsWith(scope)) return isSpec || (isTypeOnly && name in (manifest.devDependencies ?? {}));
  if (!isSpec && !isTypeOnly && runsInProduction(manifest, file)) return false;
  return names.some((one) => one in (manifest.devDependencies ?? {}) || forSpecs.includes(one));
}

/** The console is bundled: what it imports needs no installation where it is served. */
const forDevelopment = ['testing', 'tools', 'console'].map((name) => `${scope}${name}`);

const runsInProduction = ({ name }: Manifest, { path }: SourceFile): boolean =>
  path.startsWith('src/') && !forDevelopment.includes(name);

function unusedIn(root: string, { folder, manifest, files }: Package): string[] {
  const imported = new Set(files.flatMap(({ imports }) => imports.map(({ from }) => packageOf(from))));
  const peers = peersOf([join(root, folder), root], manifest);
  return declaredIn(manifest)
    .filter((name) => {
      const plain = name.replace(/^@types\//, '').replace(/^(.*)__/, '@$1/');
      return !imported.has(plain) && !peers.includes(plain);
    })
    .map((name) => `${manifest.name} declares ${name} and does not use it`);
}

/** Packages that a declared one asks for beside itself. */
function peersOf(folders: readonly string[], manifest: Manifest): string[] {
  return declaredIn(manifest).flatMap((name) => {
    const places = folders.map((folder) => join(folder, 'node_modules', name));
    const installed = places.find((place) => existsSync(join(place, 'package.json')));
    return installed ? Object.keys(readManifest(installed).peerDependencies ?? {}) : [];
  });
}

const declaredIn = ({ dependencies, devDependencies }: Manifest): string[] =>
  Object.keys({ ...dependencies, ...devDependencies });

/** `@scope/name/inner` → `@scope/name`; `name/inner` → `name`. */
function packageOf(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
