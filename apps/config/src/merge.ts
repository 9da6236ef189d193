type Json = Record<string, unknown>;

/**
 * `document` with `changes` laid over it: objects are merged key by key, everything else is replaced, and a key that
 * is null is stored as null.
 */
export function deepMerge(document: Json, changes: Json): Json {
  const merged: Json = { ...document };
  for (const [key, value] of Object.entries(changes)) {
    const before = merged[key];
    merged[key] = isJson(before) && isJson(value) ? deepMerge(before, value) : value;
  }
  return merged;
}

/** The same without the keys that are null, at any depth. */
export function withoutNulls(document: Json): Json {
  const entries = Object.entries(document).filter(([, value]) => value !== null && value !== undefined);
  return Object.fromEntries(
    entries.map(([key, value]) => [key, isJson(value) ? withoutNulls(value) : value]),
  );
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
