/*
 * class-transformer takes what stands under the key `constructor` for the class of an object and falls over it, and
 * drops what is called like anything that every object has, such as `toString` or `__proto__`. Among the values that
 * callers keep with us these are names like any other: they go past it under another name, and get their own back
 * where nobody asks an object for its class any more.
 */

const names: ReadonlySet<string> = new Set(Object.getOwnPropertyNames(Object.prototype));
/** No name that a caller may choose begins with it. */
const mark = '\u0000';

/** The same value, or a copy of it in which the two names are hidden. */
export function hideNames(value: unknown): unknown {
  return hasNames(value) ? renamed(value, hidden) : value;
}

/** Gives plain objects their names back; what has a class of its own keeps them hidden, as what it does not know. */
export function showNames(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const name of Object.keys(value)) {
    const inner: unknown = Reflect.get(value, name);
    showNames(inner);
    if (shown(name) === name || Object.getPrototypeOf(value) !== Object.prototype) continue;
    Reflect.deleteProperty(value, name);
    define(value, shown(name), inner);
  }
}

/** The name that a caller knows. */
export function shown(name: string): string {
  return name.startsWith(mark) && names.has(name.slice(1)) ? name.slice(1) : name;
}

function hidden(name: string): string {
  return names.has(name) ? mark + name : name;
}

function hasNames(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.some(hasNames);
  return Object.keys(value).some((name) => names.has(name)) || Object.values(value).some(hasNames);
}

function renamed(value: unknown, rename: (name: string) => string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => renamed(item, rename));
  const copy = Object.create(Object.getPrototypeOf(value) as object) as object;
  for (const [name, inner] of Object.entries(value)) define(copy, rename(name), renamed(inner, rename));
  return copy;
}

/** As a property of its own, whatever it is called. */
function define(object: object, name: string, value: unknown): void {
  Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });
}
