import { Button, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { api, client } from '../../../api/client';
import { useSession } from '../../../api/session';
import type { SessionRecord } from '../../../api/types';
import { useMutation } from '../../../api/use-mutation';
import { useWords } from '../../../i18n/words';
import { Card } from '../../../ui/card';
import { Confirm } from '../../../ui/confirm';
import { DataList } from '../../../ui/data-list';
import { Facts } from '../../../ui/facts';
import { Loaded } from '../../../ui/loaded';
import { Page } from '../../../ui/page';
import { ProblemAlert } from '../../../ui/problem-alert';
import { useAction } from '../../../ui/use-action';
import { When } from '../../../ui/when';

const sessionsQuery = api.queryOptions('get', '/api/v1/sessions');

/** Who is signed in, with which rights, and where. */
export function AccountPage() {
  const { account: words, roles } = useWords().settings;
  const { name, role, organization, scopes, expires_at } = useSession();
  return (
    <Page title={words.title} summary={words.summary}>
      <Card title={words.facts}>
        <Facts
          facts={[
            [words.name, name],
            [words.role, role ? roles[role] : words.client],
            [words.organization, organization],
            [words.until, <When key="until" moment={expires_at} />],
            [words.scopes, scopes.join(', ')],
          ]}
        />
      </Card>
      <SessionsCard />
    </Page>
  );
}

function SessionsCard() {
  const { account: words } = useWords().settings;
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const ending = useMutation({
    mutationFn: () => client.DELETE('/api/v1/sessions'),
    onSuccess: async () => {
      sessionStorage.clear();
      queryClient.clear();
      await navigate({ to: '/sign-in' });
    },
  });
  const endingOne = useAction(
    (id: string) => client.DELETE('/api/v1/sessions/{id}', { params: { path: { id } } }),
    words.ended,
  );
  const columns = [
    {
      key: 'browser',
      label: words.columns.browser,
      cell: ({ browser, is_current }: SessionRecord) => {
        const label = browser === 'other' ? words.otherBrowser : browser;
        return is_current ? words.current(label) : label;
      },
    },
    {
      key: 'created',
      label: words.columns.created,
      cell: ({ created_at }: SessionRecord) => <When moment={created_at} />,
    },
    {
      key: 'used',
      label: words.columns.used,
      cell: ({ last_used_at }: SessionRecord) => <When moment={last_used_at} />,
    },
    {
      key: 'expires',
      label: words.columns.expires,
      cell: ({ expires_at }: SessionRecord) => <When moment={expires_at} />,
    },
    {
      key: 'actions',
      label: words.columns.actions,
      cell: ({ id, is_current }: SessionRecord) =>
        !is_current && (
          <Button
            size="compact-xs"
            variant="default"
            loading={endingOne.isPending && endingOne.variables === id}
            onClick={() => endingOne.mutate(id)}
          >
            {words.end}
          </Button>
        ),
    },
  ];
  return (
    <Card title={words.sessions}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm" c="dimmed">
          {words.sessionsText}
        </Text>
        <Loaded query={useQuery(sessionsQuery)} rows={2}>
          {({ items }) => (
            <DataList caption={words.sessions} columns={columns} rows={items} idOf={({ id }) => id} />
          )}
        </Loaded>
        {endingOne.error && <ProblemAlert error={endingOne.error} />}
        <Button variant="default" onClick={() => setOpen(true)}>
          {words.endAll}
        </Button>
      </Stack>
      <Confirm
        isOpen={isOpen}
        title={words.endAll}
        text={words.endAllText}
        isDangerous
        isBusy={ending.isPending}
        error={ending.error}
        onConfirm={() => ending.mutate()}
        onClose={() => setOpen(false)}
      />
    </Card>
  );
}
