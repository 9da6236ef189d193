import { builtinModules } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { cyclesIn } from './boundaries-cycles';
import {
  isInside,
  readManifest,
  readPackages,
  resolveRelative,
  type Package,
  type SourceFile,
} from './boundaries-files';
import type { Import } from './boundaries-imports';
import { assemblies, packageRules, roleRules, scope, type PackageRule } from './boundaries-table';

/** Every import of the workspace that should not be, in sentences; none when all is well. */
export function violationsIn(root: string): string[] {
  const forDevelopment = developmentPackages(root);
  return readPackages(root).flatMap((one) => {
    const rule = packageRules[one.name];
    if (!rule) return [`${relative(root, one.folder)} has no row in the table of who may import whom`];
    const judge = new Judge(root, one, rule, forDevelopment);
    return [...judge.imports(), ...judge.unusedDeclarations(), ...cyclesIn(root, one)];
  });
}

/** What specs may use without saying so: the workspace's own tools, and what specs stand on everywhere. */
function developmentPackages(root: string): string[] {
  const { devDependencies } = readManifest(root);
  const { dependencies } = readManifest(join(root, 'libs', 'testing'));
  return Object.keys({ ...devDependencies, ...dependencies });
}

class Judge {
  constructor(
    private readonly root: string,
    private readonly one: Package,
    private readonly rule: PackageRule,
    private readonly forDevelopment: readonly string[],
  ) {}

  imports(): string[] {
    return this.one.files.flatMap((file) =>
      file.imports.flatMap((found) => {
        const why = found.from.startsWith('.') ? this.ofOurOwn(file, found) : this.ofAPackage(file, found);
        return why ? [`${relative(this.root, file.path)}:${found.line} imports ${found.from}: ${why}`] : [];
      }),
    );
  }

  /** A package of ours that is declared but that no code uses. */
  unusedDeclarations(): string[] {
    const used = new Set(this.one.files.flatMap(({ imports }) => imports.map(({ from }) => packageOf(from))));
    const { dependencies, devDependencies } = this.one.manifest;
    return Object.keys({ ...dependencies, ...devDependencies })
      .filter((name) => name.startsWith(scope) && !used.has(name))
      .map((name) => `${this.one.manifest.name} declares ${name} and does not use it`);
  }

  private ofOurOwn(file: SourceFile, { from, isTypeOnly }: Import): string | null {
    const folder = dirname(file.path);
    if (!isInside(this.one.folder, join(folder, from))) return 'a relative path may not leave its package';
    const target = resolveRelative(folder, from);
    if (!target || file.isSpec || isTypeOnly || !this.rule.hasRoles) return null;
    const [role, other] = [roleOf(file.path), roleOf(target)];
    const forbidden = role !== null && other !== null && roleRules[role]?.includes(other);
    return forbidden ? `a ${role} file may not know a ${other}` : null;
  }

  private ofAPackage(file: SourceFile, { from, isTypeOnly }: Import): string | null {
    if (isBuiltIn(from)) return null;
    if (from.startsWith(scope)) return this.ofOurs(file, from);
    const isFree = file.isSpec || this.rule.isForSpecs || isTypeOnly || !this.isCode(file);
    return this.isDeclared(packageOf(from), isFree) ? null : `${this.one.manifest.name} does not declare it`;
  }

  private ofOurs(file: SourceFile, from: string): string | null {
    const name = from.slice(scope.length);
    const may = file.isSpec ? [...this.rule.may, ...this.rule.specsMay] : this.rule.may;
    if (!may.includes(name)) return this.refusal(file, name);
    // a spec's own neighbours would close a circle in the manifests: testing stands on nearly all of them
    if (file.isSpec && this.rule.specsMay.includes(name)) return null;
    return this.isDeclared(packageOf(from), file.isSpec)
      ? null
      : `${this.one.manifest.name} does not declare it`;
  }

  private refusal(file: SourceFile, name: string): string {
    const [first = '', inner] = name.split('/');
    if (!(first in packageRules)) return 'there is no such package';
    if (inner !== undefined && name !== 'testing/emulator') return 'a package is entered by its front door';
    if (first === 'testing' && !file.isSpec) return 'testing is for *.spec.ts and *.suite.ts alone';
    return `${this.one.name} may not import ${name}`;
  }

  /** Code that runs in production stands in `src`; what is beside it is for development. */
  private isCode({ path }: SourceFile): boolean {
    return isInside(join(this.one.folder, 'src'), path);
  }

  private isDeclared(name: string, inDevelopment: boolean): boolean {
    const { dependencies = {}, devDependencies = {} } = this.one.manifest;
    const names = [name, `@types/${name.replace(/^@(.*)\//, '$1__')}`];
    if (names.some((one) => one in dependencies)) return true;
    if (!inDevelopment) return false;
    return names.some((one) => one in devDependencies || this.forDevelopment.includes(one));
  }
}

/** `@scope/name/inner` → `@scope/name`; `name/inner` → `name`. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}

function isBuiltIn(specifier: string): boolean {
  return specifier.startsWith('node:') || builtinModules.includes(specifier);
}

/** The word before `.ts`, `pure` when there is none, null for files that put others together or have a role of no rule. */
function roleOf(path: string): string | null {
  const [name = '', ...rest] = basename(path).split('.');
  if (assemblies.includes(name) && rest.length === 1) return null;
  const role = rest.length === 1 ? 'pure' : (rest.at(-2) ?? '');
  return role in roleRules ? role : null;
}
