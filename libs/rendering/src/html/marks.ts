import type { Condition, Piece, Value } from '../template/pieces';

/** What stands behind a mark in a marked text: a value, or one of the three tags of a condition. */
export type Mark =
  | { readonly tag: 'value'; readonly value: Value }
  | { readonly tag: 'if' | 'else' | 'end'; readonly condition: Condition };

/**
 * A template as text, with a mark in the place of every value and tag. HTML is parsed and turned into text in this
 * form, because no parser of HTML takes a mark for anything but a word; then `unmark` makes it a template again.
 */
export interface Marked {
  readonly text: string;
  readonly marks: readonly Mark[];
}

export const markStart = '\ue000';
export const markEnd = '\ue001';
const markPattern = /\ue000(\d+)\ue001/;

/** @param sameIsOne gives identical values the same mark */
export function mark(pieces: readonly Piece[], { sameIsOne = false } = {}): Marked {
  const marks: Mark[] = [];
  const known = new Map<string, number>();
  const place = (entry: Mark) => {
    const look = sameIsOne && entry.tag === 'value' ? `${entry.value.form} ${entry.value.name}` : null;
    const index = known.get(look ?? '') ?? marks.push(entry) - 1;
    if (look !== null) known.set(look, index);
    return `${markStart}${index}${markEnd}`;
  };
  const textOf = (some: readonly Piece[]): string =>
    some
      .map((piece) => {
        if (typeof piece === 'string') return piece;
        if (piece.type === 'value') return place({ tag: 'value', value: piece });
        const [start, present] = [place({ tag: 'if', condition: piece }), textOf(piece.whenPresent)];
        const [turn, absent] = [place({ tag: 'else', condition: piece }), textOf(piece.whenAbsent)];
        return start + present + turn + absent + place({ tag: 'end', condition: piece });
      })
      .join('');
  return { text: textOf(pieces), marks };
}

/** The marks in a text, in order. */
export function marksIn(text: string, marks: readonly Mark[]): Mark[] {
  return [...text.matchAll(new RegExp(markPattern, 'g'))].map(([, index]) => markAt(marks, index));
}

/** What the author wrote around values and tags. */
export function withoutMarks(text: string): string {
  return text.replace(new RegExp(markPattern, 'g'), ' ');
}

/** The forms of values inside addresses; the others stay as they are. */
export type Forms = ReadonlyMap<Mark, Value['form']>;

/** The same marks, with the forms that their places require. */
export function withForms(marks: readonly Mark[], forms: Forms): Mark[] {
  return marks.map((entry): Mark => {
    const form = forms.get(entry);
    return form && entry.tag === 'value' ? { tag: 'value', value: { ...entry.value, form } } : entry;
  });
}

/** The template that a marked text stands for. Throws when its tags do not match. */
export function unmark({ text, marks }: Marked): Piece[] {
  // split keeps what the pattern's group took: texts at even places, indexes at odd ones
  const tokens = text.split(markPattern).map((part, place) => (place % 2 === 0 ? part : markAt(marks, part)));
  return piecesUntil(tokens[Symbol.iterator](), null);
}

type Tokens = Iterator<string | Mark, undefined>;

/** Reads up to and including a tag of one condition, or to the end of the text. */
function piecesUntil(rest: Tokens, end: Exclude<Mark, { tag: 'value' }> | null): Piece[] {
  const pieces: Piece[] = [];
  for (let next = rest.next(); !next.done; next = rest.next()) {
    const token = next.value;
    if (typeof token === 'string') {
      if (token !== '') pieces.push(token);
    } else if (token.tag === 'value') pieces.push(token.value);
    else if (token.tag === 'if') pieces.push(conditionFrom(rest, token.condition));
    else if (token.tag === end?.tag && token.condition === end.condition) return pieces;
    else throw new Error('the tags of a condition do not match');
  }
  if (end) throw new Error('a condition has no end');
  return pieces;
}

function conditionFrom(rest: Tokens, condition: Condition): Condition {
  const whenPresent = piecesUntil(rest, { tag: 'else', condition });
  const whenAbsent = piecesUntil(rest, { tag: 'end', condition });
  return { ...condition, whenPresent, whenAbsent };
}

function markAt(marks: readonly Mark[], index: string | undefined): Mark {
  const entry = marks[Number(index)];
  if (!entry) throw new Error('a mark stands for nothing');
  return entry;
}
