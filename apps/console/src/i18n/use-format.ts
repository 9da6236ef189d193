import { useMemo } from 'react';
import { useTranslation } from './words';

export interface Format {
  readonly date: (moment: string) => string;
  readonly dateTime: (moment: string) => string;
  readonly exactTime: (moment: string) => string;
  /** What a language is called in the chosen one, such as `French (fr)`. */
  readonly languageName: (locale: string) => string;
  readonly list: (items: readonly string[]) => string;
}

/** Dates and lists as the chosen language writes them. */
export function useFormat(): Format {
  const { language } = useTranslation();
  return useMemo(() => {
    const date = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
    const dateTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
    const exactTime = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' });
    const names = new Intl.DisplayNames(language, { type: 'language' });
    const list = new Intl.ListFormat(language);
    return {
      date: (moment) => date.format(new Date(moment)),
      dateTime: (moment) => dateTime.format(new Date(moment)),
      exactTime: (moment) => exactTime.format(new Date(moment)),
      languageName: (locale) => `${names.of(locale) ?? locale} (${locale})`,
      list: (items) => list.format(items),
    };
  }, [language]);
}
