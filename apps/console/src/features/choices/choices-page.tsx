import { Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { ConsentUser } from '../../api/types';
import { useWords } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';
import { Card } from '../../ui/card';
import { DataList, type Column } from '../../ui/data-list';
import { Loaded } from '../../ui/loaded';
import { mask } from '../../ui/mask';
import { Page } from '../../ui/page';
import { Pages } from '../../ui/pages';
import { SearchForm } from '../../ui/search-form';
import { When } from '../../ui/when';
import { ApproversCard } from './approvers-card';
import { readPage } from './filters';
import { PendingCard } from './pending-card';
import { usersQuery } from './queries';

export function ChoicesPage() {
  const words = useWords();
  const { choices } = words;
  const navigate = useNavigate();
  const { page = 1 } = readPage(useSearch({ strict: false }));
  // it may be an address: it stays out of the URL
  const [text, setText] = useState('');
  const query = useQuery(usersQuery(text, text === '' ? page : 1));
  const columns = useColumns();
  return (
    <Page title={choices.title} summary={choices.summary}>
      <div className="two-columns">
        <Card title={choices.users}>
          <Stack>
            <SearchForm label={choices.search} help={choices.searchHelp} text={text} onSearch={setText} />
            <Loaded query={query} rows={6}>
              {({ items, total, pages }) => (
                <>
                  <Group role="status">
                    <Text size="sm">
                      {items.length > 0 ? words.found(total) : text === '' ? choices.none : choices.empty}
                    </Text>
                  </Group>
                  {items.length > 0 && (
                    <DataList caption={choices.users} columns={columns} rows={items} idOf={({ id }) => id} />
                  )}
                  <Pages
                    page={page}
                    pages={text === '' ? pages : 1}
                    onChange={(next) => void navigate({ to: '/choices', search: readPage({ page: next }) })}
                  />
                </>
              )}
            </Loaded>
          </Stack>
        </Card>
        <Stack>
          <PendingCard />
          <ApproversCard />
        </Stack>
      </div>
    </Page>
  );
}

function useColumns(): Column<ConsentUser>[] {
  const { choices: words } = useWords();
  const { columns } = words;
  return [
    {
      key: 'user',
      label: columns.user,
      cell: ({ id, organization_user_id }) => (
        <AnchorLink to="/choices/users/$id" params={{ id }} size="sm">
          {organization_user_id === null ? id : mask(organization_user_id)}
        </AnchorLink>
      ),
    },
    {
      key: 'choices',
      label: columns.choices,
      cell: ({ consents: { purposes = [] } }) =>
        words.count(
          purposes.filter(({ enabled }) => enabled === true).length,
          purposes.filter(({ enabled }) => enabled === false).length,
        ),
    },
    { key: 'country', label: columns.country, cell: ({ country }) => country ?? '–' },
    {
      key: 'updated',
      label: columns.updated,
      cell: ({ updated_at }) => <When moment={updated_at} dateOnly />,
    },
  ];
}
