import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

/** An object of Kubernetes, as it is written down. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string };
}

export function readManifests(file: string): Manifest[] {
  return parseAllDocuments(readFileSync(file, 'utf8')).map((document) => {
    const [error] = document.errors;
    if (error) throw error;
    return document.toJS() as Manifest;
  });
}

/** By the name of their file. */
export function manifestsIn(folder: string): Map<string, Manifest[]> {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return new Map(files.map((name) => [name, readManifests(join(folder, name))]));
}

/**
 * A copy that remembers which of its fields were read: a validator reads every field that its schema knows, and none
 * that is misspelled.
 */
export function watched(
  value: unknown,
  path = '',
): { readonly value: unknown; readonly unread: () => string[] } {
  if (typeof value !== 'object' || value === null) return { value, unread: () => [] };
  const read = new Set<string>();
  const parts = Object.entries(value).map(([key, part]) => [key, watched(part, `${path}/${key}`)] as const);
  const copy = Object.fromEntries(parts.map(([key, part]) => [key, part.value]));
  const target: object = Array.isArray(value) ? parts.map(([, part]) => part.value) : copy;
  return {
    value: new Proxy(target, {
      get(object, key) {
        read.add(String(key));
        return Reflect.get(object, key) as unknown;
      },
    }),
    unread: () =>
      parts.flatMap(([key, part]) => (read.has(key) ? part.unread() : [`${path}/${key} is not known`])),
  };
}
