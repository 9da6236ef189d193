import { Select, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { isLanguage, languages } from '../i18n/languages';
import { useTranslation } from '../i18n/words';

const languageOptions = Object.entries(languages).map(([value, label]) => ({ value, label }));

export function LanguageSelect() {
  const { language, words, choose } = useTranslation();
  return (
    <Select
      aria-label={words.language}
      size="xs"
      w={110}
      data={languageOptions}
      value={language}
      allowDeselect={false}
      onChange={(value) => value && isLanguage(value) && choose(value)}
    />
  );
}

export function ColorSchemeSelect() {
  const { words } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const schemes: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];
  return (
    <Select
      aria-label={words.colors.label}
      size="xs"
      w={160}
      data={schemes.map((value) => ({ value, label: words.colors[value] }))}
      value={colorScheme}
      allowDeselect={false}
      onChange={(value) => setColorScheme(schemes.find((one) => one === value) ?? 'auto')}
    />
  );
}
