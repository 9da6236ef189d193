import { Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { RenderedMessage } from '../api/types';
import { useWords } from '../i18n/words';
import { Facts } from './facts';
import { MailFrame } from './mail-frame';

interface Props {
  readonly title: string;
  readonly message: RenderedMessage;
}

/** A message as its reader sees it: a mail in either width and colors, or its text; an SMS with its segments. */
export function MessagePreview({ title, message }: Props) {
  const { preview: words } = useWords();
  const [view, setView] = useState<'html' | 'text'>('html');
  const [width, setWidth] = useState<'wide' | 'phone'>('wide');
  const [colors, setColors] = useState<'light' | 'dark'>('light');
  const { subject, html, text, from_name, reply_to, segments, missing } = message;
  const isMail = html !== null;
  return (
    <Stack gap="xs" role="group" aria-label={title}>
      {isMail && (
        <Group gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={words.view}
            data={[
              { value: 'html', label: words.html },
              { value: 'text', label: words.text },
            ]}
            value={view}
            onChange={(value) => setView(value === 'text' ? 'text' : 'html')}
          />
          <SegmentedControl
            size="xs"
            aria-label={words.width}
            data={[
              { value: 'wide', label: words.wide },
              { value: 'phone', label: words.phone },
            ]}
            value={width}
            onChange={(value) => setWidth(value === 'phone' ? 'phone' : 'wide')}
          />
          <SegmentedControl
            size="xs"
            aria-label={words.colors}
            data={[
              { value: 'light', label: words.light },
              { value: 'dark', label: words.dark },
            ]}
            value={colors}
            onChange={(value) => setColors(value === 'dark' ? 'dark' : 'light')}
          />
        </Group>
      )}
      <Facts
        facts={[
          [words.subject, subject && <bdi>{subject}</bdi>],
          [words.from, from_name && <bdi>{from_name}</bdi>],
          [words.replyTo, reply_to.join(', ')],
          [words.missing, missing.join(', ')],
        ]}
      />
      {isMail && view === 'html' ? (
        <div className={width === 'phone' ? 'mail-phone' : undefined}>
          <MailFrame title={title} html={html} colors={colors} />
        </div>
      ) : (
        <pre className="mail-text" tabIndex={0} aria-label={words.text}>
          {text}
        </pre>
      )}
      {segments !== null && <Text size="sm">{words.segments([...text].length, segments)}</Text>}
    </Stack>
  );
}
