import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { When } from './when';

export interface TimelineEntry {
  readonly key: string;
  readonly moment: string;
  readonly title: ReactNode;
  readonly detail?: ReactNode;
}

/** What happened, oldest first. */
export function Timeline({
  entries,
  label,
}: {
  readonly entries: readonly TimelineEntry[];
  readonly label: string;
}) {
  const sorted = entries.toSorted((a, b) => a.moment.localeCompare(b.moment));
  return (
    <ol className="timeline" aria-label={label}>
      {sorted.map(({ key, moment, title, detail }) => (
        <li key={key}>
          <Text size="sm" c="dimmed">
            <When moment={moment} isExact />
          </Text>
          <div>
            <Text size="sm" component="div">
              {title}
            </Text>
            {detail && (
              <Text size="sm" c="dimmed" component="div" className="free-text">
                {detail}
              </Text>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
