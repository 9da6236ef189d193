import { type ClassOf, examine, instantiate, ProblemList } from '@subjectline/schema';
import { AppError } from '../catalog/errors';

/**
 * Turns a plain value into an instance of a contract class, or throws `AppError('invalid')` with its problems.
 * Fields that the class does not name are a problem (`extra`), never dropped.
 */
export function check<T extends object>(type: ClassOf<T>, value: unknown): T {
  const [instance, problems] = examine(type, value);
  if (instance === undefined || problems.length > 0) throw new AppError('invalid', {}, problems);
  return instance;
}

/** The same for what others' clients send: fields that the class does not name are left out. */
export function checkKnown<T extends object>(type: ClassOf<T>, value: unknown): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return check(type, value);
  return check(type, instantiate(type, value, new ProblemList()));
}
