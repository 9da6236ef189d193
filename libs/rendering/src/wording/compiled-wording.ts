import type { Channel, Words } from '@subjectline/contracts';
import { withoutGaps } from '../html/html-body';
import { layOut } from '../layout/layout';
import { namesIn, type Piece } from '../template/pieces';
import { writeSms } from '../sms/sms';
import { readWording, type WordingParts, type WordingProblem } from './wording-parts';
import { asHtml, asText, cleanValues, withoutTurns, write, type Variables } from '../template/write';

export interface RenderedParts {
  /** One line. Null for SMS, as are both kinds of HTML. */
  readonly subject: string | null;
  /** The whole page. */
  readonly html: string | null;
  /** The author's body alone, for a layout that the operator keeps at the vendor. */
  readonly bodyHtml: string | null;
  readonly text: string;
}

export interface RenderOptions {
  readonly locale: string;
  /** The prefix of the subject or SMS. */
  readonly prefix?: string;
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
  private readonly names: Readonly<Record<Channel, ReadonlySet<string>>>;

  constructor(
    private readonly parts: WordingParts,
    private readonly textIsOurs: boolean,
  ) {
    const { subject, html, text, sms } = parts;
    this.names = { email: namesOf(subject, html, text), sms: namesOf(sms) };
  }

  static compile(words: Words): CompiledWording {
    const { parts, problems } = readWording(words);
    if (problems.length > 0) throw new UnusableWording(problems);
    return new CompiledWording(parts, words.text === null);
  }

  /** The variables it uses on this channel. */
  namesOf(channel: Channel): ReadonlySet<string> {
    return this.names[channel];
  }

  /** Throws `RenderedTooLong` if the values are too long. */
  render(channel: Channel, variables: Variables, { locale, prefix = '' }: RenderOptions): RenderedParts {
    const given = cleanValues(this.names[channel], variables);
    if (channel === 'sms') {
      const text = writeSms(this.parts.sms, given, prefix);
      return { subject: null, html: null, bodyHtml: null, text };
    }
    const subject = asHeader(prefix + write(this.parts.subject, given, asText));
    const bodyHtml = write(this.parts.html, given, asHtml);
    const text = write(this.parts.text, given, asText);
    return {
      subject,
      bodyHtml,
      html: layOut({ body: bodyHtml, title: subject, locale, suitsDark: this.parts.suitsDark }),
      text: this.textIsOurs ? withoutGaps(text) : text,
    };
  }
}

function namesOf(...parts: readonly (readonly Piece[])[]): Set<string> {
  const names = new Set<string>();
  for (const pieces of parts) namesIn(pieces, names);
  return names;
}

/** The longest line allowed (RFC 5322 §2.1.1). Exceeded only by a value that does not belong in a subject. */
const longestHeader = 998;

/** A line break in a header starts the next header (RFC 5322 §2.2): a value could add recipients. */
function asHeader(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const line = withoutTurns(text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')).trim();
  return line.slice(0, longestHeader).replace(/[\ud800-\udbff]$/, '');
}
