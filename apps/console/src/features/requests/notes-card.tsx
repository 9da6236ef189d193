import { Stack, Text, Textarea } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useActorNames } from '../../api/actors';
import { client } from '../../api/client';
import { useMutation } from '../../api/use-mutation';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { Loaded } from '../../ui/loaded';
import { ProblemAlert } from '../../ui/problem-alert';
import { ScopedButton } from '../../ui/scoped-button';
import { Timeline } from '../../ui/timeline';
import { useDraft } from '../../ui/use-draft';
import { notesQuery } from './queries';

export function NotesCard({ id }: { readonly id: string }) {
  const { notes: words } = useWords().requests;
  const nameOf = useActorNames();
  return (
    <Card title={words.title}>
      <Stack>
        <Text size="sm" c="dimmed">
          {words.text}
        </Text>
        <Loaded query={useQuery(notesQuery(id))} rows={1}>
          {({ data }) =>
            data.length === 0 ? (
              <Text size="sm">{words.empty}</Text>
            ) : (
              <Timeline
                label={words.title}
                entries={data.map(({ id: key, created_at, author, value }) => ({
                  key,
                  moment: created_at,
                  title: <bdi>{nameOf(author)}</bdi>,
                  detail: value,
                }))}
              />
            )
          }
        </Loaded>
        <NewNote id={id} />
      </Stack>
    </Card>
  );
}

function NewNote({ id }: { readonly id: string }) {
  const { notes: words } = useWords().requests;
  const queryClient = useQueryClient();
  const [value, setValue, clearValue] = useDraft(`note ${id}`);
  const adding = useMutation({
    mutationFn: () => client.POST('/dsar/requests/notes', { body: { request_id: id, value } }),
    onSuccess: async () => {
      clearValue();
      await queryClient.invalidateQueries({ queryKey: notesQuery(id).queryKey });
    },
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        adding.mutate();
      }}
    >
      <Stack gap="xs" align="flex-start">
        <Textarea
          label={words.field}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
          autosize
          minRows={2}
          maxLength={16_384}
          required
          w="100%"
        />
        <ScopedButton scope="privacy-request:review" type="submit" size="xs" loading={adding.isPending}>
          {words.add}
        </ScopedButton>
        {adding.error && <ProblemAlert error={adding.error} />}
      </Stack>
    </form>
  );
}
