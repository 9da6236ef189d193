import type { Channel, Words } from '@subjectline/contracts';
import { textFooter } from '../brand/footer';
import { brandVariables, smsName, type Letterhead } from '../brand/letterhead';
import { withoutGaps } from '../html/html-body';
import { withButtonColor } from '../layout/dress';
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
  /** The brand that it is sent in. Default: none. */
  readonly letterhead?: Letterhead | null;
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
  render(channel: Channel, variables: Variables, options: RenderOptions): RenderedParts {
    const { locale, prefix = '', letterhead = null } = options;
    const values = letterhead ? { ...variables, ...brandVariables(letterhead) } : variables;
    const given = cleanValues(this.names[channel], values);
    if (channel === 'sms') {
      const text = writeSms(this.parts.sms, given, prefix + this.smsOpening(letterhead));
      return { subject: null, html: null, bodyHtml: null, text };
    }
    const subject = asHeader(prefix + write(this.parts.subject, given, asText));
    const html = write(this.parts.html, given, asHtml);
    const bodyHtml = withButtonColor(html, letterhead?.brand.color ?? null);
    const text = write(this.parts.text, given, asText);
    return {
      subject,
      bodyHtml,
      html: layOut({ body: bodyHtml, title: subject, locale, suitsDark: this.parts.suitsDark, letterhead }),
      text: withFooter(
        this.textIsOurs ? withoutGaps(text) : text,
        letterhead ? textFooter(letterhead, locale) : '',
      ),
    };
  }

  /** The name that a text message begins with, unless its words name it themselves. */
  private smsOpening(letterhead: Letterhead | null): string {
    const name = letterhead && smsName(letterhead);
    if (!name || this.names.sms.has('brand_name')) return '';
    const isNamed = this.parts.sms.some((piece) => typeof piece === 'string' && piece.includes(name));
    return isNamed ? '' : `${name}: `;
  }
}

function namesOf(...parts: readonly (readonly Piece[])[]): Set<string> {
  const names = new Set<string>();
  for (const pieces of parts) namesIn(pieces, names);
  return names;
}

/** Whatever blank lines the words end with. */
function withFooter(text: string, footer: string): string {
  return footer === '' ? text : text.trimEnd() + footer;
}

/** The longest line allowed (RFC 5322 §2.1.1). Exceeded only by a value that does not belong in a subject. */
const maxHeaderLength = 998;

/** A line break in a header starts the next header (RFC 5322 §2.2): a value could add recipients. */
function asHeader(text: string): string {
  // oxlint-disable-next-line no-control-regex
  const line = withoutTurns(text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')).trim();
  return line.slice(0, maxHeaderLength).replace(/[\ud800-\udbff]$/, '');
}
