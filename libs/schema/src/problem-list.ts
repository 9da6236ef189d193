/** A problem of an input. `rule` is the name of the check, such as `isString` or `missing`. */
export interface Problem {
  readonly path: readonly (string | number)[];
  readonly rule: string;
  /** Of the rule: a limit, or the allowed words. */
  readonly args?: readonly (string | number)[];
  readonly message: string;
}

/** Max problems listed in a response. */
export const maxListedProblems = 20;

const moreRule = 'more';

/** Keeps the first problems and counts the rest. */
export class ProblemList {
  readonly first: Problem[] = [];
  private uncounted = 0;

  /** @param problem created only if it is kept */
  add(problem: () => Problem): void {
    if (this.first.length < maxListedProblems) this.first.push(problem());
    else this.uncounted++;
  }

  /** The number of problems beyond the first ones. */
  get rest(): number {
    return this.uncounted;
  }
}

/** At most 20 problems and the number of further ones. A shortened list stays as it is. */
export function shortened(problems: readonly Problem[], rest = 0): readonly Problem[] {
  const listed = problems.slice(0, maxListedProblems);
  const more = problems.length - listed.length + rest;
  if (more === 0 || problems.at(-1)?.rule === moreRule) return problems;
  return [...listed, { path: [], rule: moreRule, message: `and ${more} more` }];
}

/** As `shortened`, for an incomplete search. */
export function cutShort(problems: readonly Problem[]): readonly Problem[] {
  return [...problems.slice(0, maxListedProblems), { path: [], rule: moreRule, message: 'and more' }];
}
