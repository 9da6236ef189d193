import { Button, Stack, Text, TextInput } from '@mantine/core';
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { api, client } from '../../../api/client';
import type { Suppression } from '../../../api/types';
import { useWords } from '../../../i18n/words';
import { AnchorLink } from '../../../ui/anchor-link';
import { Card } from '../../../ui/card';
import { Confirm } from '../../../ui/confirm';
import { DataList } from '../../../ui/data-list';
import { Loaded } from '../../../ui/loaded';
import { mask } from '../../../ui/mask';
import { Pages } from '../../../ui/pages';
import { ScopedButton } from '../../../ui/scoped-button';
import { SearchForm } from '../../../ui/search-form';
import { useAction } from '../../../ui/use-action';
import { When } from '../../../ui/when';
import { useCreating } from '../creating';
import { SettingsPage } from '../settings-page';

function listQuery(page: number) {
  const params = { query: { page, size: 50 } };
  return api.queryOptions('get', '/api/v1/suppressions', { params }, { placeholderData: keepPreviousData });
}

interface Address {
  readonly email?: string;
  readonly phone_number?: string;
}

const addressOf = (text: string): Address => (text.includes('@') ? { email: text } : { phone_number: text });

/** A search is a POST: no address is part of a URL. */
function searchQuery(text: string) {
  return queryOptions({
    queryKey: ['suppressions of', text],
    queryFn: async ({ signal }) => {
      const { data } = await client.POST('/api/v1/suppressions/search', { body: addressOf(text), signal });
      return data ?? { items: [], total: 0 };
    },
  });
}

/** Addresses that get no messages. Only digests of them are kept, so that none can be listed. */
export function SuppressionPage() {
  const { suppression: words } = useWords().settings;
  const [text, setText] = useState('');
  const [isAdding, setAdding] = useCreating();
  const add = (
    <ScopedButton scope="suppression:create_or_update" onClick={() => setAdding(true)}>
      {words.add}
    </ScopedButton>
  );
  return (
    <SettingsPage section="suppression" actions={add}>
      <SearchForm label={words.search} help={words.searchHelp} text={text} onSearch={setText} />
      {text ? <Found text={text} onClear={() => setText('')} /> : <All />}
      {isAdding && <AddDialog onClose={() => setAdding(false)} />}
    </SettingsPage>
  );
}

function Found({ text, onClear }: { readonly text: string; readonly onClear: () => void }) {
  const words = useWords();
  const { suppression } = words.settings;
  return (
    <Card title={suppression.of(mask(text))}>
      <Loaded query={useQuery(searchQuery(text))} rows={1}>
        {({ items }) => (
          <Stack gap="sm" align="flex-start">
            <Text size="sm" role="status">
              {items.length > 0 ? words.found(items.length) : suppression.notFound}
            </Text>
            {items.length > 0 && <Table items={items} />}
            <Button size="xs" variant="default" onClick={onClear}>
              {suppression.showAll}
            </Button>
          </Stack>
        )}
      </Loaded>
    </Card>
  );
}

function All() {
  const { suppression: words } = useWords().settings;
  const [page, setPage] = useState(1);
  return (
    <Loaded query={useQuery(listQuery(page))} rows={4}>
      {({ items, pages }) => (
        <>
          {items.length === 0 ? <Text size="sm">{words.empty}</Text> : <Table items={items} />}
          <Pages page={page} pages={pages} onChange={setPage} />
        </>
      )}
    </Loaded>
  );
}

function Table({ items }: { readonly items: readonly Suppression[] }) {
  const all = useWords();
  const { suppression: words } = all.settings;
  const [chosen, setChosen] = useState<Suppression | null>(null);
  const removing = useAction(
    (id: string) => client.DELETE('/api/v1/suppressions/{id}', { params: { path: { id } } }),
    words.removed,
  );
  const columns = [
    {
      key: 'channel',
      label: words.columns.channel,
      cell: ({ channel }: Suppression) => words.channels[channel],
    },
    { key: 'reason', label: words.columns.reason, cell: ({ reason }: Suppression) => words.reasons[reason] },
    {
      key: 'since',
      label: words.columns.since,
      cell: ({ created_at }: Suppression) => <When moment={created_at} />,
    },
    {
      key: 'until',
      label: words.columns.until,
      cell: ({ expires_at }: Suppression) => (expires_at ? <When moment={expires_at} /> : words.forGood),
    },
    {
      key: 'cause',
      label: words.columns.cause,
      cell: ({ message_id, created_by }: Suppression) =>
        message_id ? (
          <AnchorLink to="/messages/$id" params={{ id: message_id }} size="sm">
            {words.message}
          </AnchorLink>
        ) : (
          (created_by ?? all.none)
        ),
    },
    {
      key: 'actions',
      label: words.columns.actions,
      cell: (one: Suppression) => (
        <ScopedButton
          scope="suppression:delete"
          size="compact-xs"
          variant="default"
          onClick={() => setChosen(one)}
        >
          {words.remove}
        </ScopedButton>
      ),
    },
  ];
  return (
    <>
      <DataList caption={words.caption} columns={columns} rows={items} idOf={({ id }) => id} />
      {chosen && (
        <Confirm
          isOpen
          title={words.removeTitle}
          text={words.removeText[chosen.reason] ?? words.removeText.manual}
          isDangerous
          isBusy={removing.isPending}
          error={removing.error}
          onConfirm={() => removing.mutate(chosen.id, { onSuccess: () => setChosen(null) })}
          onClose={() => setChosen(null)}
        />
      )}
    </>
  );
}

function AddDialog({ onClose }: { readonly onClose: () => void }) {
  const { suppression: words } = useWords().settings;
  const [text, setText] = useState('');
  const adding = useAction(
    () => client.POST('/api/v1/suppressions', { body: addressOf(text.trim()) }),
    words.added,
  );
  return (
    <Confirm
      isOpen
      title={words.add}
      text={words.addText}
      isBusy={adding.isPending}
      isDisabled={text.trim() === ''}
      error={adding.error}
      onConfirm={() => adding.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <TextInput
        label={words.address}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        required
        data-autofocus
      />
    </Confirm>
  );
}
