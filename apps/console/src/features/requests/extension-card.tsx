import { Checkbox, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client';
import { openStatuses } from '../../api/open-statuses';
import type { PrivacyRequest } from '../../api/types';
import { useFormat } from '../../i18n/use-format';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { Confirm } from '../../ui/confirm';
import { ScopedButton } from '../../ui/scoped-button';
import { useDraft } from '../../ui/use-draft';
import { deadlinesQuery } from './queries';

/** More time, once, while the law allows it. */
export function ExtensionCard({ request: { id, status } }: { readonly request: PrivacyRequest }) {
  const { extend: words } = useWords().requests;
  const { date } = useFormat();
  const [isOpen, setOpen] = useState(false);
  const deadlines = useQuery(deadlinesQuery(id)).data;
  if (!deadlines || !openStatuses.includes(status)) return null;
  const { extension, extended_due } = deadlines;
  if (!extension && !extended_due) return null;
  return (
    <Card title={words.title}>
      {extension && <Text size="sm">{words.state[extension.state]}</Text>}
      {!extension && extended_due && (
        <Stack gap="sm" align="flex-start">
          <Text size="sm">{words.text(date(extended_due))}</Text>
          <ScopedButton scope="privacy-request:review" variant="default" onClick={() => setOpen(true)}>
            {words.action}
          </ScopedButton>
          {isOpen && <ExtensionDialog id={id} due={date(extended_due)} onClose={() => setOpen(false)} />}
        </Stack>
      )}
    </Card>
  );
}

interface DialogProps {
  readonly id: string;
  readonly due: string;
  readonly onClose: () => void;
}

function ExtensionDialog({ id, due, onClose }: DialogProps) {
  const { extend: words } = useWords().requests;
  const queryClient = useQueryClient();
  const [reason, setReason, clearReason] = useDraft(`extend ${id}`);
  const [told_otherwise, setTold] = useState(false);
  const extending = useMutation({
    mutationFn: () =>
      client.POST('/api/v1/privacy-request/{id}/extension', {
        params: { path: { id } },
        body: { reason: reason.trim(), told_otherwise },
      }),
    onSuccess: async () => {
      clearReason();
      await queryClient.invalidateQueries();
      onClose();
    },
  });
  return (
    <Confirm
      isOpen
      title={words.title}
      text={words.text(due)}
      isBusy={extending.isPending}
      isDisabled={reason.trim() === ''}
      error={extending.error}
      onConfirm={() => extending.mutate()}
      onClose={onClose}
    >
      <Textarea
        label={words.reason}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={1_000}
        autosize
        minRows={3}
        required
        data-autofocus
      />
      <Checkbox
        label={words.told}
        checked={told_otherwise}
        onChange={(event) => setTold(event.currentTarget.checked)}
      />
    </Confirm>
  );
}
