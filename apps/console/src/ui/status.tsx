import { Group, Text } from '@mantine/core';

export type Tone = 'good' | 'busy' | 'attention' | 'bad' | 'quiet';

const marks: Readonly<Record<Tone, string>> = { good: '✓', busy: '…', attention: '!', bad: '✕', quiet: '–' };

/** A state in words; the mark before them repeats it, and the color is never alone. */
export function Status({ tone, children }: { readonly tone: Tone; readonly children: string }) {
  return (
    <Group gap={6} wrap="nowrap" component="span" display="inline-flex">
      <span className={`status-mark status-${tone}`} aria-hidden="true">
        {marks[tone]}
      </span>
      <Text span size="sm">
        {children}
      </Text>
    </Group>
  );
}
