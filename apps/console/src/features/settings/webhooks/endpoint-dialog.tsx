import { Checkbox, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { client } from '../../../api/client';
import { Problem } from '../../../api/problem';
import type { WebhookEndpoint } from '../../../api/types';
import { useWords } from '../../../i18n/words';
import { Confirm } from '../../../ui/confirm';
import type { NewSecret } from '../../../ui/secret-once';
import { useAction } from '../../../ui/use-action';
import { eventTypes, type EventType } from './queries';

interface Props {
  /** Null for a new one. */
  readonly endpoint: WebhookEndpoint | null;
  readonly onSecret: (created: NewSecret) => void;
  readonly onClose: () => void;
}

export function EndpointDialog({ endpoint, onSecret, onClose }: Props) {
  const { webhooks: words } = useWords().settings;
  const [url, setUrl] = useState(endpoint?.url ?? '');
  const [description, setDescription] = useState(endpoint?.description ?? '');
  const [types, setTypes] = useState<readonly EventType[]>(endpoint?.event_types ?? []);
  const saving = useAction(
    async () => {
      const body = { url: url.trim(), description: description.trim() || null, event_types: [...types] };
      if (endpoint) {
        const params = { path: { id: endpoint.id } };
        await client.PATCH('/api/v1/webhooks/endpoints/{id}', { params, body });
        return null;
      }
      const { data } = await client.POST('/api/v1/webhooks/endpoints', { body });
      if (!data) throw new Problem('');
      return data;
    },
    endpoint ? words.changed : words.created,
  );
  const save = () =>
    saving.mutate(undefined, {
      onSuccess: (created) => {
        if (created) onSecret({ facts: [[words.columns.url, created.url]], secret: created.secret });
        onClose();
      },
    });
  return (
    <Confirm
      isOpen
      title={endpoint ? words.changeTitle : words.create}
      text={words.text}
      isBusy={saving.isPending}
      isDisabled={url.trim() === ''}
      error={saving.error}
      onConfirm={save}
      onClose={onClose}
    >
      <TextInput
        label={words.columns.url}
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        placeholder="https://"
        spellCheck={false}
        required
        data-autofocus
      />
      <TextInput
        label={words.description}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
      />
      <Checkbox.Group
        label={words.events}
        description={words.eventsHelp}
        value={[...types]}
        onChange={(next) => setTypes(eventTypes.filter((type) => next.includes(type)))}
        className="scroll-list"
      >
        <Stack gap={6} mt="xs">
          {eventTypes.map((type) => (
            <Checkbox key={type} value={type} label={type} size="xs" />
          ))}
        </Stack>
      </Checkbox.Group>
    </Confirm>
  );
}
