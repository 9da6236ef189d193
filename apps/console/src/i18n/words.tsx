import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { en, type Words } from './en';
import { loadWords, rememberLanguage, type Language } from './languages';

interface Translation {
  readonly language: Language;
  readonly words: Words;
  readonly choose: (language: Language) => void;
}

const TranslationContext = createContext<Translation>({ language: 'en', words: en, choose: () => undefined });

interface Props {
  readonly first: { readonly language: Language; readonly words: Words };
  readonly children: ReactNode;
}

export function TranslationProvider({ first, children }: Props) {
  const [current, setCurrent] = useState(first);
  useEffect(() => {
    document.documentElement.lang = current.language;
  }, [current.language]);
  const value = useMemo(
    () => ({
      ...current,
      choose: (language: Language) => {
        rememberLanguage(language);
        void loadWords(language).then((words) => setCurrent({ language, words }));
      },
    }),
    [current],
  );
  return <TranslationContext value={value}>{children}</TranslationContext>;
}

export const useTranslation = (): Translation => useContext(TranslationContext);
export const useWords = (): Words => useTranslation().words;
