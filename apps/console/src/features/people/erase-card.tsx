import { List, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCan } from '../../api/session';
import { useMutation } from '../../api/use-mutation';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { Confirm } from '../../ui/confirm';
import { Loaded } from '../../ui/loaded';
import { ScopedButton } from '../../ui/scoped-button';
import { holdsOf } from './holds-card';
import type { Found } from './people-page';
import { erasePerson, holdsQuery, providersQuery } from './queries';

export function EraseCard({ found }: { readonly found: Found }) {
  const { people: words } = useWords();
  const holds = useQuery(holdsQuery).data ?? [];
  const [isOpen, setOpen] = useState(false);
  const isHeld = holdsOf(found, holds).length > 0;
  return (
    <Card title={words.erase.title}>
      <Stack gap="sm" align="flex-start">
        <Text size="sm">{isHeld ? words.erase.held : words.erase.text}</Text>
        <ScopedButton scope="person:erase" color="red.9" disabled={isHeld} onClick={() => setOpen(true)}>
          {words.erase.action}
        </ScopedButton>
      </Stack>
      {isOpen && <EraseDialog found={found} onClose={() => setOpen(false)} />}
    </Card>
  );
}

/** Says what goes, what stays and what vendors do; one of the values searched by has to be typed again. */
function EraseDialog({
  found: { person, held },
  onClose,
}: {
  readonly found: Found;
  readonly onClose: () => void;
}) {
  const { people: words } = useWords();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const erasing = useMutation({
    mutationFn: () => erasePerson(person),
    onSuccess: (id) => navigate({ to: '/people/erasures/$id', params: { id } }),
  });
  const isConfirmed = Object.values(person).some((value) => value === typed.trim());
  return (
    <Confirm
      isOpen
      title={words.erase.action}
      text={words.erase.warning}
      isDangerous
      isBusy={erasing.isPending}
      isDisabled={!isConfirmed}
      error={erasing.error}
      onConfirm={() => erasing.mutate()}
      onClose={onClose}
    >
      <section aria-label={words.erase.goes}>
        <Text size="sm" fw={600}>
          {words.erase.goes}
        </Text>
        <List size="sm">
          {held.sections
            .filter(({ total, name }) => total > 0 && !staying.has(name))
            .map(({ name, title, total }) => (
              <List.Item key={name}>
                {words.places[name] ?? title} ({total})
              </List.Item>
            ))}
        </List>
      </section>
      <section aria-label={words.erase.stays}>
        <Text size="sm" fw={600}>
          {words.erase.stays}
        </Text>
        <Text size="sm">{words.erase.staysText}</Text>
      </section>
      <Vendors />
      <TextInput
        label={words.erase.confirm}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        required
        data-autofocus
      />
    </Confirm>
  );
}

/** Kept whole, as digests: without them a stranger could have more sent to the address. */
const staying: ReadonlySet<string> = new Set(['identity.limits', 'dispatch.suppressions']);

function Vendors() {
  const { people: words } = useWords();
  const query = useQuery({ ...providersQuery, enabled: useCan()('messaging:read') });
  if (query.isPending && query.fetchStatus === 'idle') return null;
  return (
    <section aria-label={words.erase.vendors}>
      <Text size="sm" fw={600}>
        {words.erase.vendors}
      </Text>
      <Loaded query={query} rows={1}>
        {({ items }) => (
          <List size="sm">
            {items
              .filter(({ service_type }) => service_type !== 'inbox')
              .map(({ key, name, service_type }) => (
                <List.Item key={key}>
                  {name ?? key}: {words.erase.vendor[service_type] ?? words.erase.vendorManual}
                </List.Item>
              ))}
            {items.every(({ service_type }) => service_type === 'inbox') && (
              <List.Item>{words.erase.noVendor}</List.Item>
            )}
          </List>
        )}
      </Loaded>
    </section>
  );
}
