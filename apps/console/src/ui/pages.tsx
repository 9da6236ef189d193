import { Button, Group, Text } from '@mantine/core';
import { useWords } from '../i18n/words';

interface Props {
  readonly page: number;
  readonly pages: number;
  readonly onChange: (page: number) => void;
}

export function Pages({ page, pages, onChange }: Props) {
  const words = useWords().pages;
  if (pages <= 1) return null;
  return (
    <Group component="nav" aria-label={words.label} justify="center">
      <Button variant="default" size="xs" disabled={page <= 1} onClick={() => onChange(page - 1)}>
        {words.previous}
      </Button>
      <Text size="sm">{words.of(page, pages)}</Text>
      <Button variant="default" size="xs" disabled={page >= pages} onClick={() => onChange(page + 1)}>
        {words.next}
      </Button>
    </Group>
  );
}
