import { isMetadataName } from '@subjectline/contracts';
import Handlebars from 'handlebars';
import type { Piece, Value } from './pieces';

export type Variables = Readonly<Record<string, string>>;

/** Encodes a value for its place. */
export type Escape = (value: string) => string;

export const asHtml: Escape = (value) => Handlebars.escapeExpression(value);
export const asText: Escape = (value) => value;

/** Max length of a rendered part, in characters: three times what an author may write. */
export const maxRendered = 300_000;

/** The values are so long, or used so often, that no provider would accept the message. */
export class RenderedTooLong extends Error {
  override readonly name = 'RenderedTooLong';

  constructor() {
    super(`the message would be longer than ${maxRendered} characters`);
  }
}

/** Fills in a template in one pass: a value is never read as a template. */
export function write(pieces: readonly Piece[], variables: Variables, escape: Escape): string {
  const sheet = { text: '' };
  writeOn(sheet, pieces, variables, escape);
  return sheet.text;
}

function writeOn(
  sheet: { text: string },
  pieces: readonly Piece[],
  variables: Variables,
  escape: Escape,
): void {
  for (const piece of pieces) {
    if (typeof piece === 'string') sheet.text += piece;
    else if (piece.type === 'value') sheet.text += formed(piece, variables, escape);
    else {
      const { whenPresent, whenAbsent } = piece;
      writeOn(sheet, valueOf(piece.name, variables) ? whenPresent : whenAbsent, variables, escape);
    }
    if (sheet.text.length > maxRendered) throw new RenderedTooLong();
  }
}

/** U+202A–U+202E and U+2066–U+2069 turn the direction of whatever comes after them: a name, a link, the rest. */
const turns = /[\u202a-\u202e\u2066-\u2069]/g;
const controls = /[^\P{Cc}\t\n]+/gu;

/**
 * The values of these names without characters that no text may contain. Metadata is typed into public forms: it is
 * reduced to one line, so that it cannot add lines to a text.
 */
export function cleanValues(names: ReadonlySet<string>, variables: Variables): Variables {
  return Object.fromEntries(
    [...names].map((name) => {
      const value = withoutTurns(wellFormed(valueOf(name, variables)));
      const clean = value.replace(/\r\n?/g, '\n').replace(controls, ' ');
      return [name, isMetadataName(name) ? clean.replace(/\s+/g, ' ').trim() : clean];
    }),
  );
}

/** A lone surrogate is not a character. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

export function withoutTurns(text: string): string {
  return text.replace(turns, '');
}

/** A parameter that was not given is empty. Nothing is inherited: `constructor` is a name like any other. */
function valueOf(name: string, variables: Variables): string {
  const value: unknown = Object.hasOwn(variables, name) ? variables[name] : '';
  return typeof value === 'string' ? value : '';
}

/** Without a user name, which would be read as a host, and without anything that ends an address. */
const webAddress = /^https?:\/\/[^\s\p{Cc}\\"<>/?#@]+(?:[/?#][^\s\p{Cc}\\"<>]*)?$/iu;

function formed({ name, form }: Value, variables: Variables, escape: Escape): string {
  const value = valueOf(name, variables);
  if (form === 'plain') return escape(value);
  if (form === 'urlencoded') return escape(urlEncode(value));
  // a link that leads nowhere does less harm than one that runs something. A "=" is harmless between quotes
  return webAddress.test(value) ? escape(value).replaceAll('&#x3D;', '=') : '';
}

/** RFC 3986: everything but unreserved characters, so that a value can neither end nor extend an address. */
function urlEncode(value: string): string {
  // dots alone would be a step in a path, encoded or not (RFC 3986 §5.2.4)
  if (value === '.' || value === '..') return '';
  // a lone surrogate has no encoding, and encodeURIComponent throws
  return encodeURIComponent(wellFormed(value)).replace(/[!'()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}
