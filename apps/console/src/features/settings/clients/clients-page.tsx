import { Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api } from '../../../api/client';
import type { ApiClient } from '../../../api/types';
import { useWords } from '../../../i18n/words';
import { DataList } from '../../../ui/data-list';
import { Loaded } from '../../../ui/loaded';
import { Pages } from '../../../ui/pages';
import { ScopedButton } from '../../../ui/scoped-button';
import { SecretOnce, type NewSecret } from '../../../ui/secret-once';
import { Status } from '../../../ui/status';
import { useCreating } from '../creating';
import { SettingsPage } from '../settings-page';
import { ClientActions } from './client-actions';
import { ClientDialog } from './client-dialog';

function clientsQuery(page: number) {
  const params = { query: { page, size: 50 } };
  return api.queryOptions('get', '/api/v1/oauth/client', { params }, { placeholderData: keepPreviousData });
}

/** Programs that call the API. */
export function ClientsPage() {
  const { clients: words } = useWords().settings;
  const [isCreating, setCreating] = useCreating();
  const [created, setCreated] = useState<NewSecret | null>(null);
  const [page, setPage] = useState(1);
  const columns = [
    {
      key: 'name',
      label: words.columns.name,
      cell: ({ name, client_id, description }: ApiClient) => (
        <>
          <Text size="sm">{name ?? client_id}</Text>
          <Text size="xs" c="dimmed" className="address">
            {client_id}
          </Text>
          {description && <Text size="xs">{description}</Text>}
        </>
      ),
    },
    {
      key: 'state',
      label: words.columns.state,
      cell: ({ disabled }: ApiClient) => (
        <Status tone={disabled ? 'quiet' : 'good'}>{disabled ? words.disabled : words.enabled}</Status>
      ),
    },
    {
      key: 'scopes',
      label: words.columns.scopes,
      cell: ({ scopes }: ApiClient) => <span title={scopes.join(', ')}>{words.count(scopes.length)}</span>,
    },
    {
      key: 'actions',
      label: words.columns.actions,
      cell: (one: ApiClient) => <ClientActions client={one} onSecret={setCreated} />,
    },
  ];
  const create = (
    <ScopedButton scope="client:create" onClick={() => setCreating(true)}>
      {words.create}
    </ScopedButton>
  );
  return (
    <SettingsPage section="clients" actions={create}>
      {created && <SecretOnce created={created} onClose={() => setCreated(null)} />}
      <Loaded query={useQuery(clientsQuery(page))} rows={4}>
        {({ items, pages }) => (
          <>
            {items.length === 0 && <Text size="sm">{words.empty}</Text>}
            {items.length > 0 && (
              <DataList
                caption={words.caption}
                columns={columns}
                rows={items}
                idOf={({ client_id }) => client_id}
              />
            )}
            <Pages page={page} pages={pages} onChange={setPage} />
          </>
        )}
      </Loaded>
      {isCreating && <ClientDialog client={null} onSecret={setCreated} onClose={() => setCreating(false)} />}
    </SettingsPage>
  );
}
