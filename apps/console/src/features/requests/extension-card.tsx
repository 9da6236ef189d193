import { Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/client';
import { openStatuses } from '../../api/open-statuses';
import type { PrivacyRequest } from '../../api/types';
import { useFormat } from '../../i18n/use-format';
import { useWords } from '../../i18n/words';
import { Card } from '../../ui/card';
import { ScopedButton } from '../../ui/scoped-button';
import { deadlinesQuery } from './queries';
import { ToldDialog } from './told-dialog';

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
  return (
    <ToldDialog
      draft={`extend ${id}`}
      title={words.title}
      text={words.text(due)}
      label={words.reason}
      told={words.told}
      send={(reason, told_otherwise) =>
        client.POST('/api/v1/privacy-request/{id}/extension', {
          params: { path: { id } },
          body: { reason, told_otherwise },
        })
      }
      onClose={onClose}
    />
  );
}
