import { Button, Group, List, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../../api/client';
import type { WebhookDelivery, WebhookEndpoint } from '../../../api/types';
import { useWords } from '../../../i18n/words';
import { Card } from '../../../ui/card';
import { Confirm } from '../../../ui/confirm';
import { DataList } from '../../../ui/data-list';
import { Loaded } from '../../../ui/loaded';
import { Pages } from '../../../ui/pages';
import { ScopedButton } from '../../../ui/scoped-button';
import { Status, type Tone } from '../../../ui/status';
import { useAction } from '../../../ui/use-action';
import { When } from '../../../ui/when';
import { deliveriesQuery, deliveryQuery } from './queries';

const scope = 'webhook:create_or_update';
const states = ['pending', 'delivered', 'failed'] as const satisfies readonly WebhookDelivery['state'][];
const tones: Readonly<Record<WebhookDelivery['state'], Tone>> = {
  pending: 'busy',
  delivered: 'good',
  failed: 'bad',
};

/** What was sent to an endpoint, and each attempt. */
export function DeliveriesCard({ endpoint: { id } }: { readonly endpoint: WebhookEndpoint }) {
  const all = useWords();
  const { webhooks: words } = all.settings;
  const [page, setPage] = useState(1);
  const [state, setState] = useState<WebhookDelivery['state'] | undefined>();
  const [isReplaying, setReplaying] = useState(false);
  const columns = [
    { key: 'event', label: words.columns.event, cell: ({ event_type }: WebhookDelivery) => event_type },
    {
      key: 'state',
      label: words.columns.state,
      cell: ({ state: current }: WebhookDelivery) => (
        <Status tone={tones[current]}>{words.states[current]}</Status>
      ),
    },
    {
      key: 'created',
      label: words.columns.created,
      cell: ({ created_at }: WebhookDelivery) => <When moment={created_at} />,
    },
    {
      key: 'attempts',
      label: words.columns.attempts,
      cell: (delivery: WebhookDelivery) => <Attempts delivery={delivery} />,
    },
    {
      key: 'actions',
      label: words.columns.actions,
      cell: (delivery: WebhookDelivery) => <ReplayButton id={delivery.id} />,
    },
  ];
  const replay = (
    <ScopedButton scope={scope} size="xs" variant="default" onClick={() => setReplaying(true)}>
      {words.replayMissed}
    </ScopedButton>
  );
  return (
    <Card title={words.deliveries} actions={replay}>
      <Stack>
        <Select
          label={words.columns.state}
          size="xs"
          maw={200}
          data={[
            { value: '', label: all.all },
            ...states.map((value) => ({ value, label: words.states[value] })),
          ]}
          value={state ?? ''}
          allowDeselect={false}
          onChange={(value) => {
            setState(states.find((one) => one === value));
            setPage(1);
          }}
        />
        <Loaded query={useQuery(deliveriesQuery(id, page, state))}>
          {({ items, pages }) => (
            <>
              {items.length === 0 ? (
                <Text size="sm">{words.noDeliveries}</Text>
              ) : (
                <DataList caption={words.deliveries} columns={columns} rows={items} idOf={(one) => one.id} />
              )}
              <Pages page={page} pages={pages} onChange={setPage} />
            </>
          )}
        </Loaded>
      </Stack>
      {isReplaying && <ReplayDialog id={id} onClose={() => setReplaying(false)} />}
    </Card>
  );
}

function Attempts({ delivery: { id, attempts } }: { readonly delivery: WebhookDelivery }) {
  const { webhooks: words } = useWords().settings;
  const [isOpen, setOpen] = useState(false);
  return (
    <Stack gap={4} align="flex-start">
      <Button
        size="compact-xs"
        variant="default"
        disabled={attempts === 0}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        {words.attempts(attempts)}
      </Button>
      {isOpen && <Tries id={id} />}
    </Stack>
  );
}

function Tries({ id }: { readonly id: string }) {
  const { webhooks: words } = useWords().settings;
  return (
    <Loaded query={useQuery(deliveryQuery(id))} rows={1}>
      {({ tries }) => (
        <List size="xs">
          {tries.map(({ number, started_at, outcome, status, duration_ms }) => (
            <List.Item key={number}>
              <When moment={started_at} />: {words.outcomes[outcome]}
              {status === null ? '' : ` (${status})`}, {duration_ms} ms
            </List.Item>
          ))}
        </List>
      )}
    </Loaded>
  );
}

function ReplayButton({ id }: { readonly id: string }) {
  const { webhooks: words } = useWords().settings;
  const replaying = useAction(
    () => client.POST('/api/v1/webhooks/deliveries/{id}/replay', { params: { path: { id } } }),
    words.replayed(1),
  );
  return (
    <ScopedButton
      scope={scope}
      size="compact-xs"
      variant="default"
      loading={replaying.isPending}
      onClick={() => replaying.mutate()}
    >
      {replaying.error ? words.replayFailed : words.replay}
    </ScopedButton>
  );
}

function ReplayDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { webhooks: words } = useWords().settings;
  const [since, setSince] = useState('');
  const replaying = useAction(
    async () => {
      const body = { since: new Date(since).toISOString() };
      const params = { path: { id } };
      const { data } = await client.POST('/api/v1/webhooks/endpoints/{id}/replay', { params, body });
      return data?.replayed ?? 0;
    },
    (_input, count) => words.replayed(count),
  );
  return (
    <Confirm
      isOpen
      title={words.replayMissed}
      text={words.replayText}
      isBusy={replaying.isPending}
      isDisabled={since === ''}
      error={replaying.error}
      onConfirm={() => replaying.mutate(undefined, { onSuccess: onClose })}
      onClose={onClose}
    >
      <Group>
        <TextInput
          type="datetime-local"
          label={words.since}
          value={since}
          onChange={(event) => setSince(event.currentTarget.value)}
          required
        />
      </Group>
    </Confirm>
  );
}
