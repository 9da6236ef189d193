import { Code, Text, TextInput } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, client } from '../../../api/client';
import { Problem } from '../../../api/problem';
import type { Organization } from '../../../api/types';
import { useWords } from '../../../i18n/words';
import { Confirm } from '../../../ui/confirm';
import { DataList } from '../../../ui/data-list';
import { Loaded } from '../../../ui/loaded';
import { Pages } from '../../../ui/pages';
import { ScopedButton } from '../../../ui/scoped-button';
import { SecretOnce, type NewSecret } from '../../../ui/secret-once';
import { useAction } from '../../../ui/use-action';
import { When } from '../../../ui/when';
import { useCreating } from '../creating';
import { NameInput } from '../name-input';
import { SettingsPage } from '../settings-page';

function organizationsQuery(page: number) {
  const params = { query: { page, size: 50 } };
  return api.queryOptions('get', '/api/v1/organizations', { params }, { placeholderData: keepPreviousData });
}

/** For the first organization, which creates the others. */
export function OrganizationsPage() {
  const { organizations: words } = useWords().settings;
  const [isCreating, setCreating] = useCreating();
  const [created, setCreated] = useState<NewSecret | null>(null);
  const [renamed, setRenamed] = useState<Organization | null>(null);
  const [page, setPage] = useState(1);
  const columns = [
    { key: 'name', label: words.columns.name, cell: ({ name }: Organization) => name },
    { key: 'id', label: words.columns.id, cell: ({ id }: Organization) => <Code>{id}</Code> },
    {
      key: 'created',
      label: words.columns.created,
      cell: ({ created_at }: Organization) => <When moment={created_at} dateOnly />,
    },
    {
      key: 'actions',
      label: words.columns.actions,
      cell: (organization: Organization) => (
        <ScopedButton
          scope="organization:update"
          size="compact-xs"
          variant="default"
          aria-label={words.renameTitle(organization.name)}
          onClick={() => setRenamed(organization)}
        >
          {words.rename}
        </ScopedButton>
      ),
    },
  ];
  const create = (
    <ScopedButton scope="organization:create" onClick={() => setCreating(true)}>
      {words.create}
    </ScopedButton>
  );
  return (
    <SettingsPage section="organizations" actions={create}>
      {created && <SecretOnce created={created} onClose={() => setCreated(null)} />}
      <Loaded query={useQuery(organizationsQuery(page))} rows={3}>
        {({ items, pages }) => (
          <>
            {items.length === 0 && <Text size="sm">{words.empty}</Text>}
            {items.length > 0 && (
              <DataList caption={words.caption} columns={columns} rows={items} idOf={({ id }) => id} />
            )}
            <Pages page={page} pages={pages} onChange={setPage} />
          </>
        )}
      </Loaded>
      {renamed && <RenameDialog organization={renamed} onClose={() => setRenamed(null)} />}
      {isCreating && <CreateDialog onSecret={setCreated} onClose={() => setCreating(false)} />}
    </SettingsPage>
  );
}

interface DialogProps {
  readonly onSecret: (created: NewSecret) => void;
  readonly onClose: () => void;
}

function CreateDialog({ onSecret, onClose }: DialogProps) {
  const { organizations: words, clients } = useWords().settings;
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const creating = useAction(async () => {
    const body = { id: id.trim(), name: name.trim() };
    const { data } = await client.POST('/api/v1/organizations', { body });
    if (!data) throw new Problem('');
    return data.client;
  }, words.done(name));
  return (
    <Confirm
      isOpen
      title={words.create}
      text={words.text}
      isBusy={creating.isPending}
      isDisabled={id.trim() === '' || name.trim() === ''}
      error={creating.error}
      onConfirm={() =>
        creating.mutate(undefined, {
          onSuccess: ({ client_id, client_secret }) => {
            onSecret({
              facts: [
                [words.columns.id, id.trim()],
                [clients.id, client_id],
              ],
              secret: client_secret,
            });
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      <NameInput label={words.columns.name} value={name} onChange={setName} />
      <TextInput
        label={words.columns.id}
        description={words.idHelp}
        value={id}
        onChange={(event) => setId(event.currentTarget.value)}
        spellCheck={false}
        required
      />
    </Confirm>
  );
}

interface RenameProps {
  readonly organization: Organization;
  readonly onClose: () => void;
}

function RenameDialog({ organization: { id, name: before }, onClose }: RenameProps) {
  const { organizations: words } = useWords().settings;
  const [name, setName] = useState(before);
  const renaming = useAction(
    (body: { readonly name: string }) =>
      client.PATCH('/api/v1/organizations/{id}', { params: { path: { id } }, body }),
    (body) => words.renamed(before, body.name),
  );
  return (
    <Confirm
      isOpen
      title={words.renameTitle(before)}
      text={words.renameText(id)}
      isBusy={renaming.isPending}
      isDisabled={name.trim() === '' || name.trim() === before}
      error={renaming.error}
      onConfirm={() => renaming.mutate({ name: name.trim() }, { onSuccess: onClose })}
      onClose={onClose}
    >
      <NameInput label={words.columns.name} value={name} onChange={setName} />
    </Confirm>
  );
}
