import { Button, Group, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';
import { DataList } from '../../ui/data-list';
import { Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';
import { Pages } from '../../ui/pages';
import { SearchForm } from '../../ui/search-form';
import { useColumns } from './columns';
import { Explanations } from './explanations';
import { deliveries, periods, readFilters, searchOf, states, subjectOf, type Filters } from './filters';
import { messagesQuery } from './queries';

/** The list, and why a person got no message. */
export function MessagesPage() {
  const words = useWords();
  const { messages } = words;
  const navigate = useNavigate();
  const filters = readFilters(useSearch({ strict: false }));
  // an address may be searched for: it stays out of the URL
  const [text, setText] = useState('');
  const subject = subjectOf(text);
  const query = useQuery(messagesQuery({ ...searchOf(filters), ...subject }));
  const { page = 1 } = filters;
  const columns = useColumns();
  const isFiltered = text !== '' || Object.keys(filters).length > 0;
  const change = (next: Filters) => void navigate({ to: '/messages', search: next });
  const find = (id: string) => {
    if (/^msg_[\w-]+$/.test(id)) void navigate({ to: '/messages/$id', params: { id } });
    else setText(id);
  };
  const attention = (
    <AnchorLink to="/messages/attention" size="sm">
      {words.shell.pages.attention}
    </AnchorLink>
  );
  return (
    <Page title={messages.title} summary={messages.summary} actions={attention}>
      <SearchForm label={messages.search} help={messages.searchHelp} text={text} onSearch={find} />
      <FilterBar filters={filters} onChange={change} />
      {text && <Explanations subject={subject} />}
      <Loaded query={query} rows={8}>
        {({ items, total, pages }) => (
          <>
            <Group role="status">
              <Text size="sm">
                {items.length > 0 ? words.found(total) : isFiltered ? messages.empty : messages.none}
              </Text>
              {isFiltered && (
                <Button
                  variant="default"
                  size="xs"
                  onClick={() => {
                    setText('');
                    change({});
                  }}
                >
                  {words.clearFilters}
                </Button>
              )}
            </Group>
            {items.length > 0 && (
              <DataList caption={messages.title} columns={columns} rows={items} idOf={({ id }) => id} />
            )}
            <Pages
              page={page}
              pages={pages}
              onChange={(next) => change(readFilters({ ...filters, page: next }))}
            />
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface FilterProps {
  readonly filters: Filters;
  readonly onChange: (filters: Filters) => void;
}

function FilterBar({ filters, onChange }: FilterProps) {
  const { kinds, messages, messageStates, deliveryStates } = useWords();
  const set = (change: Record<string, unknown>) => onChange(readFilters({ ...filters, ...change, page: 1 }));
  return (
    <Group gap="sm">
      <Filter
        label={messages.columns.state}
        options={states.map((value) => ({ value, label: messageStates[value] }))}
        value={filters.state}
        onChange={(state) => set({ state })}
      />
      <Filter
        label={messages.columns.delivery}
        options={deliveries.map((value) => ({ value, label: deliveryStates[value] }))}
        value={filters.delivery}
        onChange={(delivery) => set({ delivery })}
      />
      <Filter
        label={messages.columns.kind}
        searchable
        options={Object.entries(kinds).map(([value, label]) => ({ value, label }))}
        value={filters.kind}
        onChange={(kind) => set({ kind })}
      />
      <Filter
        label={messages.columns.created}
        options={periods.map((days) => ({ value: String(days), label: messages.lastDays(days) }))}
        value={filters.days?.toString()}
        onChange={(days) => set({ days: Number(days) })}
      />
    </Group>
  );
}

interface OneFilterProps {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** Undefined: any. */
  readonly value: string | undefined;
  readonly searchable?: boolean;
  readonly onChange: (value: string | null) => void;
}

function Filter({ label, options, value = '', searchable = false, onChange }: OneFilterProps) {
  const { all } = useWords();
  return (
    <Select
      label={label}
      size="xs"
      searchable={searchable}
      data={[{ value: '', label: all }, ...options]}
      value={value}
      allowDeselect={false}
      onChange={onChange}
    />
  );
}
