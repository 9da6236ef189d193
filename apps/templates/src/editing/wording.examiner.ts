import { Injectable } from '@nestjs/common';
import { AppError, type MessageKindId, type Problem } from '@subjectline/contracts';
import { examineWording, type WordingProblem } from '@subjectline/rendering';
import type { OwnParts } from '../wording/own-parts';
import { ShippedWordings } from '../shipped/wording-files';
import { wordsInForce, type OwnWording } from '../wording/wording-in-force';

/** All of them are published with each change. */
const maxLocales = 50;

/** Checks a wording before it is stored. */
@Injectable()
export class WordingExaminer {
  constructor(private readonly shipped: ShippedWordings) {}

  /**
   * Throws all problems of the wording as it would be in force.
   *
   * @param place the path before the name of a part in the problems
   */
  examine(kind: MessageKindId, own: readonly OwnWording[], locale: string, place: 'changes' | 'draft'): void {
    if (own.length > maxLocales) {
      throw refusal(['locale'], `there are wordings in ${maxLocales} languages already`);
    }
    const found = examineWording(kind, wordsInForce(this.shipped, kind, own, locale));
    const problems = wordingProblems(place, found);
    if (problems.length > 0) throw new AppError('invalid', {}, problems);
  }
}

/** The last versions, with these parts in a locale. */
export function withParts(own: readonly OwnWording[], locale: string, parts: OwnParts): OwnWording[] {
  const never = new Date(0);
  const next = { ...parts, locale, version: 0, removed: false, created_at: never, updated_at: never };
  return [...own.filter((wording) => wording.locale !== locale), next];
}

export function wordingProblems(place: string, found: readonly WordingProblem[]): Problem[] {
  return found.map(({ part, message }) => ({ path: [place, part], rule: 'wording', message }));
}

export function refusal(path: readonly string[], message: string): AppError {
  return new AppError('invalid', {}, [{ path, rule: 'wording', message }]);
}
