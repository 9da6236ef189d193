import { Button, Group, Select, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useWords } from '../../i18n/words';
import { actions, orders, readFilters, statuses, type Filters } from './filters';

interface Props {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
  readonly text: string;
  readonly onSearch: (text: string) => void;
}

export function FilterBar({ filters, onChange, text, onSearch }: Props) {
  const words = useWords();
  const { requests } = words;
  // another filter begins at the first page
  const set = (change: Record<string, unknown>) => onChange(readFilters({ ...filters, ...change, page: 1 }));
  return (
    <>
      <PersonSearch key={text} text={text} onSearch={onSearch} />
      <Group align="flex-end" gap="sm">
        <Select
          label={requests.filters.status}
          size="xs"
          data={[
            { value: 'open', label: requests.open },
            { value: 'all', label: words.all },
            ...statuses.map((value) => ({ value, label: requests.status[value] })),
          ]}
          value={filters.status ?? 'open'}
          allowDeselect={false}
          onChange={(status) => set({ status })}
        />
        <Select
          label={requests.filters.action}
          size="xs"
          data={[
            { value: '', label: words.all },
            ...actions.map((value) => ({ value, label: requests.action[value] })),
          ]}
          value={filters.action ?? ''}
          allowDeselect={false}
          onChange={(action) => set({ action })}
        />
        <Select
          label={requests.filters.order}
          size="xs"
          data={orders.map((value) => ({ value, label: requests.orders[value] }))}
          value={filters.order ?? 'due'}
          allowDeselect={false}
          onChange={(order) => set({ order })}
        />
        <Switch
          label={requests.filters.overdue}
          checked={filters.overdue ?? false}
          onChange={(event) => set({ overdue: event.currentTarget.checked })}
        />
      </Group>
    </>
  );
}

function PersonSearch({ text, onSearch }: Pick<Props, 'text' | 'onSearch'>) {
  const words = useWords().requests;
  const [typed, setTyped] = useState(text);
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
          label={words.search}
          description={words.searchHelp}
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
