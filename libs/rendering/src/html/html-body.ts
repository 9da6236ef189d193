import { compile } from 'html-to-text';
import { DomUtils, parseDocument } from 'htmlparser2';
import { formsInText } from './address';
import { inlineTags } from './allowed-html';
import { suitsDark } from './author-colors';
import { dress } from '../layout/dress';
import { contentOf, type HtmlNode } from './html-document';
import { HtmlRules } from './html-rules';
import { mark, unmark, withForms, withoutMarks } from './marks';
import type { Piece, Reading } from '../template/pieces';
import { privateUse, privateUseProblem } from '../template/template';

/**
 * Makes an author's HTML safe to send: parsed, checked, and written anew from the tree that was checked, so that no
 * mail program can read it in a way that we did not.
 */
export function readHtml(pieces: readonly Piece[]): Reading {
  const { text, marks } = mark(pieces);
  // a comment in the middle of `&#57344;` hid it from readers of the template
  if (privateUse.test(withoutMarks(text))) return refused(privateUseProblem);
  if (text.split('<').length - 1 > maxTags) return refused(`it has more than ${maxTags} HTML tags`);
  const document = parseDocument(text + endSign);
  const { body, wrappers, isDocument, problems } = contentOf(document);
  const rules = new HtmlRules(marks);
  for (const wrapper of wrappers) rules.wrapper(wrapper);
  rules.walk(body.children);
  const all = [...problems, ...rules.problems];
  if (all.length > 0) return { pieces: [], problems: all };
  const texts = DomUtils.filter(DomUtils.isText, body).filter(DomUtils.isText);
  if (!texts.some(({ data }) => data.includes(endSign))) return refused('the last tag is not finished');
  if (!isDocument && isLines(body.children)) signLineBreaks(texts);
  const forms = new Map(rules.forms);
  for (const { data } of texts) for (const [entry, form] of formsInText(data, marks)) forms.set(entry, form);
  const darkToo = suitsDark(body.children);
  dress(body.children);
  const written = DomUtils.getOuterHTML(body.children, { encodeEntities: 'utf8' }).replace(endSign, '');
  const safe = (isDocument ? written.trim() : written).replaceAll(lineSign, '<br>\n');
  return { pieces: unmark({ text: safe, marks: withForms(marks, forms) }), problems: [], suitsDark: darkToo };
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
  return withoutLineEnds(text)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Lines without the white space at their ends; a pattern for it takes time with the square of a run of spaces. */
function withoutLineEnds(text: string): string[] {
  return text.split(/\r?\n/).map((line) => line.trimEnd());
}

/** Nothing in it makes a line or a paragraph: its author wrote a text, which a mail program would run together. */
function isLines(nodes: readonly HtmlNode[]): boolean {
  const tags = DomUtils.filter(DomUtils.isTag, [...nodes]).filter(DomUtils.isTag);
  return tags.every(({ name }) => inlineTags.has(name));
}

/** Signs, and no elements yet: a break may stand where a condition of the template begins. */
function signLineBreaks(texts: readonly { data: string }[]): void {
  const [first, last] = [texts[0], texts.at(-1)];
  // white space around a text is how its author's form ends a line, not a line of the mail
  if (first) first.data = first.data.trimStart();
  if (last) last.data = last.data.replace(endSign, '').trimEnd() + endSign;
  for (const text of texts) text.data = lineEndsSigned(text.data);
}

function lineEndsSigned(text: string): string {
  const lines = text.split(/\r?\n/);
  const end = lines.length - 1;
  return lines.map((line, index) => (index < end ? line.trimEnd() : line)).join(lineSign);
}

/** Opening and closing tags. A long newsletter has a thousand; 33,000 cost half a second. */
const maxTags = 5_000;

const lineSign = '\ue003';

/** Private use, as marks are. A tag that is never finished swallows it: the parser drops such a tag silently. */
const endSign = '\ue002';

function refused(problem: string): Reading {
  return { pieces: [], problems: [problem] };
}

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
  if (piece.type === 'value') return piece.form === 'address' ? { ...piece, form: 'plain' } : piece;
  const { whenPresent, whenAbsent } = piece;
  return {
    ...piece,
    whenPresent: whenPresent.map(withPlainAddresses),
    whenAbsent: whenAbsent.map(withPlainAddresses),
  };
}
