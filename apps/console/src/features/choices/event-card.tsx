import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ConsentEvent } from '../../api/types';
import { useMutation } from '../../api/use-mutation';
import { useFormat } from '../../i18n/use-format';
import { useWords } from '../../i18n/words';
import { downloadBlob } from '../../ui/download';
import { Facts } from '../../ui/facts';
import { notices } from '../../ui/notices';
import { ProblemAlert } from '../../ui/problem-alert';
import { ScopedButton } from '../../ui/scoped-button';
import { Status, type Tone } from '../../ui/status';
import { When } from '../../ui/when';
import { ChoiceList } from './choice-list';
import { askAgain, readProof } from './queries';

const tones: Readonly<Record<ConsentEvent['status'], Tone>> = {
  pending_approval: 'busy',
  confirmed: 'good',
  rejected: 'bad',
};

/** One recorded choice: what was chosen, how it was approved, and what proves it. */
export function EventCard({ event }: { readonly event: ConsentEvent }) {
  const { choices: words } = useWords();
  const { dateTime } = useFormat();
  const { id, status, created_at, decided_at, consents, superseded, delegate, rejection_reason, warnings } =
    event;
  return (
    <Paper withBorder p="md" component="article">
      <Stack gap="sm">
        <Title order={2} size="h4">
          {words.event(dateTime(created_at))}
        </Title>
        <Group gap="sm">
          <Status tone={tones[status]}>{words.statuses[status]}</Status>
          {superseded && <Status tone="quiet">{words.superseded}</Status>}
        </Group>
        <ChoiceList choices={consents} />
        <Facts
          facts={[
            [words.decided, decided_at && <When moment={decided_at} />],
            [words.delegate, delegate && <bdi>{delegate.name ?? delegate.id}</bdi>],
            [words.rejection, rejection_reason && <bdi>{rejection_reason}</bdi>],
            [words.id, id],
          ]}
        />
        {warnings.map(({ reason, email_type }) => (
          <Text key={`${reason} ${email_type ?? ''}`} size="sm">
            {words.warnings[reason]}
          </Text>
        ))}
        {event.proofs_id.map((proof, index) => (
          <Proof key={proof} id={proof} number={index + 1} />
        ))}
        {status === 'pending_approval' && event.validation !== null && <AskAgain id={id} />}
      </Stack>
    </Paper>
  );
}

function Proof({ id, number }: { readonly id: string; readonly number: number }) {
  const { choices: words } = useWords();
  const saving = useMutation({
    mutationFn: () => readProof(id),
    onSuccess: ({ name, blob }) => downloadBlob(name, blob),
  });
  return (
    <>
      <Button
        size="xs"
        variant="default"
        className="self-start"
        loading={saving.isPending}
        onClick={() => saving.mutate()}
      >
        {words.downloadProof(number)}
      </Button>
      {saving.error && <ProblemAlert error={saving.error} />}
    </>
  );
}

function AskAgain({ id }: { readonly id: string }) {
  const { choices: words } = useWords();
  const queryClient = useQueryClient();
  const asking = useMutation({
    mutationFn: () => askAgain(id),
    onSuccess: async () => {
      await queryClient.invalidateQueries();
      notices.say(words.asked);
    },
  });
  return (
    <>
      <ScopedButton
        scope="consent:create_or_update"
        size="xs"
        variant="default"
        className="self-start"
        loading={asking.isPending}
        onClick={() => asking.mutate()}
      >
        {words.askAgain}
      </ScopedButton>
      {asking.error && <ProblemAlert error={asking.error} />}
    </>
  );
}
