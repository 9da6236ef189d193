import { Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client';
import type { PrivacyRequest } from '../../api/types';
import { useMutation } from '../../api/use-mutation';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { ProblemAlert } from '../../ui/problem-alert';
import { ScopedButton } from '../../ui/scoped-button';
import { DecisionDialog } from './decision-dialog';
import { decisions, type Decision } from './decisions';

/** Which decisions a status leaves. */
const possible: Readonly<Partial<Record<PrivacyRequest['status'], readonly Decision[]>>> = {
  pending: decisions,
  identity_unverified: ['cancel'],
};

export function DecideCard({ request }: { readonly request: PrivacyRequest }) {
  const { id, status, not_identified_at } = request;
  const { decide: words, status: statusWords } = useWords().requests;
  const [decision, setDecision] = useState<Decision | null>(null);
  const choices = possible[status] ?? [];
  return (
    <Card title={words.title}>
      {not_identified_at && <Reopening id={id} />}
      {choices.length === 0 && !not_identified_at && (
        <Text size="sm">{words.closed(statusWords[status])}</Text>
      )}
      {status === 'identity_unverified' && (
        <Text size="sm" mb="sm">
          {words.waiting}
        </Text>
      )}
      <Group gap="xs">
        {choices.map((choice) => (
          <ScopedButton
            key={choice}
            scope="privacy-request:review"
            variant={choice === 'approve' ? 'filled' : 'default'}
            onClick={() => setDecision(choice)}
          >
            {words[choice]}
          </ScopedButton>
        ))}
      </Group>
      {decision && <DecisionDialog decision={decision} ids={[id]} onClose={() => setDecision(null)} />}
    </Card>
  );
}

/** Closed because its person had not been identified: the only decision that can be taken back. */
function Reopening({ id }: { readonly id: string }) {
  const { decide: words } = useWords().requests;
  const queryClient = useQueryClient();
  const reopening = useMutation({
    mutationFn: () => client.POST('/api/v1/privacy-request/{id}/reopen', { params: { path: { id } } }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  return (
    <Stack gap="sm" align="flex-start">
      <Text size="sm">{words.notIdentified}</Text>
      <ScopedButton
        scope="privacy-request:review"
        variant="default"
        loading={reopening.isPending}
        onClick={() => reopening.mutate()}
      >
        {words.reopen}
      </ScopedButton>
      {reopening.error && <ProblemAlert error={reopening.error} />}
    </Stack>
  );
}
