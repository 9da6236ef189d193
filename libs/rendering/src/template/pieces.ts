/**
 * The language of wording: the part of Handlebars that can neither loop, nor call out, nor reach anything but the
 * parameters of its message. A template is a list of these three pieces and of nothing else.
 */
export type Piece = string | Value | Condition;

/**
 * `{{name}}` is plain, and `{{urlencode name}}` encoded. Where a value stands in an address, the place decides: at the
 * head of a link it is an address, behind that it is encoded.
 */
export interface Value {
  readonly type: 'value';
  readonly name: string;
  readonly form: 'plain' | 'urlencoded' | 'address';
}

/** `{{#if name}}…{{else}}…{{/if}}`, and `{{#unless}}` the other way round. Absent means empty or not given. */
export interface Condition {
  readonly type: 'condition';
  readonly name: string;
  readonly whenPresent: readonly Piece[];
  readonly whenAbsent: readonly Piece[];
}

export interface Reading {
  /** Of HTML: whether it can be read on a dark card too. */
  readonly suitsDark?: boolean;
  readonly pieces: readonly Piece[];
  /** Constructs outside the language; `pieces` may only be used if there are none. */
  readonly problems: readonly string[];
}

/** Every value of a template, also under conditions. */
export function valuesIn(pieces: readonly Piece[]): Value[] {
  return pieces.flatMap((piece) => {
    if (typeof piece === 'string') return [];
    if (piece.type === 'value') return [piece];
    return [...valuesIn(piece.whenPresent), ...valuesIn(piece.whenAbsent)];
  });
}

/** Every name that a template uses, in values and conditions. */
export function namesIn(pieces: readonly Piece[], names = new Set<string>()): Set<string> {
  for (const piece of pieces) {
    if (typeof piece === 'string') continue;
    names.add(piece.name);
    if (piece.type === 'value') continue;
    namesIn(piece.whenPresent, names);
    namesIn(piece.whenAbsent, names);
  }
  return names;
}

/** Whether `name` is shown, as itself, whatever is absent. `given` are the names that never are. */
export function alwaysShows(
  pieces: readonly Piece[],
  name: string,
  given: ReadonlySet<string> = new Set(),
): boolean {
  return pieces.some((piece) => {
    if (typeof piece === 'string') return false;
    // encoded it is a part of some other address
    if (piece.type === 'value') return piece.name === name && piece.form !== 'urlencoded';
    const present = alwaysShows(piece.whenPresent, name, given);
    return present && (given.has(piece.name) || alwaysShows(piece.whenAbsent, name, given));
  });
}

/** A template without its conditions: texts, and the names that stand between them. */
export interface FlatTemplate {
  /** One more than there are names. */
  readonly texts: string[];
  readonly names: string[];
}

/** @param absent the names without a value; all others have one */
export function flattenPieces(
  pieces: readonly Piece[],
  absent: readonly string[],
  flat: FlatTemplate = emptyFlat(),
): FlatTemplate {
  const { texts, names } = flat;
  for (const piece of pieces) {
    if (typeof piece === 'string') texts.push((texts.pop() ?? '') + piece);
    else if (piece.type === 'condition') {
      flattenPieces(absent.includes(piece.name) ? piece.whenAbsent : piece.whenPresent, absent, flat);
    } else {
      names.push(piece.name);
      texts.push('');
    }
  }
  return flat;
}

function emptyFlat(): FlatTemplate {
  return { texts: [''], names: [] };
}
