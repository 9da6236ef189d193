/** Markup that is safe as it stands: only `html` makes it. */
export class Markup {
  constructor(readonly text: string) {}
}

/** What may stand in a page: text and numbers are escaped, markup is not, lists are joined, nothing is nothing. */
export type Content = Markup | string | number | null | undefined | false | readonly Content[];

/** A piece of a page. Values are safe between tags and inside quoted attributes, and belong nowhere else. */
export function html(pieces: TemplateStringsArray, ...values: readonly Content[]): Markup {
  return new Markup(pieces.reduce((text, piece, index) => text + written(values[index - 1]) + piece));
}

function written(content: Content): string {
  if (content === null || content === undefined || content === false) return '';
  if (content instanceof Markup) return content.text;
  if (typeof content === 'object') return content.map(written).join('');
  return escape(String(content));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}
