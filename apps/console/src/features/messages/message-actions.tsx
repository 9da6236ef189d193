import { Group, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { newIdempotencyKey } from '../../api/idempotency-key';
import type { Message } from '../../api/types';
import { useMutation } from '../../api/use-mutation';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { Confirm } from '../../ui/confirm';
import { notices } from '../../ui/notices';
import { ScopedButton } from '../../ui/scoped-button';
import { act, type Action } from './queries';
import { isCode } from './status';

/** What a state leaves to do. */
export function actionsOf(message: Pick<Message, 'state' | 'kind'>): readonly Action[] {
  if (message.state === 'scheduled' || message.state === 'queued') return ['send-now', 'cancel'];
  return message.state === 'sending' || isCode(message) ? [] : ['resend'];
}

export function MessageActions({ message }: { readonly message: Message }) {
  const { messages: words } = useWords();
  const [action, setAction] = useState<Action | null>(null);
  const possible = actionsOf(message);
  return (
    <Card title={words.actions.title}>
      {possible.length === 0 && (
        <Text size="sm">{isCode(message) ? words.actions.code : words.actions.nothing}</Text>
      )}
      <Group gap="xs">
        {possible.map((one) => (
          <ScopedButton
            key={one}
            scope="messages:send"
            variant={one === 'cancel' ? 'default' : 'filled'}
            onClick={() => setAction(one)}
          >
            {words.actions[one].label}
          </ScopedButton>
        ))}
      </Group>
      {action && <ActionDialog action={action} message={message} onClose={() => setAction(null)} />}
    </Card>
  );
}

interface DialogProps {
  readonly action: Action;
  readonly message: Message;
  readonly onClose: () => void;
}

export function ActionDialog({ action, message, onClose }: DialogProps) {
  const { actions: words } = useWords().messages;
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [key] = useState(newIdempotencyKey);
  const acting = useMutation({
    mutationFn: () => act({ id: message.id, action, key }),
    onSuccess: async ({ id }) => {
      await queryClient.invalidateQueries();
      notices.say(words[action].done);
      onClose();
      if (id !== message.id) await navigate({ to: '/messages/$id', params: { id } });
    },
  });
  const isRisky = action === 'resend' && ['sent', 'unknown'].includes(message.state);
  return (
    <Confirm
      isOpen
      title={words[action].title}
      text={isRisky ? words.twice : words[action].text}
      isBusy={acting.isPending}
      error={acting.error}
      onConfirm={() => acting.mutate()}
      onClose={onClose}
    />
  );
}
