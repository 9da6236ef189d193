import { Group, Text } from '@mantine/core';
import { useState } from 'react';
import type { PrivacyRequest } from '../../api/types';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { ScopedButton } from '../../ui/scoped-button';
import { DecisionDialog } from './decision-dialog';
import { decisions, type Decision } from './decisions';

/** Which decisions a status leaves. */
const possible: Readonly<Partial<Record<PrivacyRequest['status'], readonly Decision[]>>> = {
  pending: decisions,
  identity_unverified: ['cancel'],
};

export function DecideCard({ request: { id, status } }: { readonly request: PrivacyRequest }) {
  const { decide: words, status: statusWords } = useWords().requests;
  const [decision, setDecision] = useState<Decision | null>(null);
  const choices = possible[status] ?? [];
  return (
    <Card title={words.title}>
      {choices.length === 0 && <Text size="sm">{words.closed(statusWords[status])}</Text>}
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
