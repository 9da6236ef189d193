import { Button, Group, TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useWords } from '../i18n/words';

interface Props {
  readonly label: string;
  readonly help: string;
  readonly text: string;
  readonly onSearch: (text: string) => void;
}

/** A search for a person or an id, which is kept nowhere. */
export function SearchForm({ label, help, text, onSearch }: Props) {
  const words = useWords();
  const [typed, setTyped] = useState(text);
  useEffect(() => setTyped(text), [text]);
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(typed.trim());
      }}
    >
      <Group align="flex-end" gap="sm">
        <TextInput
          label={label}
          description={help}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          spellCheck={false}
          flex={1}
          maw={480}
        />
        <Button type="submit" variant="default">
          {words.find}
        </Button>
      </Group>
    </form>
  );
}
