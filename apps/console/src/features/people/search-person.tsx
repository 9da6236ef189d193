import { Button, Group, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PersonReference } from '../../api/types';
import { useWords } from '../../i18n/words';

const fields = ['email', 'phone_number', 'user_id'] as const;

interface Props {
  readonly isBusy: boolean;
  readonly onSearch: (person: PersonReference) => void;
}

export function SearchPerson({ isBusy, onSearch }: Props) {
  const { people: words, ...common } = useWords();
  const [typed, setTyped] = useState({ email: '', phone_number: '', user_id: '' });
  const given = fields.filter((field) => typed[field].trim() !== '');
  return (
    <form
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch(Object.fromEntries(given.map((field) => [field, typed[field].trim()])));
      }}
    >
      <Group align="flex-end" gap="sm">
        {fields.map((field) => (
          <TextInput
            key={field}
            label={words.fields[field]}
            value={typed[field]}
            onChange={({ currentTarget: { value } }) => setTyped({ ...typed, [field]: value })}
            autoComplete="off"
            spellCheck={false}
            miw={220}
          />
        ))}
        <Button type="submit" loading={isBusy} disabled={given.length === 0}>
          {common.find}
        </Button>
      </Group>
    </form>
  );
}
