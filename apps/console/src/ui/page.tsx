import { Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../i18n/words';

interface Props {
  readonly title: string;
  /** What is true now, and what to do next. */
  readonly summary?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page with its heading, which has the focus after a navigation so that screen readers begin there. */
export function Page({ title, summary, actions, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { product } = useWords();
  useEffect(() => {
    document.title = `${title} · ${product}`;
  }, [title, product]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <Stack gap="lg" maw={1280} mx="auto">
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={1} size="h2" ref={heading} tabIndex={-1} className="page-heading">
            {title}
          </Title>
          {summary && <Text c="dimmed">{summary}</Text>}
        </div>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Stack>
  );
}
