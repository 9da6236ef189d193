import type { Wording } from '@subjectline/contracts';
import { readHtml, textFromHtml } from './html-body';
import { readTemplate, type Piece } from './template';

export interface WordingProblem {
  readonly part: 'subject' | 'html' | 'text' | 'sms';
  readonly message: string;
}

/** The four templates of a wording, read and checked. */
export interface WordingParts {
  readonly subject: readonly Piece[];
  readonly html: readonly Piece[];
  /** The author's, or made from `html`. */
  readonly text: readonly Piece[];
  readonly sms: readonly Piece[];
}

export interface WordingReading {
  readonly parts: WordingParts;
  readonly problems: readonly WordingProblem[];
}

export function readWording(wording: Wording): WordingReading {
  const problems: WordingProblem[] = [];
  const read = (part: WordingProblem['part'], source: string) => {
    const reading = readTemplate(source);
    problems.push(...reading.problems.map((message) => ({ part, message })));
    return reading.pieces;
  };
  const html = readHtml(read('html', wording.html));
  problems.push(...html.problems.map((message) => ({ part: 'html', message }) as const));
  const parts = {
    subject: read('subject', wording.subject),
    html: html.pieces,
    text: wording.text === null ? textFromHtml(html.pieces) : read('text', wording.text),
    sms: read('sms', wording.sms),
  };
  return { parts, problems };
}
