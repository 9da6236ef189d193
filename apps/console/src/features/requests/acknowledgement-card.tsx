import { Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/client';
import { openStatuses } from '../../api/open-statuses';
import type { PrivacyRequest } from '../../api/types';
import { useMutation } from '../../api/use-mutation';
import { useFormat } from '../../i18n/use-format';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { ProblemAlert } from '../../ui/problem-alert';
import { ScopedButton } from '../../ui/scoped-button';
import { deadlinesQuery } from './queries';

/** The receipt, where a law wants it confirmed. */
export function AcknowledgementCard({ request: { id, status } }: { readonly request: PrivacyRequest }) {
  const { acknowledge: words } = useWords().requests;
  const { date } = useFormat();
  const queryClient = useQueryClient();
  const deadlines = useQuery(deadlinesQuery(id)).data;
  const confirming = useMutation({
    mutationFn: (told_otherwise: boolean) =>
      client.POST('/api/v1/privacy-request/{id}/acknowledgement', {
        params: { path: { id } },
        body: { told_otherwise },
      }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  if (!deadlines?.ack_due || !openStatuses.includes(status)) return null;
  const state = deadlines.acknowledgement?.state;
  if (state === 'sent') return null;
  return (
    <Card title={words.title}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{state === 'pending' ? words.pending : words.text(date(deadlines.ack_due))}</Text>
        {state !== 'pending' && (
          <>
            <ScopedButton
              scope="privacy-request:review"
              variant="default"
              loading={confirming.isPending}
              onClick={() => confirming.mutate(false)}
            >
              {words.action}
            </ScopedButton>
            <ScopedButton
              scope="privacy-request:review"
              variant="subtle"
              loading={confirming.isPending}
              onClick={() => confirming.mutate(true)}
            >
              {words.told}
            </ScopedButton>
          </>
        )}
        {confirming.error && <ProblemAlert error={confirming.error} />}
      </Stack>
    </Card>
  );
}
