import { AppError, type ClassOf, type Problem } from '@subjectline/contracts';
import { readBody } from '../http/bodies/placed';

/** What says of a part that it is not of the right form at all, whatever it contains. */
const rulesOfForm: readonly string[] = ['isString', 'isArray', 'extra'];

/** A body with `properties`: one that can be read, but holds what no template may, is `template_refused`. */
export function readEmailBody<T extends object>(type: ClassOf<T>, body: unknown): T {
  try {
    return readBody(type, body);
  } catch (error) {
    throw asContentRefusal(error);
  }
}

/**
 * What templates answers; it speaks of the parts by a name of its own.
 *
 * @param wrapper what it has in front of a part: `changes` or `draft`
 */
export async function placedProperties<T>(wrapper: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!(error instanceof AppError) || error.problems.length === 0) throw error;
    const problems = error.problems.map(({ path, ...rest }): Problem => {
      const [first, ...others] = path;
      return { path: first === wrapper ? ['body', 'properties', ...others] : ['body', ...path], ...rest };
    });
    throw asContentRefusal(new AppError(error.code, error.facts, problems));
  }
}

function asContentRefusal(error: unknown): unknown {
  if (!(error instanceof AppError) || error.code !== 'invalid' || !error.problems.every(isOfContent)) {
    return error;
  }
  return new AppError('template_refused', {}, error.problems);
}

function isOfContent({ path: [, part, name], rule }: Problem): boolean {
  return part === 'properties' && name !== undefined && !rulesOfForm.includes(rule);
}
