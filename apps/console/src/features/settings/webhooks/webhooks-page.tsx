import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { WebhookEndpoint } from '../../../api/types';
import { useWords } from '../../../i18n/words';
import { AnchorLink } from '../../../ui/anchor-link';
import { DataList } from '../../../ui/data-list';
import { Loaded } from '../../../ui/loaded';
import { ScopedButton } from '../../../ui/scoped-button';
import { SecretOnce, type NewSecret } from '../../../ui/secret-once';
import { useCreating } from '../creating';
import { SettingsPage } from '../settings-page';
import { EndpointDialog } from './endpoint-dialog';
import { EndpointStatus } from './endpoint-status';
import { endpointsQuery } from './queries';

/** Where other systems hear of what happens here. */
export function WebhooksPage() {
  const { webhooks: words } = useWords().settings;
  const [isCreating, setCreating] = useCreating();
  const [created, setCreated] = useState<NewSecret | null>(null);
  const columns = [
    {
      key: 'url',
      label: words.columns.url,
      cell: ({ id, url, description }: WebhookEndpoint) => (
        <>
          <AnchorLink to="/settings/webhooks/$id" params={{ id }} size="sm" className="address">
            {url}
          </AnchorLink>
          {description && <Text size="xs">{description}</Text>}
        </>
      ),
    },
    {
      key: 'state',
      label: words.columns.state,
      cell: (endpoint: WebhookEndpoint) => <EndpointStatus endpoint={endpoint} />,
    },
    {
      key: 'events',
      label: words.columns.events,
      cell: ({ event_types }: WebhookEndpoint) =>
        event_types.length === 0 ? words.allEvents : words.count(event_types.length),
    },
  ];
  const create = (
    <ScopedButton scope="webhook:create_or_update" onClick={() => setCreating(true)}>
      {words.create}
    </ScopedButton>
  );
  return (
    <SettingsPage section="webhooks" actions={create}>
      {created && <SecretOnce created={created} onClose={() => setCreated(null)} />}
      <Loaded query={useQuery(endpointsQuery)} rows={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm">{words.empty}</Text>
          ) : (
            <DataList caption={words.caption} columns={columns} rows={items} idOf={({ id }) => id} />
          )
        }
      </Loaded>
      {isCreating && (
        <EndpointDialog endpoint={null} onSecret={setCreated} onClose={() => setCreating(false)} />
      )}
    </SettingsPage>
  );
}
