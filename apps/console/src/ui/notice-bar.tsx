import { CloseButton, Group, Text } from '@mantine/core';
import { useEffect, useSyncExternalStore } from 'react';
import { useWords } from '../i18n/words';
import { notices } from './notices';

const shownForMs = 8_000;

/** A live region: screen readers say what appears in it. */
export function NoticeBar() {
  const words = useWords();
  const text = useSyncExternalStore(notices.subscribe, notices.current);
  useEffect(() => {
    if (!text) return undefined;
    const timer = setTimeout(() => notices.say(''), shownForMs);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div role="status" className="notice-bar">
      {text && (
        <Group gap="sm" className="notice" wrap="nowrap">
          <Text size="sm">{text}</Text>
          <CloseButton size="sm" aria-label={words.close} onClick={() => notices.say('')} />
        </Group>
      )}
    </div>
  );
}
