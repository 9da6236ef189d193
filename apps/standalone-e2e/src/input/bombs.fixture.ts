/* For specs: bodies that are made to keep a parser, a transformer or a rule busy, up to the limit of a body. */

export interface Bomb {
  readonly name: string;
  readonly body: Buffer;
}

export const bodyLimit = 1_048_576;
const room = bodyLimit - 1_024;

/** As many parts as fit, with commas between. */
function filled(part: (index: number) => string, most = Number.POSITIVE_INFINITY, size = room): string {
  const parts: string[] = [];
  let length = 0;
  for (let index = 0; index < most; index++) {
    const next = part(index);
    length += next.length + 1;
    if (length > size) break;
    parts.push(next);
  }
  return parts.join(',');
}

const keys = (most?: number) => `{${filled((index) => `"k${index}":1`, most)}}`;
const nested = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);

/** Sent to every route: some are far beyond what a body may hold, some just within it. */
const general: Readonly<Record<string, string>> = {
  'numbered keys': `{${filled((index) => `"${index}":1`)}}`,
  'numbered keys in a list': `[{${filled((index) => `"${index}":1`)}}]`,
  'one key again and again': `{${filled(() => '"a":1')}}`,
  'keys of every object': `{${filled(() => '"__proto__":{},"constructor":{}', 400)}}`,
  'a long key': `{"${'k'.repeat(room)}":1}`,
  'long keys': `{${filled((index) => `"${'k'.repeat(1_500)}${index}":1`, 499)}}`,
  'deep lists': nested('[', ']', room / 2),
  'deep objects': `${'{"a":'.repeat(room / 7)}1${'}'.repeat(room / 7)}`,
  'deep objects, left open': '{"a":'.repeat(room / 5),
  'many numbers': `[${filled(() => '1')}]`,
  'many objects': `[${filled(() => '{}')}]`,
  'many lists': `[${filled(() => '[]')}]`,
  'a long text': `"${'x'.repeat(room)}"`,
  'a long text of escapes': `{"a":"${String.raw`\u0041`.repeat(room / 6 - 2)}"}`,
  'a long number': '7'.repeat(room),
  'a long number in a list': `[0.${'7'.repeat(room - 8)}]`,
  'numbers that are too large': `[${filled(() => '1e400')}]`,
  'long numbers': `[${filled(() => '7'.repeat(1_000))}]`,
  'as many keys as may be': keys(500),
  'as many objects as may be': `[${filled(() => '{}', 5_000)}]`,
  'as many values as may be': `[${filled(() => keys(490), 160)}]`,
  'as many values as may be, in lists': `[${filled(() => `[${filled(() => '1', 15)}]`, 4_990)}]`,
  'as many texts as may be': `[${filled(() => '"x"', 5_000)}]`,
  'as deep as may be, often': `[${filled(() => nested('[', ']', 30), 600)}]`,
  'as deep as may be, at many keys': `{${filled((index) => `"k${index}":${nested('[', ']', 30)}`, 500)}}`,
  'as many wrong identifiers as may be': `[${filled(
    () => `{"policy_key":"p","identity":{${filled((index) => `"k${index}":{"a":1}`, 50)}}}`,
    50,
  )}]`,
};

export const generalBombs: readonly Bomb[] = Object.entries(general).map(([name, text]) => ({
  name,
  body: Buffer.from(text),
}));

/** What is put in the place of each value of a body that a route takes. */
const replacements: Readonly<Record<string, (old: string) => string>> = {
  'a long text': () => `"${'x'.repeat(room / 2)}"`,
  'a long text of blanks': () => `"${' '.repeat(room / 2)}x"`,
  'a long text like an address': () => `"${'a@'.repeat(room / 4)}.com"`,
  'a long text of tags': () => `"${'<a {{#if a}}'.repeat(room / 24)}"`,
  'a long text of digits': () => `"+${'1'.repeat(room / 2)}"`,
  'a text of marks that are not counted': () => `"${'\ufe0f'.repeat(room / 4)}"`,
  'its own value again and again': (old) => `[${filled(() => old, 4_000, room / 2)}]`,
  'many objects': () => `[${filled(() => '{}', 5_000)}]`,
  'fifty wrong objects': () => `[${filled(() => '{"a":1}', 50)}]`,
  'five hundred wrong objects': () => `[${filled(() => '{"a":1}', 500)}]`,
  'many lists of objects': () => `[${filled(() => '[{}]', 5_000)}]`,
  'many keys': () => keys(500),
  'many keys with objects': () => `{${filled((index) => `"k${index}":{"a":1,"b":2}`, 500)}}`,
  'a number that is too large': () => '1e400',
};

const mark = 'the value that is replaced';

/**
 * Bodies that routes take, with each of their values in turn replaced by what is slow to read. What has one name is read
 * by like rules on most routes: its first place gets every replacement, each later one a quarter of them, by turns.
 */
export class Replacements {
  private readonly places = new Map<string, number>();

  in(sample: unknown): Bomb[] {
    return placesOf(sample).flatMap((place) => {
      const [before = '', after = ''] = JSON.stringify(replaced(sample, place)).split(JSON.stringify(mark));
      const old = place.reduce<unknown>((value, name) => Reflect.get(value as object, name), sample);
      return this.nextFor(nameOf(place, old)).map(([name, replace]) => ({
        name: `${name} at ${place.join('.')}`,
        body: Buffer.from(before + replace(JSON.stringify(old)) + after),
      }));
    });
  }

  private nextFor(name: string): [string, (old: string) => string][] {
    const earlier = this.places.get(name) ?? 0;
    this.places.set(name, earlier + 1);
    return Object.entries(replacements).filter((_one, index) => earlier === 0 || (index + earlier) % 4 === 0);
  }
}

/** The last name on the way to a value, and what kind of value it is. */
function nameOf(place: readonly string[], value: unknown): string {
  const name = place.findLast((part) => !/^\d+$/.test(part)) ?? '';
  return `${name}: ${Array.isArray(value) ? 'list' : typeof value}`;
}

function placesOf(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  const own = path.length > 0 ? [path] : [];
  if (typeof value !== 'object' || value === null) return own;
  return [...own, ...Object.entries(value).flatMap(([name, inner]) => placesOf(inner, [...path, name]))];
}

function replaced(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return mark;
  const inner = replaced(Reflect.get(value as object, name), rest);
  return Array.isArray(value) ? value.with(Number(name), inner) : { ...(value as object), [name]: inner };
}
