/** One thing that is wrong with an input. `rule` is the name of the check, such as `isString` or `missing`. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly rule: string;
  readonly message: string;
}

/** How many problems an answer lists; a caller that sees these will find the others. */
export const maxListedProblems = 20;

const moreRule = 'more';

/** Keeps the first problems and counts the rest. */
export class ProblemList {
  readonly first: Problem[] = [];
  private uncounted = 0;

  /** @param problem made only when it is kept */
  add(problem: () => Problem): void {
    if (this.first.length < maxListedProblems) this.first.push(problem());
    else this.uncounted++;
  }

  /** How many there were beyond the first ones. */
  get rest(): number {
    return this.uncounted;
  }
}

/** At most 20 problems and, where there are more, how many. A list that was shortened before stays as it is. */
export function shortened(problems: readonly Problem[], rest = 0): readonly Problem[] {
  const listed = problems.slice(0, maxListedProblems);
  const more = problems.length - listed.length + rest;
  if (more === 0 || problems.at(-1)?.rule === moreRule) return problems;
  return [...listed, { path: [], rule: moreRule, message: `and ${more} more` }];
}

/** As `shortened`, for problems that were not all looked for. */
export function cutShort(problems: readonly Problem[]): readonly Problem[] {
  return [...problems.slice(0, maxListedProblems), { path: [], rule: moreRule, message: 'and more' }];
}
