import { compile } from 'html-to-text';
import { DomUtils, parseDocument } from 'htmlparser2';
import { HtmlRules, type HtmlNode } from './html-rules';
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
  if (isLines(document.children)) signLineBreaks(document.children);
  const written = DomUtils.getOuterHTML(document.children, { encodeEntities: 'utf8' });
  if (!written.includes(endSign)) return { pieces: [], problems: ['the last tag is not finished'] };
  const safe = written.replace(endSign, '').replaceAll(lineSign, '<br>\n');
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

/** Nothing in it makes a line or a paragraph: its author wrote a text, which a mail program would run together. */
function isLines(nodes: readonly HtmlNode[]): boolean {
  const tags = DomUtils.filter(DomUtils.isTag, [...nodes]).filter(DomUtils.isTag);
  return tags.every(({ name }) => inlineTags.has(name));
}

/** Signs, and no elements yet: a break may stand where a condition of the template begins. */
function signLineBreaks(nodes: readonly HtmlNode[]): void {
  const texts = DomUtils.filter(DomUtils.isText, [...nodes]).filter(DomUtils.isText);
  const [first, last] = [texts[0], texts.at(-1)];
  // white space around a text is how its author's form ends a line, not a line of the mail
  if (first) first.data = first.data.trimStart();
  if (last) last.data = last.data.replace(new RegExp(`\\s+${endSign}$`), endSign);
  for (const text of texts) text.data = text.data.replace(/[ \t]*\r?\n/g, lineSign);
}

const inlineTags = new Set(
  'a abbr b big cite code del em font i ins kbd mark q s samp small span strong sub sup time tt u var'.split(
    ' ',
  ),
);

const lineSign = '\ue003';

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
