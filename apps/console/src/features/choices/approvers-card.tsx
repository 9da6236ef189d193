import { Stack, Text, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useMutation } from '../../api/use-mutation';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { Loaded } from '../../ui/loaded';
import { notices } from '../../ui/notices';
import { ProblemAlert } from '../../ui/problem-alert';
import { ScopedButton } from '../../ui/scoped-button';
import { approversQuery, saveApprovers } from './queries';

/** Who approves choices that are backed by a document or a signature. */
export function ApproversCard() {
  const { choices: words } = useWords();
  return (
    <Card title={words.approvers.title}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {words.approvers.text}
        </Text>
        <Loaded query={useQuery(approversQuery)} rows={2}>
          {({ approvers }) => <Approvers key={approvers.join('\n')} approvers={approvers} />}
        </Loaded>
      </Stack>
    </Card>
  );
}

/** Addresses of staff: kept in memory, as the browser's storage is to hold none. */
function Approvers({ approvers }: { readonly approvers: readonly string[] }) {
  const { choices: words } = useWords();
  const queryClient = useQueryClient();
  const [text, setText] = useState(approvers.join('\n'));
  const addresses = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const saving = useMutation({
    mutationFn: () => saveApprovers(addresses),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: approversQuery.queryKey });
      notices.say(words.approvers.saved);
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate();
      }}
    >
      <Stack gap="xs" align="flex-start">
        <Textarea
          label={words.approvers.field}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={2}
          w="100%"
        />
        <ScopedButton
          scope="preference-center:create_or_update"
          type="submit"
          size="xs"
          loading={saving.isPending}
          disabled={addresses.join('\n') === approvers.join('\n')}
        >
          {words.approvers.save}
        </ScopedButton>
        {saving.error && <ProblemAlert error={saving.error} />}
      </Stack>
    </form>
  );
}
