import { Group, Select, Switch } from '@mantine/core';
import { useWords } from '../../i18n/words';
import { SearchForm } from '../../ui/search-form';
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
      <SearchForm label={requests.search} help={requests.searchHelp} text={text} onSearch={onSearch} />
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
