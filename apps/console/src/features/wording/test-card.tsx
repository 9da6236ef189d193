import { Group, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useMutation } from '../../api/use-mutation';
import type { Place } from '../../api/wordings';
import { useWords } from '../../i18n/words';
import { AnchorLink } from '../../ui/anchor-link';
import { Card } from '../../ui/card';
import { ProblemAlert } from '../../ui/problem-alert';
import { ScopedButton } from '../../ui/scoped-button';
import { sendTest } from './queries';

interface Props {
  readonly place: Place;
  readonly isChanged: boolean;
  readonly hasSms: boolean;
}

/** Sends what is saved, with sample values. */
export function TestCard({ place, isChanged, hasSms }: Props) {
  const { wording: words } = useWords();
  const [to, setTo] = useState('');
  const sending = useMutation({ mutationFn: () => sendTest(place, to.trim()) });
  return (
    <Card title={words.test.title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          sending.mutate();
        }}
      >
        <Group align="flex-end" gap="sm">
          <TextInput
            label={hasSms ? words.test.to : words.test.toEmail}
            description={isChanged ? words.test.savedOnly : undefined}
            size="xs"
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
            autoComplete="off"
            required
          />
          <ScopedButton
            scope="messages:send"
            type="submit"
            size="xs"
            variant="default"
            loading={sending.isPending}
          >
            {words.test.send}
          </ScopedButton>
        </Group>
      </form>
      {sending.data && (
        <Text size="sm" role="status" mt="xs">
          {words.test.sent}{' '}
          <AnchorLink to="/messages/$id" params={{ id: sending.data }} size="sm">
            {words.test.follow}
          </AnchorLink>
        </Text>
      )}
      {sending.error && <ProblemAlert error={sending.error} />}
    </Card>
  );
}
