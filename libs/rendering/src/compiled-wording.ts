import { wordingLimits, type Channel, type Wording } from '@subjectline/contracts';
import { withoutGaps } from './html-body';
import { layOut } from './layout';
import { namesIn, type Piece } from './template';
import { readWording, type WordingParts, type WordingProblem } from './wording-parts';
import { asHtml, asText, write, type Variables } from './write';

export interface RenderedParts {
  /** One line. Null for SMS, as are both kinds of HTML. */
  readonly subject: string | null;
  /** The whole page. */
  readonly html: string | null;
  /** The author's body alone, for a layout that the operator keeps at the vendor. */
  readonly bodyHtml: string | null;
  readonly text: string;
}

/** A wording that cannot be rendered. It was never examined: what examination lets pass compiles. */
export class UnusableWording extends Error {
  override readonly name = 'UnusableWording';

  constructor(readonly problems: readonly WordingProblem[]) {
    super(problems.map(({ part, message }) => `${part}: ${message}`).join('; '));
  }
}

/** A wording ready to be rendered many times: reading takes a millisecond, rendering microseconds. */
export class CompiledWording {
  private constructor(
    private readonly parts: WordingParts,
    private readonly textIsOurs: boolean,
  ) {}

  static compile(wording: Wording): CompiledWording {
    const { parts, problems } = readWording(wording);
    if (problems.length > 0) throw new UnusableWording(problems);
    return new CompiledWording(parts, wording.text === null);
  }

  render(channel: Channel, variables: Variables, { locale }: { locale: string }): RenderedParts {
    if (channel === 'sms') {
      const text = writeSms(this.parts.sms, variables);
      return { subject: null, html: null, bodyHtml: null, text };
    }
    const subject = asHeader(write(this.parts.subject, variables, asText));
    const bodyHtml = write(this.parts.html, variables, asHtml);
    const text = write(this.parts.text, variables, asText);
    return {
      subject,
      bodyHtml,
      html: layOut({ body: bodyHtml, title: subject, locale }),
      text: this.textIsOurs ? withoutGaps(text) : text,
    };
  }
}

/** RFC 5322 §2.1.1: no longer line may leave. Longer only with a value that nobody expects in a subject. */
const longestHeader = 998;

/** A line break in a header starts the next header (RFC 5322 §2.2): a value could add recipients. */
function asHeader(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim();
  return line.length <= longestHeader ? line : line.slice(0, longestHeader);
}

/** GSM 03.38 has no character for it: one "…" would turn every part of the SMS into the dearer UCS-2. */
const ellipsis = '...';

/** A text that a provider takes: where a value makes it too long (a reason that somebody typed), that value is cut. */
function writeSms(pieces: readonly Piece[], variables: Variables): string {
  const text = write(pieces, variables, asText).trim();
  const excess = text.length - wordingLimits.sms;
  if (excess <= 0) return text;
  const [name, value] = longestIn(pieces, variables);
  const places = value === '' ? 1 : text.split(value).length - 1;
  const kept = value.length - Math.ceil(excess / Math.max(1, places)) - ellipsis.length;
  const shortened = write(pieces, { ...variables, [name]: cut(value, kept) }, asText).trim();
  return shortened.length <= wordingLimits.sms ? shortened : cut(text, wordingLimits.sms - ellipsis.length);
}

function cut(text: string, length: number): string {
  // half a surrogate pair is no character
  const kept = text.slice(0, Math.max(0, length)).replace(/[\ud800-\udbff]$/, '');
  return kept.trimEnd() + ellipsis;
}

/** An address is not cut: what is left of it leads nowhere. */
function longestIn(pieces: readonly Piece[], variables: Variables): [name: string, value: string] {
  return [...namesIn(pieces)]
    .map((name): [string, string] => [
      name,
      write([{ kind: 'value', name, form: 'plain' }], variables, asText),
    ])
    .filter(([, value]) => !/^https?:/i.test(value))
    .reduce((longest, entry) => (entry[1].length > longest[1].length ? entry : longest), ['', '']);
}
