import { wordingLimits } from '@subjectline/contracts';
import { namesIn, valuesIn, type Piece } from '../template/pieces';
import { asText, write, type Variables } from '../template/write';

/** GSM 03.38 has no character for it: one "…" would turn every part of the SMS into the dearer UCS-2. */
const ellipsis = '...';

/**
 * A text that a provider accepts. If a value makes it too long (such as a typed reason), that value is cut. If that is
 * not enough, encoded values are removed: they are part of an address, which works only as a whole.
 */
export function writeSms(pieces: readonly Piece[], variables: Variables, prefix: string): string {
  const written = (given: Variables) => prefix + write(pieces, given, asText).trim();
  const bare = withoutEncoded(pieces, variables);
  const tries = [
    () => variables,
    () => withLongestCut(pieces, variables, written(variables)),
    () => bare,
    () => withLongestCut(pieces, bare, written(bare)),
  ];
  for (const given of tries) {
    const text = written(given());
    if (text.length <= wordingLimits.sms) return text;
  }
  return cut(written(bare), wordingLimits.sms - ellipsis.length);
}

function withLongestCut(pieces: readonly Piece[], variables: Variables, text: string): Variables {
  const [name, value] = longestIn(pieces, variables);
  if (value === '') return variables;
  const excess = text.length - wordingLimits.sms;
  const places = Math.max(1, text.split(value).length - 1);
  return { ...variables, [name]: cut(value, value.length - Math.ceil(excess / places) - ellipsis.length) };
}

function withoutEncoded(pieces: readonly Piece[], variables: Variables): Variables {
  const encoded = valuesIn(pieces).filter(({ form }) => form === 'urlencoded');
  return { ...variables, ...Object.fromEntries(encoded.map(({ name }) => [name, ''])) };
}

function cut(text: string, length: number): string {
  // a lone surrogate is not a character
  const kept = text.slice(0, Math.max(0, length)).replace(/[\ud800-\udbff]$/, '');
  return kept.trimEnd() + ellipsis;
}

/** An address is not cut: a part of it would not work. */
function longestIn(pieces: readonly Piece[], variables: Variables): [name: string, value: string] {
  return [...namesIn(pieces)]
    .map((name): [string, string] => [name, variables[name] ?? ''])
    .filter(([, value]) => !/^https?:/i.test(value))
    .reduce((longest, entry) => (entry[1].length > longest[1].length ? entry : longest), ['', '']);
}
