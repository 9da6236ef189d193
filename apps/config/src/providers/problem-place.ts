import { AppError } from '@subjectline/contracts';

/** Runs a check; what it finds is told by where it stands in the request. */
export function checkedAt<T>(place: readonly string[], work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const problems = error.problems.map((problem) => ({ ...problem, path: [...place, ...problem.path] }));
    throw new AppError(error.code, error.facts, problems);
  }
}
