import { dirname, relative } from 'node:path';
import { resolveRelative, type Package } from './boundaries-files';

/** Files that import each other in a circle: which of them is loaded half-made depends on who comes first. */
export function cyclesIn(root: string, { files }: Package): string[] {
  const graph = new Map(
    files.map(({ path, imports }) => [
      path,
      imports
        .filter(({ from, isTypeOnly }) => from.startsWith('.') && !isTypeOnly)
        .map(({ from }) => resolveRelative(dirname(path), from))
        .filter((target) => target !== null),
    ]),
  );
  const settled = new Set<string>();
  const cycles: string[] = [];
  const visit = (path: string, above: readonly string[]): void => {
    const start = above.indexOf(path);
    if (start >= 0) {
      const circle = [...above.slice(start), path].map((file) => relative(root, file));
      cycles.push(`files import each other in a circle: ${circle.join(' → ')}`);
      return;
    }
    if (settled.has(path)) return;
    for (const target of graph.get(path) ?? []) visit(target, [...above, path]);
    settled.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return cycles;
}
