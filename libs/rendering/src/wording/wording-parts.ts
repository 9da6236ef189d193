import type { Words } from '@subjectline/contracts';
import { withAddresses } from '../html/address';
import { readHtml, textFromHtml } from '../html/html-body';
import type { Piece } from '../template/pieces';
import { readTemplate } from '../template/template';

export interface WordingProblem {
  readonly part: 'subject' | 'html' | 'text' | 'sms';
  readonly message: string;
}

/** The four templates of a wording, read and checked. */
export interface WordingParts {
  readonly subject: readonly Piece[];
  readonly html: readonly Piece[];
  /** Whether the colours of its author can be read on a dark card too. */
  readonly suitsDark: boolean;
  /** The author's, or made from `html`. */
  readonly text: readonly Piece[];
  readonly sms: readonly Piece[];
}

export interface WordingReading {
  readonly parts: WordingParts;
  readonly problems: readonly WordingProblem[];
}

/** Enough to fix at once; all of them have to fit into a response. */
const maxProblems = 30;

export function readWording(words: Words): WordingReading {
  const problems: WordingProblem[] = [];
  const note = (part: WordingProblem['part'], messages: readonly string[]) => {
    problems.push(...messages.slice(0, maxProblems).map((message) => ({ part, message })));
  };
  const read = (part: WordingProblem['part'], source: string) => {
    const reading = readTemplate(source);
    note(part, reading.problems);
    return reading.pieces;
  };
  const html = readHtml(read('html', words.html));
  note('html', html.problems);
  const parts = {
    subject: read('subject', words.subject),
    html: html.pieces,
    suitsDark: html.suitsDark ?? true,
    text: words.text === null ? textFromHtml(html.pieces) : withAddresses(read('text', words.text)),
    sms: withAddresses(read('sms', words.sms)),
  };
  return { parts, problems };
}
