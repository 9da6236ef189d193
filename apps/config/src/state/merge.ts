/**
 * `document` with `changes` laid over it: objects are merged key by key, everything else is replaced, and a key that
 * is null is stored as null.
 */
export function deepMerge(document: object, changes: object): object {
  const merged = new Map<string, unknown>(Object.entries(document));
  for (const [key, value] of Object.entries(changes) as [string, unknown][]) {
    const before = merged.get(key);
    merged.set(key, isObject(before) && isObject(value) ? deepMerge(before, value) : value);
  }
  return Object.fromEntries(merged);
}

/** The same without the keys that are null, at any depth. */
export function withoutNulls(document: object): object {
  const entries = Object.entries(document) as [string, unknown][];
  return Object.fromEntries(
    entries
      .filter(([, value]) => value !== null && value !== undefined)
      .map(([key, value]) => [key, isObject(value) ? withoutNulls(value) : value]),
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
