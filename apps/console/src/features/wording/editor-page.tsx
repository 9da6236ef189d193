import { Button, Group, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { toProblem } from '../../api/problem';
import type { WordingKind } from '../../api/types';
import { useFormat } from '../../i18n/use-format';
import { useWords } from '../../i18n/words';
import { NotFound } from '../../shell/not-found';
import { AnchorLink } from '../../ui/anchor-link';
import { Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';
import { Editor } from './editor';
import { canonicalLanguage, readEditing, shippedLanguages, type Editing } from './editing';
import { kindsQuery, wordingQuery } from './queries';

/** The words of one kind of message in one language. */
export function EditorPage() {
  const { kind } = useParams({ from: '/signed-in/wording/$kind' });
  const query = useQuery(kindsQuery);
  return (
    <Loaded query={query} rows={10}>
      {({ items }) => {
        const found = items.find((item) => item.kind === kind);
        return found ? <KindPage kind={found} /> : <NotFound />;
      }}
    </Loaded>
  );
}

function KindPage({ kind }: { readonly kind: WordingKind }) {
  const { wording: words, kinds } = useWords();
  const navigate = useNavigate();
  const editing = readEditing(useSearch({ strict: false }));
  const { lang: locale = 'en', part = 'email' } = editing;
  const place = { kind: kind.kind, locale };
  const query = useQuery(wordingQuery(place));
  const change = (next: Editing) =>
    void navigate({ to: '/wording/$kind', params: { kind: kind.kind }, search: { ...editing, ...next } });
  const back = (
    <AnchorLink to="/wording" size="sm">
      {words.back}
    </AnchorLink>
  );
  if (query.isError && toProblem(query.error).status === 404) return <NotFound />;
  return (
    <Page title={kinds[kind.kind] ?? kind.label} summary={words.editorSummary} actions={back}>
      <Languages kind={kind} locale={locale} onChange={(lang) => change({ lang })} />
      <Loaded query={query} rows={10}>
        {(wording) => (
          <Editor
            key={`${place.kind} ${locale}`}
            kind={kind}
            place={place}
            wording={wording}
            part={part}
            onPart={(next) => change({ part: next })}
          />
        )}
      </Loaded>
    </Page>
  );
}

interface LanguagesProps {
  readonly kind: WordingKind;
  readonly locale: string;
  readonly onChange: (locale: string) => void;
}

function Languages({ kind: { own }, locale, onChange }: LanguagesProps) {
  const { wording: words } = useWords();
  const { languageName } = useFormat();
  const [typed, setTyped] = useState('');
  const owned = own.map((language) => language.locale);
  const locales = [...new Set([...shippedLanguages, ...owned, locale])];
  const other = canonicalLanguage(typed.trim());
  return (
    <Stack gap="xs">
      <Group align="flex-end" gap="sm">
        <Select
          label={words.language}
          size="xs"
          w={240}
          data={locales.map((value) => ({
            value,
            label: owned.includes(value) ? words.ownLanguage(languageName(value)) : languageName(value),
          }))}
          value={locale}
          allowDeselect={false}
          onChange={(value) => value && onChange(value)}
        />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (other) onChange(other);
            setTyped('');
          }}
        >
          <Group align="flex-end" gap="xs">
            <TextInput
              label={words.otherLanguage}
              placeholder="pt-BR"
              size="xs"
              value={typed}
              onChange={(event) => setTyped(event.currentTarget.value)}
            />
            <Button type="submit" size="xs" variant="default" disabled={other === null}>
              {words.openLanguage}
            </Button>
          </Group>
        </form>
      </Group>
    </Stack>
  );
}
