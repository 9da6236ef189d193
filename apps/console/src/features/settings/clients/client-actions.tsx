import { Group } from '@mantine/core';
import { useState } from 'react';
import { client as api } from '../../../api/client';
import { Problem } from '../../../api/problem';
import type { ApiClient } from '../../../api/types';
import { useWords } from '../../../i18n/words';
import { Confirm } from '../../../ui/confirm';
import { ProblemAlert } from '../../../ui/problem-alert';
import { ScopedButton } from '../../../ui/scoped-button';
import type { NewSecret } from '../../../ui/secret-once';
import { useAction } from '../../../ui/use-action';
import { ClientDialog } from './client-dialog';

interface Props {
  readonly client: ApiClient;
  readonly onSecret: (created: NewSecret) => void;
}

type Open = 'change' | 'rotate' | 'delete' | null;

export function ClientActions({ client, onSecret }: Props) {
  const { clients: words } = useWords().settings;
  const { client_id, disabled } = client;
  const name = client.name ?? client_id;
  const params = { path: { client_id } };
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const turning = useAction(
    () => api.PUT('/api/v1/oauth/client/{client_id}', { params, body: { disabled: !disabled } }),
    words.changed(name),
  );
  const rotating = useAction(async () => {
    const { data } = await api.POST('/api/v1/oauth/client/{client_id}/secret', { params });
    if (!data) throw new Problem('');
    return data;
  }, words.rotated(name));
  const removing = useAction(
    () => api.DELETE('/api/v1/oauth/client/{client_id}', { params }),
    words.deleted(name),
  );
  return (
    <>
      <Group gap="xs">
        <ScopedButton
          scope="client:update"
          size="compact-xs"
          variant="default"
          onClick={() => setOpen('change')}
        >
          {words.change}
        </ScopedButton>
        <ScopedButton
          scope="client:update"
          size="compact-xs"
          variant="default"
          onClick={() => turning.mutate()}
        >
          {disabled ? words.enable : words.disable}
        </ScopedButton>
        <ScopedButton
          scope="client:update"
          size="compact-xs"
          variant="default"
          onClick={() => setOpen('rotate')}
        >
          {words.rotate}
        </ScopedButton>
        <ScopedButton
          scope="client:delete"
          size="compact-xs"
          variant="default"
          onClick={() => setOpen('delete')}
        >
          {words.delete}
        </ScopedButton>
      </Group>
      {turning.error && <ProblemAlert error={turning.error} />}
      {open === 'change' && <ClientDialog client={client} onSecret={onSecret} onClose={close} />}
      <Confirm
        isOpen={open === 'rotate'}
        title={words.rotateTitle(name)}
        text={words.rotateText}
        isDangerous
        isBusy={rotating.isPending}
        error={rotating.error}
        onConfirm={() =>
          rotating.mutate(undefined, {
            onSuccess: ({ client_secret }) => {
              onSecret({ facts: [[words.id, client_id]], secret: client_secret });
              close();
            },
          })
        }
        onClose={close}
      />
      <Confirm
        isOpen={open === 'delete'}
        title={words.deleteTitle(name)}
        text={words.deleteText}
        isDangerous
        isBusy={removing.isPending}
        error={removing.error}
        onConfirm={() => removing.mutate(undefined, { onSuccess: close })}
        onClose={close}
      />
    </>
  );
}
