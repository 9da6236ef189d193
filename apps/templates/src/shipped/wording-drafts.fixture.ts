import {
  messageKind,
  sampleValues,
  translated,
  userRights,
  type MessageKindId,
} from '@subjectline/contracts';

/* For specs: a message of each kind with everything, with the least, and without one thing at a time. */

export interface Draft {
  readonly kind: MessageKindId;
  readonly variables: Readonly<Record<string, string>>;
  readonly subject: string;
  readonly html: string;
  readonly bodyHtml: string;
  readonly text: string;
  readonly sms: string;
}

export function draftsOf(kind: MessageKindId, language: string): Record<string, string>[] {
  const parameters = Object.entries(messageKind(kind).parameters);
  const samples = sampleValues(kind, language);
  const optional = parameters.filter(([, { required }]) => !required).map(([name]) => name);
  const without = (absent: readonly string[]) =>
    Object.fromEntries(
      parameters
        .filter(([name]) => !absent.includes(name))
        .map(([name]) => [
          name,
          name === 'user_right_label' ? longestLabel(language) : (samples[name] ?? ''),
        ]),
    );
  return [[], optional, ...optional.map((name) => [name])].map(without);
}

function longestLabel(language: string): string {
  const labels = userRights.map(({ label }) => translated(label, language));
  return labels.reduce((longest, label) => (label.length > longest.length ? label : longest));
}

/** HTML as it is read: without tags and remarks, one space where there is white space. */
export function plain(html: string): string {
  return decoded(html.replace(/<!--[^]*?-->|<[^>]*>/g, ''))
    .replace(/[ \n]+/g, ' ')
    .trim();
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: '\u00a0',
  '#x27': "'",
  '#x3D': '=',
};

export function decoded(html: string): string {
  return html.replace(/&([^;]+);/g, (whole, name: string) => entities[name] ?? whole);
}

/** Every mention of a parameter, in values and conditions, in the order of the alphabet. */
export function parameterNames(template: string): string[] {
  const mentions = template.matchAll(/\{\{(#if |#unless |urlencode )?([a-zA-Z_]\w*)\}\}/g);
  return [...mentions]
    .map(([, before = '', name = '']) => before + name)
    .filter((name) => name !== 'else')
    .toSorted();
}
