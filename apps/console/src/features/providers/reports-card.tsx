import { Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client';
import type { ProviderConfig, ProviderType } from '../../api/types';
import { useMutation } from '../../api/use-mutation';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { Loaded } from '../../ui/loaded';
import { notices } from '../../ui/notices';
import { ProblemAlert } from '../../ui/problem-alert';
import { ScopedButton } from '../../ui/scoped-button';
import { reportsQuery } from './queries';

interface Props {
  readonly config: ProviderConfig;
  readonly type: ProviderType;
}

export function ReportsCard({ config: { key }, type: { label } }: Props) {
  const { reports: words } = useWords().providers;
  const queryClient = useQueryClient();
  const query = useQuery(reportsQuery(key));
  const settingUp = useMutation({
    mutationFn: () =>
      client.POST('/api/v1/messaging/config/{config_key}/reports', { params: { path: { config_key: key } } }),
    onSuccess: async () => {
      await queryClient.invalidateQueries();
      notices.say(words.done(label));
    },
  });
  if (query.data?.setup === 'none') return null;
  return (
    <Card title={words.title}>
      <Loaded query={query} rows={2}>
        {({ setup, ready, url }) =>
          setup === 'with_each_message' ? (
            <Text size="sm">{words.each(label)}</Text>
          ) : (
            <Stack gap="sm" align="flex-start">
              <Text size="sm">
                {words.why} {ready ? words.ready(label) : setup === 'by_hand' ? words.byHand : words.once}
              </Text>
              <Text size="sm" className="address">
                {url}
              </Text>
              {setup === 'once' && (
                <ScopedButton
                  scope="messaging:create_or_update"
                  variant="default"
                  size="xs"
                  loading={settingUp.isPending}
                  onClick={() => settingUp.mutate()}
                >
                  {words.setUp}
                </ScopedButton>
              )}
              {settingUp.error && <ProblemAlert error={settingUp.error} />}
            </Stack>
          )
        }
      </Loaded>
    </Card>
  );
}
