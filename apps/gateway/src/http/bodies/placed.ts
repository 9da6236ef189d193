import { AppError, check, checkKnown, type ClassOf, type Problem } from '@subjectline/contracts';

/** Where in an HTTP request a value came from; null leaves paths as they are. */
export type Place = 'body' | 'query' | 'path' | null;

/** The body as an instance of a class; problems say `body` in front of their paths. */
export function readBody<T extends object>(type: ClassOf<T>, body: unknown): T {
  requireBody(body);
  return checkPlaced('body', type, body);
}

/** The same for the public bodies of Fides: what it does not know there, it ignores. */
export function readOpenBody<T extends object>(type: ClassOf<T>, body: unknown): T {
  requireBody(body);
  return checkPlaced('body', type, body, { isOpen: true });
}

export function requireBody(body: unknown): void {
  if (body !== undefined) return;
  throw new AppError('invalid', {}, [{ path: ['body'], rule: 'missing', message: 'is required' }]);
}

export interface CheckOptions {
  /** A segment that the contract has and the HTTP body has not; it is taken off the paths. */
  readonly wrapper?: string;
  /** What the class has no field for is left out, not refused. */
  readonly isOpen?: boolean;
}

export function checkPlaced<T extends object>(
  place: Place,
  type: ClassOf<T>,
  value: unknown,
  { wrapper, isOpen = false }: CheckOptions = {},
): T {
  try {
    return (isOpen ? checkKnown : check)(type, value);
  } catch (error) {
    throw locate(error, place, wrapper);
  }
}

/** A part of an HTTP request as an instance of a class. @param path where in the request it stands */
export function checkAt<T extends object>(path: Problem['path'], type: ClassOf<T>, value: unknown): T {
  try {
    return check(type, value);
  } catch (error) {
    throw relocate(error, (inside) => [...path, ...inside]);
  }
}

/** What a field of a contract is called in HTTP, where that is something else. */
export type WireNames = Readonly<Record<string, string>>;

/**
 * What a service answers; problems it finds are told in terms of the HTTP request.
 * @param names of fields that the caller knows under another name
 */
export async function placed<T>(
  place: Place,
  answer: Promise<T>,
  wrapper?: string | null,
  names: WireNames = {},
): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw locate(error, place, wrapper, names);
  }
}

/** The same where one field of the contract is the body and the others come from the path. */
export async function placedBeside<T>(body: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw relocate(error, (path) => (path[0] === body ? ['body', ...path.slice(1)] : ['path', ...path]));
  }
}

function locate(
  error: unknown,
  place: Place,
  wrapper: string | null | undefined,
  names: WireNames = {},
): unknown {
  return relocate(error, (path) => {
    const isWrapped = wrapper !== undefined && path[0] === wrapper;
    const inside = isWrapped ? path.slice(1) : onTheWire(path, names);
    return place ? [place, ...inside] : inside;
  });
}

function relocate(error: unknown, toPath: (path: Problem['path']) => Problem['path']): unknown {
  if (!(error instanceof AppError) || error.problems.length === 0) return error;
  const problems = error.problems.map((problem) => ({ ...problem, path: toPath(problem.path) }));
  return new AppError(error.code, error.facts, problems);
}

function onTheWire(path: Problem['path'], names: WireNames): Problem['path'] {
  const [first, ...rest] = path;
  const isRenamed = typeof first === 'string' && Object.hasOwn(names, first);
  return isRenamed ? [names[first] ?? first, ...rest] : path;
}
