import { Button, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { requestsQuery, type RequestPage } from '../../api/privacy-requests';
import { useWords } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';
import { DataList } from '../../ui/data-list';
import { Loaded } from '../../ui/loaded';
import { Page } from '../../ui/page';
import { Pages } from '../../ui/pages';
import { DecisionDialog } from './decision-dialog';
import type { Decision } from './decisions';
import { FilterBar } from './filter-bar';
import { readFilters, searchOf, type Filters } from './filters';
import { useColumns } from './columns';
import { SelectionBar } from './selection-bar';

/** The list: open requests by their due date unless other filters are chosen. */
export function RequestsPage() {
  const words = useWords().requests;
  const navigate = useNavigate();
  const filters = readFilters(useSearch({ strict: false }));
  // an address may be searched for: it stays out of the URL
  const [text, setText] = useState('');
  // here, not beside the list: what is decided leaves the list, and the dialog has to say what could not be
  const [order, setOrder] = useState<Order | null>(null);
  const query = useQuery(requestsQuery(searchOf(filters, text), filters.page ?? 1));
  const change = (next: Filters) => void navigate({ to: '/requests', search: next });
  return (
    <Page title={words.title} summary={words.summary}>
      <FilterBar filters={filters} onChange={change} text={text} onSearch={setText} />
      <Loaded query={query} rows={8}>
        {(data) => (
          <Results
            data={data}
            filters={filters}
            scope={scopeOf(filters, text)}
            onChange={change}
            onDecide={setOrder}
            onClear={() => {
              setText('');
              change({ status: 'all' });
            }}
          />
        )}
      </Loaded>
      {order && <DecisionDialog {...order} onClose={() => setOrder(null)} />}
    </Page>
  );
}

interface Order {
  readonly decision: Decision;
  readonly ids: readonly string[];
}

interface ResultsProps {
  readonly data: RequestPage;
  readonly filters: Filters;
  readonly scope: Scope;
  readonly onChange: (filters: Filters) => void;
  readonly onDecide: (order: Order) => void;
  readonly onClear: () => void;
}

function Results({ data, filters, scope, onChange, onDecide, onClear }: ResultsProps) {
  const words = useWords();
  const columns = useColumns();
  const [selected, setSelected] = useState<readonly string[]>([]);
  const ids = selected.filter((id) => data.items.some((request) => request.id === id));
  const referenceOf = (id: string) => data.items.find((request) => request.id === id)?.reference ?? id;
  if (data.items.length === 0) return <Empty scope={scope} onClear={onClear} />;
  return (
    <>
      <Group justify="space-between">
        <Text size="sm" role="status">
          {words.found(data.total)}
        </Text>
        {ids.length > 0 && (
          <SelectionBar count={ids.length} onDecide={(decision) => onDecide({ decision, ids })} />
        )}
      </Group>
      <DataList
        caption={words.requests.caption}
        columns={columns}
        rows={data.items}
        idOf={({ id }) => id}
        selection={{
          ids,
          onChange: setSelected,
          allLabel: words.requests.selection.all,
          rowLabel: (id) => words.requests.selection.row(referenceOf(id)),
        }}
      />
      <Pages
        page={filters.page ?? 1}
        pages={data.pages}
        onChange={(page) => onChange(page > 1 ? { ...filters, page } : { ...filters, page: 1 })}
      />
    </>
  );
}

/** What the list was asked for: there may be requests that are not open. */
type Scope = 'open' | 'all' | 'filtered';

function scopeOf({ status, page: _page, ...rest }: Filters, text: string): Scope {
  if (text !== '' || Object.keys(rest).length > 0) return 'filtered';
  if (status === undefined) return 'open';
  return status === 'all' ? 'all' : 'filtered';
}

function Empty({ scope, onClear }: { readonly scope: Scope; readonly onClear: () => void }) {
  const words = useWords();
  const texts = {
    open: words.requests.noneOpen,
    all: words.requests.empty,
    filtered: words.requests.noMatch,
  };
  return (
    <Group role="status">
      <Text>{texts[scope]}</Text>
      {scope === 'all' ? (
        <AnchorLink to="/">{words.home.firstRun.show}</AnchorLink>
      ) : (
        <Button variant="default" size="xs" onClick={onClear}>
          {scope === 'open' ? words.requests.showAll : words.clearFilters}
        </Button>
      )}
    </Group>
  );
}
