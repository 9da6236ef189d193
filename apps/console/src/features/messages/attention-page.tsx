import { Group, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client';
import type { DeadLetter } from '../../api/types';
import { useMutation } from '../../api/use-mutation';
import { useWords } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';
import { Card } from '../../ui/card';
import { Confirm } from '../../ui/confirm';
import { DataList } from '../../ui/data-list';
import { Loaded } from '../../ui/loaded';
import { notices } from '../../ui/notices';
import { Page } from '../../ui/page';
import { ScopedButton } from '../../ui/scoped-button';
import { When } from '../../ui/when';
import { useColumns } from './columns';
import { deadLettersQuery, messagesQuery } from './queries';

/** Two work queues: messages whose outcome is unknown, and tasks that could not be processed. */
export function AttentionPage() {
  const { attention: words, back } = useWords().messages;
  const actions = (
    <AnchorLink to="/messages" size="sm">
      {back}
    </AnchorLink>
  );
  return (
    <Page title={words.title} summary={words.summary} actions={actions}>
      <UnknownCard />
      <DeadLettersCard />
    </Page>
  );
}

function UnknownCard() {
  const { attention: words } = useWords().messages;
  const columns = useColumns();
  return (
    <Card title={words.unknown}>
      <Text size="sm" c="dimmed" mb="sm">
        {words.unknownText}
      </Text>
      <Loaded query={useQuery(messagesQuery({ state: 'unknown' }))}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm">{words.noUnknown}</Text>
          ) : (
            <DataList caption={words.unknown} columns={columns} rows={items} idOf={({ id }) => id} />
          )
        }
      </Loaded>
    </Card>
  );
}

type LetterAction = 'resend' | 'delete';

function DeadLettersCard() {
  const { attention: words } = useWords().messages;
  const [chosen, setChosen] = useState<{ letter: DeadLetter; action: LetterAction } | null>(null);
  const columns = [
    { key: 'queue', label: words.queue, cell: ({ queue }: DeadLetter) => queue },
    { key: 'reason', label: words.reason, cell: ({ reason }: DeadLetter) => reason },
    { key: 'died', label: words.since, cell: ({ died_at }: DeadLetter) => <When moment={died_at} /> },
    {
      key: 'actions',
      label: words.actions,
      cell: (letter: DeadLetter) => (
        <Group gap="xs">
          <ScopedButton
            scope="dead-letter:resend"
            size="compact-xs"
            onClick={() => setChosen({ letter, action: 'resend' })}
          >
            {words.resend.label}
          </ScopedButton>
          <ScopedButton
            scope="dead-letter:delete"
            size="compact-xs"
            variant="default"
            onClick={() => setChosen({ letter, action: 'delete' })}
          >
            {words.delete.label}
          </ScopedButton>
        </Group>
      ),
    },
  ];
  return (
    <Card title={words.deadLetters}>
      <Text size="sm" c="dimmed" mb="sm">
        {words.deadLettersText}
      </Text>
      <Loaded query={useQuery(deadLettersQuery)}>
        {({ items }) =>
          items.length === 0 ? (
            <Text size="sm">{words.noDeadLetters}</Text>
          ) : (
            <DataList
              caption={words.deadLetters}
              columns={columns}
              rows={items}
              idOf={({ sequence }) => String(sequence)}
            />
          )
        }
      </Loaded>
      {chosen && <LetterDialog {...chosen} onClose={() => setChosen(null)} />}
    </Card>
  );
}

interface LetterDialogProps {
  readonly letter: DeadLetter;
  readonly action: LetterAction;
  readonly onClose: () => void;
}

function LetterDialog({ letter, action, onClose }: LetterDialogProps) {
  const words = useWords().messages.attention[action];
  const queryClient = useQueryClient();
  const acting = useMutation({
    mutationFn: async () => {
      const params = { path: { sequence: String(letter.sequence) } };
      if (action === 'resend') await client.POST('/api/v1/dead-letters/{sequence}/resend', { params });
      else await client.DELETE('/api/v1/dead-letters/{sequence}', { params });
    },
    onSuccess: async () => {
      await queryClient.invalidateQueries();
      notices.say(words.done);
      onClose();
    },
  });
  return (
    <Confirm
      isOpen
      title={words.title}
      text={words.text}
      isDangerous={action === 'delete'}
      isBusy={acting.isPending}
      error={acting.error}
      onConfirm={() => acting.mutate()}
      onClose={onClose}
    />
  );
}
