import Handlebars from 'handlebars';
import type { Piece, Value } from './template';

export type Variables = Readonly<Record<string, string>>;

/** Makes a value fit for the place where it goes. */
export type Escape = (value: string) => string;

export const asHtml: Escape = (value) => Handlebars.escapeExpression(value);
export const asText: Escape = (value) => value;

/** Fills a template in, in one pass: what a value holds is never read as a template. */
export function write(pieces: readonly Piece[], variables: Variables, escape: Escape): string {
  let written = '';
  for (const piece of pieces) {
    if (typeof piece === 'string') written += piece;
    else if (piece.kind === 'value') written += escape(formed(piece, variables));
    else {
      const { whenPresent, whenAbsent } = piece;
      written += write(valueOf(piece.name, variables) ? whenPresent : whenAbsent, variables, escape);
    }
  }
  return written;
}

/** A parameter that was not given is empty. Nothing is inherited: `constructor` is a name like any other. */
function valueOf(name: string, variables: Variables): string {
  const value: unknown = Object.hasOwn(variables, name) ? variables[name] : '';
  return typeof value === 'string' ? value : '';
}

function formed({ name, form }: Value, variables: Variables): string {
  const value = valueOf(name, variables);
  if (form === 'plain') return value;
  if (form === 'urlencoded') return urlEncode(value);
  // a link that leads nowhere does less harm than one that runs something
  return /^https?:\/\//i.test(value) ? value : '';
}

/** RFC 3986: everything but unreserved characters, so that a value can neither end nor extend an address. */
function urlEncode(value: string): string {
  // half a surrogate pair has no encoding, and encodeURIComponent throws
  const wellFormed = value.replace(/\p{Surrogate}/gu, '\ufffd');
  return encodeURIComponent(wellFormed).replace(/[!'()*]/g, (character) => {
    return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
  });
}
