import { Stack, Text } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client';
import { openStatuses } from '../../api/open-statuses';
import type { PrivacyRequest } from '../../api/types';
import { useMutation } from '../../api/use-mutation';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { ProblemAlert } from '../../ui/problem-alert';
import { ScopedButton } from '../../ui/scoped-button';
import { deadlinesQuery } from './queries';
import { ToldDialog } from './told-dialog';

/** A question to the person, which may stop the clock until staff say that its answer has come. */
export function ClarificationCard({ request: { id, status } }: { readonly request: PrivacyRequest }) {
  const { clarify: words } = useWords().requests;
  const [isOpen, setOpen] = useState(false);
  const deadlines = useQuery(deadlinesQuery(id)).data;
  if (!deadlines || !openStatuses.includes(status)) return null;
  const { clarification, paused_at } = deadlines;
  const isAwaited = clarification?.state === 'pending' || clarification?.state === 'asked';
  return (
    <Card title={words.title}>
      <Stack gap="sm" align="flex-start">
        {clarification && <Text size="sm">{words.state[clarification.state]}</Text>}
        {paused_at && <Text size="sm">{words.paused}</Text>}
        {isAwaited ? (
          <Answer id={id} />
        ) : (
          <ScopedButton scope="privacy-request:review" variant="default" onClick={() => setOpen(true)}>
            {words.action}
          </ScopedButton>
        )}
        {isOpen && <QuestionDialog id={id} onClose={() => setOpen(false)} />}
      </Stack>
    </Card>
  );
}

function Answer({ id }: { readonly id: string }) {
  const { clarify: words } = useWords().requests;
  const queryClient = useQueryClient();
  const answering = useMutation({
    mutationFn: () =>
      client.POST('/api/v1/privacy-request/{id}/clarification/answer', {
        params: { path: { id } },
        body: {},
      }),
    onSuccess: () => queryClient.invalidateQueries(),
  });
  return (
    <>
      <ScopedButton
        scope="privacy-request:review"
        variant="default"
        loading={answering.isPending}
        onClick={() => answering.mutate()}
      >
        {words.answered}
      </ScopedButton>
      {answering.error && <ProblemAlert error={answering.error} />}
    </>
  );
}

function QuestionDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { clarify: words } = useWords().requests;
  return (
    <ToldDialog
      draft={`clarify ${id}`}
      title={words.title}
      text={words.text}
      label={words.question}
      help={words.questionHelp}
      told={words.told}
      send={(question, told_otherwise) =>
        client.POST('/api/v1/privacy-request/{id}/clarification', {
          params: { path: { id } },
          body: { question, told_otherwise },
        })
      }
      onClose={onClose}
    />
  );
}
