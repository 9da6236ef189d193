import { Own, type Field } from '@subjectline/schema';

export const TimeZone: Field<string> = Own<string>(
  {
    name: 'isTimeZone',
    validate: (value) => typeof value === 'string' && isTimeZone(value),
    message: 'must be a time zone of the IANA database, such as Europe/Berlin',
  },
  { example: 'Europe/London' },
);

function isTimeZone(name: string): boolean {
  // an offset is none: it has no summer time
  if (!/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
