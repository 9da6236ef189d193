import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { PersonExport } from '../../api/types';
import { useMutation } from '../../api/use-mutation';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { downloadText } from '../../ui/download';
import { ProblemAlert } from '../../ui/problem-alert';
import type { Found } from './people-page';
import { readAll, readMore, readPersonPage } from './queries';
import { RecordView } from './record-view';

/** What is held of a person, section by section, and to take away. */
export function HeldCard({ found: { person, held: first } }: { readonly found: Found }) {
  const { people: words } = useWords();
  const [held, setHeld] = useState(first);
  const loading = useMutation({
    mutationFn: (section: Section) => readMore(person, held, section),
    onSuccess: setHeld,
  });
  const page = useMutation({
    mutationFn: () => readPersonPage(person),
    onSuccess: (text) => downloadText('person.html', text, 'text/html'),
  });
  const file = useMutation({
    mutationFn: () => readAll(person, held),
    onSuccess: (all) => downloadText('person.json', JSON.stringify(all, null, 2), 'application/json'),
  });
  const filled = held.sections.filter(({ total }) => total > 0);
  const error = loading.error ?? page.error ?? file.error;
  return (
    <Card title={words.held}>
      <Stack gap="sm">
        <Text size="sm" role="status">
          {filled.length === 0
            ? words.nothing
            : words.count(filled.reduce((sum, { total }) => sum + total, 0))}
        </Text>
        <Text size="sm" c="dimmed">
          {words.recorded(held.look_id)}
        </Text>
        {filled.length > 0 && (
          <Group gap="xs">
            <Button size="xs" variant="default" loading={page.isPending} onClick={() => page.mutate()}>
              {words.downloadPage}
            </Button>
            <Button size="xs" variant="default" loading={file.isPending} onClick={() => file.mutate()}>
              {words.downloadFile}
            </Button>
          </Group>
        )}
        {error && <ProblemAlert error={error} />}
        {filled.map((section) => (
          <SectionView
            key={section.name}
            section={section}
            isBusy={loading.isPending}
            onMore={() => loading.mutate(section)}
          />
        ))}
      </Stack>
    </Card>
  );
}

type Section = PersonExport['sections'][number];

interface SectionProps {
  readonly section: Section;
  readonly isBusy: boolean;
  readonly onMore: () => void;
}

function SectionView({ section: { name, title, records, total, next }, isBusy, onMore }: SectionProps) {
  const { people: words } = useWords();
  return (
    <details className="disclosure">
      <summary>
        {words.places[name] ?? title} ({total})
      </summary>
      <Stack gap="xs" mt="xs">
        {records.map((record, index) => (
          // records have no field that all of them share, and none is moved
          <RecordView key={index} value={record} />
        ))}
        {next !== null && (
          <Button size="xs" variant="default" loading={isBusy} onClick={onMore} className="self-start">
            {words.more(total - next)}
          </Button>
        )}
      </Stack>
    </details>
  );
}
