import { useMemo } from 'react';
import { useTranslation } from './words';

export interface Format {
  readonly date: (moment: string) => string;
  readonly dateTime: (moment: string) => string;
  readonly list: (items: readonly string[]) => string;
}

/** Dates and lists as the chosen language writes them. */
export function useFormat(): Format {
  const { language } = useTranslation();
  return useMemo(() => {
    const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
    const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    const list = new Intl.ListFormat(language);
    return {
      date: (moment) => date.format(new Date(moment)),
      dateTime: (moment) => dateTime.format(new Date(moment)),
      list: (items) => list.format(items),
    };
  }, [language]);
}
