import { mark, markEnd, marksIn, markStart, unmark, withForms, type Forms, type Mark } from './marks';
import type { Piece, Value } from '../template/pieces';

const marked = `${markStart}\\d+${markEnd}`;
const atHead = new RegExp(`^${marked}`);
/** Behind the host, a value can lead nowhere else. */
const upToPath = /^https?:\/\/[^/?#\\\ue000]+[/?#]/i;
const allowedAddresses = /^(?:https?:\/\/|mailto:|tel:\+?[\d-])/i;
/** Where a mail's subject or text begins (RFC 6068 §2); whom else it goes to is not for a value to say. */
const mailWords = /[?&](?:subject|body)=$/i;

export interface AddressReading {
  /** As it is sent. */
  readonly address: string;
  readonly problem: string | null;
  /** How its values have to be written. */
  readonly forms: ReadonlyMap<Mark, Value['form']>;
}

/** Reads the address of a link in which marks stand for values. */
export function readAddress(value: string, marks: readonly Mark[]): AddressReading {
  const address = tidy(value);
  const [first, ...others] = marksIn(address, marks);
  const headed = first?.tag === 'value' && atHead.test(address) ? first : null;
  const forms = new Map<Mark, Value['form']>();
  for (const other of [...(headed || !first ? [] : [first]), ...others]) forms.set(other, 'urlencoded');
  if (headed) forms.set(headed, 'address');
  const problem = headed ? problemBehind(headed, address) : literalProblem(address);
  return { address, problem: problem && `the address "${shown(address)}" ${problem}`, forms };
}

/** When the value is absent, what follows is at the head: it may be a path or a query, never a scheme or a host. */
function problemBehind({ value }: Mark & { tag: 'value' }, address: string): string | null {
  const rest = address.replace(atHead, '');
  const fits = value.form === 'plain' && /^(?:$|[?#&]|\/(?![/\\]))/.test(rest);
  return fits ? null : 'may have only a path or a query behind its value';
}

function literalProblem(address: string): string | null {
  if (!allowedAddresses.test(address)) return 'does not begin with https://, http://, mailto: or tel:';
  if (!address.includes(markStart) || upToPath.test(address)) return null;
  const places = [...address.matchAll(new RegExp(marked, 'g'))];
  const isMail = /^mailto:/i.test(address);
  const fits = places.every(({ index }) => isMail && mailWords.test(address.slice(0, index).slice(-10)));
  return fits ? null : 'has a value where it says whom it leads to: one may stand behind the host';
}

/**
 * As browsers read an address (URL standard §4.4): nothing around it, no line breaks. A form or a file breaks lines, and
 * indents the next; other white space stays and is encoded.
 */
function tidy(value: string): string {
  const lines = value.split(/[\r\n\f]+/).map((line) => line.trim());
  return lines.join('').replace(/[\s\p{Cc}]/gu, (character) => encodeURIComponent(character));
}

/**
 * In text, too, authors extend an address: what stands behind `?name=` or `&name=` there is encoded as in a link, so
 * that what is read is the same address.
 */
export function formsInText(text: string, marks: readonly Mark[]): Forms {
  const places = text.matchAll(new RegExp(`[?&][\\w.~%[\\]-]*=(${marked})`, 'g'));
  const found = [...places].flatMap(([, place = '']) => marksIn(place, marks));
  return new Map(found.filter(({ tag }) => tag === 'value').map((entry) => [entry, 'urlencoded']));
}

/** A template of plain text, with its values as they are written in addresses. */
export function withAddresses(pieces: readonly Piece[]): Piece[] {
  const { text, marks } = mark(pieces);
  return unmark({ text, marks: withForms(marks, formsInText(text, marks)) });
}

/** What an author reads in place of marks. */
export function shown(text: string): string {
  return text.replace(new RegExp(marked, 'g'), '{{…}}').slice(0, 60);
}
