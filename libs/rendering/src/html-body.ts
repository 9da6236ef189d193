import { compile } from 'html-to-text';
import { DomUtils, parseDocument } from 'htmlparser2';
import { HtmlRules } from './html-rules';
import { mark, unmark, type Mark } from './marks';
import type { Piece, Reading } from './template';

/**
 * Makes an author's HTML safe to send: parsed, checked, and written anew from the tree that was checked, so that no
 * mail program can read it in a way that we did not.
 */
export function readHtml(pieces: readonly Piece[]): Reading {
  const { text, marks } = mark(pieces);
  const document = parseDocument(text + endSign);
  const rules = new HtmlRules(marks);
  rules.walk(document.children);
  if (rules.problems.size > 0) return { pieces: [], problems: [...rules.problems] };
  const written = DomUtils.getOuterHTML(document.children, { encodeEntities: 'utf8' });
  if (!written.includes(endSign)) return { pieces: [], problems: ['the last tag is not finished'] };
  const safe = written.replace(endSign, '');
  const placed = marks.map((entry): Mark => {
    if (entry.tag !== 'value' || !rules.addresses.has(entry)) return entry;
    return { tag: 'value', value: { ...entry.value, form: 'address' } };
  });
  return { pieces: unmark({ text: safe, marks: placed }), problems: [] };
}

/** The plain-text part that says what a body says; links are kept as `label (address)`. */
export function textFromHtml(pieces: readonly Piece[]): Piece[] {
  // a link whose label is its address is written once: both have to be the same mark
  const { text, marks } = mark(pieces.map(withPlainAddresses), { sameIsOne: true });
  converter ??= compile({ ...textOptions });
  return unmark({ text: converter(text), marks });
}

/** The distances that a condition leaves behind when what it holds is absent. */
export function withoutGaps(text: string): string {
  return text
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Private use, as marks are. A tag that is never finished swallows it: the parser drops such a tag silently. */
const endSign = '\ue002';

let converter: ((html: string) => string) | undefined;

const asWritten = { options: { uppercase: false } };
const textOptions = {
  wordwrap: false,
  selectors: [
    { selector: 'a', options: { linkBrackets: ['(', ')'], hideLinkHrefIfSameAsText: true } },
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({ selector, ...asWritten })),
  ],
} satisfies Parameters<typeof compile>[0];

function withPlainAddresses(piece: Piece): Piece {
  if (typeof piece === 'string') return piece;
  if (piece.kind === 'value') return piece.form === 'address' ? { ...piece, form: 'plain' } : piece;
  const { whenPresent, whenAbsent } = piece;
  return {
    ...piece,
    whenPresent: whenPresent.map(withPlainAddresses),
    whenAbsent: whenAbsent.map(withPlainAddresses),
  };
}
