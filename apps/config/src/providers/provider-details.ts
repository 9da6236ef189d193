import { AppError, check, type Problem } from '@subjectline/contracts';
import type { Provider } from '@subjectline/providers';

/** Details that fit their provider; null for one that has none. */
export function checkedDetails(provider: Provider, details: object | null | undefined): object | null {
  const isEmpty = !details || Object.keys(details).length === 0;
  if (!provider.Details) {
    if (!isEmpty) throw new AppError('invalid', {}, extraProblems(details));
    return null;
  }
  if (isEmpty) {
    const message = 'Messaging config must include details';
    throw new AppError('invalid', {}, [{ path: [], rule: 'detailsMissing', message }]);
  }
  return plain(check(provider.Details, details));
}

export function extraProblems(fields: object): Problem[] {
  return Object.keys(fields).map((name) => ({ path: [name], rule: 'extra', message: 'is not known here' }));
}

/** As it comes back from the database, so that the two can be compared. */
export function plain(settings: object): object {
  return { ...settings };
}
