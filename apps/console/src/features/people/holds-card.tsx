import { Alert, Group, Select, Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { PersonHold, PersonReference } from '../../api/types';
import { useMutation } from '../../api/use-mutation';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { Confirm } from '../../ui/confirm';
import { Loaded } from '../../ui/loaded';
import { notices } from '../../ui/notices';
import { ProblemAlert } from '../../ui/problem-alert';
import { ScopedButton } from '../../ui/scoped-button';
import { When } from '../../ui/when';
import type { Found } from './people-page';
import { holdPerson, holdReasons, holdsQuery, removeHold } from './queries';

/** Legal holds in force: of one person, or all of them, whose persons only their digests name. */
export function HoldsCard({ found }: { readonly found?: Found }) {
  const { people: words } = useWords();
  const query = useQuery(holdsQuery);
  return (
    <Card title={words.holds.title}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {words.holds.text}
        </Text>
        <Loaded query={query} rows={1}>
          {(holds) => <Holds holds={found ? holdsOf(found, holds) : holds} isOfOne={found !== undefined} />}
        </Loaded>
        {found && <NewHold person={found.person} />}
      </Stack>
    </Card>
  );
}

export function holdsOf({ held }: Found, holds: readonly PersonHold[]): readonly PersonHold[] {
  const digests = new Set(held.person_digests);
  return holds.filter(({ person_digests }) => person_digests.some((digest) => digests.has(digest)));
}

interface HoldsProps {
  readonly holds: readonly PersonHold[];
  readonly isOfOne: boolean;
}

function Holds({ holds, isOfOne }: HoldsProps) {
  const { people: words } = useWords();
  const [removed, setRemoved] = useState<PersonHold | null>(null);
  return (
    <>
      {holds.length === 0 && <Text size="sm">{isOfOne ? words.holds.noneOfPerson : words.holds.none}</Text>}
      {isOfOne && holds.length > 0 && (
        <Alert color="orange" variant="outline">
          {words.holds.prevents}
        </Alert>
      )}
      {holds.map((hold) => (
        <Group key={hold.id} justify="space-between">
          <Text size="sm">
            {words.holds.reasons[hold.reason]}, {words.holds.by(hold.held_by)}, <When moment={hold.held_at} />
          </Text>
          <ScopedButton scope="person:hold" size="xs" variant="default" onClick={() => setRemoved(hold)}>
            {words.holds.remove}
          </ScopedButton>
        </Group>
      ))}
      {removed && <RemoveDialog hold={removed} onClose={() => setRemoved(null)} />}
    </>
  );
}

function RemoveDialog({ hold, onClose }: { readonly hold: PersonHold; readonly onClose: () => void }) {
  const { people: words } = useWords();
  const queryClient = useQueryClient();
  const removing = useMutation({
    mutationFn: () => removeHold(hold.id),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: holdsQuery.queryKey });
      notices.say(words.holds.removed);
      onClose();
    },
  });
  return (
    <Confirm
      isOpen
      title={words.holds.removeTitle}
      text={words.holds.removeText}
      isBusy={removing.isPending}
      error={removing.error}
      onConfirm={() => removing.mutate()}
      onClose={onClose}
    />
  );
}

function NewHold({ person }: { readonly person: PersonReference }) {
  const { people: words } = useWords();
  const queryClient = useQueryClient();
  const [reason, setReason] = useState<PersonHold['reason']>('litigation');
  const holding = useMutation({
    mutationFn: () => holdPerson(person, reason),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: holdsQuery.queryKey });
      notices.say(words.holds.set);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        holding.mutate();
      }}
    >
      <Group align="flex-end" gap="sm">
        <Select
          label={words.holds.reason}
          size="xs"
          data={holdReasons.map((value) => ({ value, label: words.holds.reasons[value] }))}
          value={reason}
          allowDeselect={false}
          onChange={(value) => setReason(holdReasons.find((one) => one === value) ?? reason)}
        />
        <ScopedButton
          scope="person:hold"
          type="submit"
          size="xs"
          variant="default"
          loading={holding.isPending}
        >
          {words.holds.add}
        </ScopedButton>
      </Group>
      {holding.error && <ProblemAlert error={holding.error} />}
    </form>
  );
}
