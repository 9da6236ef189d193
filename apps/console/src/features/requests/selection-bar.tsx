import { Group, Text } from '@mantine/core';
import { useWords } from '../../i18n/words';
import { ScopedButton } from '../../ui/scoped-button';
import { decisions, type Decision } from './decisions';

interface Props {
  readonly count: number;
  readonly onDecide: (decision: Decision) => void;
}

export function SelectionBar({ count, onDecide }: Props) {
  const words = useWords().requests;
  return (
    <Group gap="xs">
      <Text size="sm" role="status">
        {words.selection.count(count)}
      </Text>
      {decisions.map((decision) => (
        <ScopedButton
          key={decision}
          scope="privacy-request:review"
          size="xs"
          variant={decision === 'approve' ? 'filled' : 'default'}
          onClick={() => onDecide(decision)}
        >
          {words.decide[`${decision}Title`](count)}
        </ScopedButton>
      ))}
    </Group>
  );
}
