import { AppError, type Problem } from '@subjectline/contracts';

/**
 * A point in time as every service and database reads it. ISO 8601 knows more than they do: weeks, ordinal days, years
 * of more than four digits.
 */
export function readMoment(text: string, path: Problem['path']): string {
  const moment = momentOf(text);
  if (moment !== null) return moment;
  throw new AppError('invalid', {}, [
    { path, rule: 'isMoment', message: 'must be an ISO 8601 date and time' },
  ]);
}

/** A point in time that does not depend on where it is read. */
export function readZonedMoment(text: string, path: Problem['path']): string {
  const moment = readMoment(text, path);
  if (/(Z|[+-]\d{2}(:?\d{2})?)$/i.test(text) && /T/i.test(text)) return moment;
  throw new AppError('invalid', {}, [
    {
      path,
      rule: 'hasZone',
      message: 'must be a date and time with a time zone, such as 2026-03-02T09:30:00Z',
    },
  ]);
}

/** @returns null for what is none */
export function momentOf(text: string): string | null {
  const milliseconds = /^\d{4}-\d{2}-\d{2}([T ]|$)/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString();
}
