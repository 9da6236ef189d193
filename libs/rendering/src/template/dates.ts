import { messageKind, type MessageKindId } from '@subjectline/contracts';
import type { Variables } from './write';

interface Place {
  /** Of the words that the values are written into. */
  readonly locale: string;
  /** Null: UTC. */
  readonly timeZone: string | null;
}

/** The values with each date as a person reads it: `2 March 2026`. What is no date stays as it is. */
export function withDates(kind: MessageKindId, variables: Variables, place: Place): Variables {
  const { parameters } = messageKind(kind);
  const isDate = (name: string) => Object.hasOwn(parameters, name) && parameters[name]?.type === 'date';
  const written = Object.entries(variables)
    .filter(([name]) => isDate(name))
    .map(([name, value]) => [name, dateIn(value, place)] as const);
  return written.length === 0 ? variables : { ...variables, ...Object.fromEntries(written) };
}

function dateIn(value: string, { locale, timeZone }: Place): string {
  const moment = Date.parse(value);
  if (!/^\d{4}-\d\d-\d\d/.test(value) || Number.isNaN(moment)) return value;
  // English as it is written in most places: the day before the month
  const language = locale.toLowerCase() === 'en' ? 'en-GB' : locale;
  // a day is the same one everywhere
  const isDay = /^\d{4}-\d\d-\d\d$/.test(value);
  const options = { dateStyle: 'long', timeZone: isDay ? 'UTC' : (timeZone ?? 'UTC') } as const;
  try {
    return new Intl.DateTimeFormat(language, options).format(moment);
  } catch {
    // a language tag, or a time zone, that this runtime does not know
    return new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(moment);
  }
}
