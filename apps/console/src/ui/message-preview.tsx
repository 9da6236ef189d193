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
          <Choice
            label={words.view}
            names={{ html: words.html, text: words.text }}
            value={view}
            onChange={setView}
          />
          <Choice
            label={words.width}
            names={{ wide: words.wide, phone: words.phone }}
            value={width}
            onChange={setWidth}
          />
          <Choice
            label={words.colors}
            names={{ light: words.light, dark: words.dark }}
            value={colors}
            onChange={setColors}
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

interface ChoiceProps<Value extends string> {
  readonly label: string;
  readonly names: Readonly<Record<Value, string>>;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

function Choice<Value extends string>({ label, names, value, onChange }: ChoiceProps<Value>) {
  const data = (Object.keys(names) as Value[]).map((one) => ({ value: one, label: names[one] }));
  return <SegmentedControl size="xs" aria-label={label} data={data} value={value} onChange={onChange} />;
}
