import { Checkbox, Group, Button, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { client as api } from '../../../api/client';
import { Problem } from '../../../api/problem';
import { useSession } from '../../../api/session';
import type { ApiClient } from '../../../api/types';
import { useWords } from '../../../i18n/words';
import { Confirm } from '../../../ui/confirm';
import type { NewSecret } from '../../../ui/secret-once';
import { useAction } from '../../../ui/use-action';
import { NameInput } from '../name-input';

interface Props {
  /** Null for a new one. */
  readonly client: ApiClient | null;
  readonly onSecret: (created: NewSecret) => void;
  readonly onClose: () => void;
}

/** A client gets no scope that its creator lacks. */
export function ClientDialog({ client, onSecret, onClose }: Props) {
  const { clients: words } = useWords().settings;
  const { scopes: own } = useSession();
  const [name, setName] = useState(client?.name ?? '');
  const [scopes, setScopes] = useState<readonly string[]>(client?.scopes ?? []);
  const offered = [...new Set([...own, ...(client?.scopes ?? [])])].toSorted();
  const saving = useAction(
    async () => {
      const body = { name: name.trim(), scopes: [...scopes] };
      if (client) {
        const params = { path: { client_id: client.client_id } };
        await api.PUT('/api/v1/oauth/client/{client_id}', { params, body });
        return null;
      }
      const { data } = await api.POST('/api/v1/oauth/client', { body });
      if (!data) throw new Problem('');
      return data;
    },
    client ? words.changed(name) : words.created(name),
  );
  const save = () =>
    saving.mutate(undefined, {
      onSuccess: (created) => {
        if (created) onSecret({ facts: [[words.id, created.client_id]], secret: created.client_secret });
        onClose();
      },
    });
  return (
    <Confirm
      isOpen
      title={client ? words.changeTitle : words.create}
      text={words.scopesText}
      isBusy={saving.isPending}
      isDisabled={name.trim() === ''}
      error={saving.error}
      onConfirm={save}
      onClose={onClose}
    >
      <NameInput label={words.columns.name} value={name} onChange={setName} />
      <Group gap="xs">
        <Text size="sm">{words.count(scopes.length)}</Text>
        <Button size="compact-xs" variant="default" onClick={() => setScopes(offered)}>
          {words.all}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => setScopes([])}>
          {words.none}
        </Button>
      </Group>
      <Checkbox.Group
        label={words.columns.scopes}
        value={[...scopes]}
        onChange={(next) => setScopes(next)}
        className="scroll-list"
      >
        <Stack gap={6} mt="xs">
          {offered.map((scope) => (
            <Checkbox key={scope} value={scope} label={scope} size="xs" />
          ))}
        </Stack>
      </Checkbox.Group>
    </Confirm>
  );
}
